import type { DocumentState } from '../../domain/document/document.ts';
import type { Store } from '../store.ts';
import { preparedColumn, preparedSql } from './prepared.ts';
import { askedOf, begun, scatteredOf, togetherOf } from './search-tiers.ts';

/** A document whose bytes have the words, and all of its text. */
export type FoundText = { document: DocumentState; text: string };

const match = preparedColumn<[string, number], number>('SELECT rowid FROM document_search WHERE document_search MATCH ? ORDER BY rowid DESC LIMIT ?');
const textOfRow = preparedSql<[number], { sha256: string; text: string }>('SELECT sha256, text FROM document_texts WHERE row_id = ?');
// The same bytes may be in several dossiers; a paper that was put away is not found.
const documentsWith = preparedColumn<[string], string>(
  "SELECT state FROM documents WHERE sha256 = ? AND status IN ('attached', 'inbox') ORDER BY created_at DESC LIMIT 3",
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
      const documents = paper ? documentsWith(store.read).all(paper.sha256) : [];
      for (const state of documents) found.push({ document: JSON.parse(state) as DocumentState, text: paper!.text });
      if (found.length >= limit) return found.slice(0, limit);
    }
  }
  return found;
};

const known = preparedColumn<[string], number>('SELECT 1 FROM document_texts WHERE sha256 = ?');

/** Whether somebody has read this file's text already, also where there was none. */
export const hasText = (store: Store, sha256: string): boolean => known(store.read).get(sha256) !== undefined;

const text = preparedColumn<[string], string>('SELECT text FROM document_texts WHERE sha256 = ?');

/** The words of a file; undefined where nobody has read it yet. */
export const textOf = (store: Store, sha256: string): string | undefined => text(store.read).get(sha256);

const page = preparedSql<[string, number], { sha256: string }>(
  'SELECT sha256 FROM documents WHERE sha256 > ? AND sha256 IS NOT NULL ORDER BY sha256 LIMIT ?',
);

/** Every file of a document, by name, each once: a page behind `after`. */
export const filesAfter = (store: Store, after: string, limit: number): string[] => [...new Set(page(store.read).all(after, limit).map(({ sha256 }) => sha256))];

const scanned = preparedSql<[number, number], { arrival: number; sha256: string | null }>(
  "SELECT arrival, payload ->> 'sha256' AS sha256 FROM events WHERE arrival > ? AND +entity = 'document' ORDER BY arrival LIMIT ?",
);
const lastEvent = preparedColumn<[], number>('SELECT coalesce(max(arrival), 0) FROM events');

/** Where the log ends now, and the files of documents that were written behind a place in it. */
export const lastArrival = (store: Store): number => lastEvent(store.read).get() ?? 0;
export const filesArrivedAfter = (store: Store, arrival: number, limit: number): { arrival: number; sha256: string | null }[] => scanned(store.read).all(arrival, limit);
