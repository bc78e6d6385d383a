import type { DocumentState } from '../../domain/document/document.ts';
import type { Store } from '../store.ts';
import { preparedColumn, preparedSql } from './prepared.ts';
import { askedOf, begun, scatteredOf, togetherOf } from './search-tiers.ts';

/** A document that shows the words, and all of its text. */
export type FoundText = { document: DocumentState; text: string };

const match = preparedColumn<[string, number], number>('SELECT rowid FROM document_search WHERE document_search MATCH ? ORDER BY rowid DESC LIMIT ?');
const textOfRow = preparedSql<[number], { textKey: string; text: string }>('SELECT text_key AS textKey, text FROM document_texts WHERE row_id = ?');
// The same pages may be in several dossiers; a paper that was put away is not found.
const documentsWith = preparedColumn<[string], string>(
  "SELECT state FROM documents WHERE text_key = ? AND status IN ('attached', 'inbox') ORDER BY created_at DESC LIMIT 3",
);

/** Papers in whose text the words stand: together as typed first, then anywhere; the latest first. */
export const searchTexts = (store: Store, asked: string, limit: number): FoundText[] => {
  const { words } = askedOf(asked) ?? { words: [] };
  const last = words.at(-1);
  // One letter begins a word in every paper.
  if (last === undefined || (words.length === 1 && last.length === 1)) return [];
  const tiers = last.length === 1 ? [togetherOf(words)] : [begun(togetherOf(words)), ...(words.length > 1 ? [begun(scatteredOf(words))] : [])];
  const seen = new Set<number>();
  const found: FoundText[] = [];
  for (const expression of tiers) {
    for (const row of match(store.read).all(expression, limit + seen.size)) {
      if (seen.has(row)) continue;
      seen.add(row);
      const paper = textOfRow(store.read).get(row);
      const documents = paper ? documentsWith(store.read).all(paper.textKey) : [];
      for (const state of documents) found.push({ document: JSON.parse(state) as DocumentState, text: paper!.text });
      if (found.length >= limit) return found.slice(0, limit);
    }
  }
  return found;
};

const known = preparedColumn<[string], number>('SELECT 1 FROM document_texts WHERE text_key = ?');

/** Whether somebody has read these pages already, also where there was nothing on them. @param textKey see `textKeyOf` */
export const hasText = (store: Store, textKey: string): boolean => known(store.read).get(textKey) !== undefined;

const text = preparedColumn<[string], string>('SELECT text FROM document_texts WHERE text_key = ?');

/** The words of a document; undefined where nobody has read it yet. */
export const textOf = (store: Store, textKey: string): string | undefined => text(store.read).get(textKey);

type Place = { createdAt: string; id: string; textKey: string | null };
const newest = preparedSql<[string, 'inbox' | 'attached', string, string, number], Place>(
  `SELECT created_at AS createdAt, id, text_key AS textKey FROM documents
   WHERE desk_id = ? AND status = ? AND (created_at, id) < (?, ?) ORDER BY created_at DESC, id DESC LIMIT ?`,
);
/** Behind every time of the hybrid clock. */
const end = '\uFFFF';

/** Documents of this desk in the inbox, or in dossiers, the newest first: a page behind `after`. */
export const ownPapersBefore = (store: Store, status: 'inbox' | 'attached', after: Pick<Place, 'createdAt' | 'id'> | undefined, limit: number): Place[] =>
  newest(store.read).all(store.deskId, status, after?.createdAt ?? end, after?.id ?? end, limit);

const byText = preparedSql<[string, number], { id: string; textKey: string }>(
  "SELECT max(id) AS id, text_key AS textKey FROM documents WHERE text_key > ? AND status IN ('attached', 'inbox') GROUP BY text_key ORDER BY text_key LIMIT ?",
);

/** One document for each text there is, of whatever desk: a page behind `after`. */
export const papersByText = (store: Store, after: string, limit: number): { id: string; textKey: string }[] => byText(store.read).all(after, limit);

const lastEvent = preparedColumn<[], number>('SELECT coalesce(max(arrival), 0) FROM events');

/** Where the log ends now. */
export const lastArrival = (store: Store): number => lastEvent(store.read).get() ?? 0;
