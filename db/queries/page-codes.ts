import type { DocumentState } from '../../domain/document/document.ts';
import { pageCodes } from '../schema.ts';
import type { Store } from '../store.ts';
import { preparedColumn } from './prepared.ts';

/** Of one page: what its QR codes say, and whether there is nothing on it. */
export type PageCodes = { texts: string[]; isBlank: boolean };

const pagesOf = preparedColumn<[string], string>('SELECT pages FROM page_codes WHERE sha256 = ?');

/** For each page of a scan; undefined where nobody has looked yet. */
export const codesOf = (store: Store, sha256: string): PageCodes[] | undefined => {
  const pages = pagesOf(store.read).get(sha256);
  return pages === undefined ? undefined : (JSON.parse(pages) as PageCodes[]);
};

export const putCodes = (store: Store, { sha256, madeBy, madeAt, hasSheet, pages }: { sha256: string; madeBy: string; madeAt: number; hasSheet: boolean; pages: PageCodes[] }): void => {
  const row = { madeBy, madeAt, hasSheet: hasSheet ? 1 : 0, pages: JSON.stringify(pages) };
  store.write('desk', ({ db }) => void db.insert(pageCodes).values({ sha256, ...row }).onConflictDoUpdate({ target: pageCodes.sha256, set: row }).run());
};

const stateOf = (state: string): DocumentState => JSON.parse(state) as DocumentState;

const unread = preparedColumn<[string, number], string>(
  `SELECT state FROM documents LEFT JOIN page_codes ON page_codes.sha256 = documents.sha256
   WHERE desk_id = ? AND status = 'inbox' AND documents.sha256 IS NOT NULL AND page_codes.sha256 IS NULL ORDER BY created_at, id LIMIT ?`,
);

/** Scans of this desk's inbox whose codes nobody has looked for yet, oldest first. */
export const scansWithoutCodes = (store: Store, limit: number): DocumentState[] => unread(store.read).all(store.deskId, limit).map(stateOf);

const withSheets = preparedColumn<[string, string, string, number], string>(
  // What is left of a stack that was divided has its bytes, and so its codes, and would stand here for ever.
  `SELECT state FROM documents JOIN page_codes ON page_codes.sha256 = documents.sha256
   WHERE desk_id = ? AND status = 'inbox' AND has_sheet = 1 AND state ->> '$.composedFrom' IS NULL AND (created_at, id) > (?, ?)
   ORDER BY created_at, id LIMIT ?`,
);

/** Scans of this desk's inbox with a receipt or a code sheet among their pages, as they came, oldest first: a page behind `after`. */
export const scansWithSheets = (store: Store, after: Pick<DocumentState, 'createdAt' | 'id'> | undefined, limit: number): DocumentState[] =>
  withSheets(store.read).all(store.deskId, after?.createdAt ?? '', after?.id ?? '', limit).map(stateOf);

const from = preparedColumn<[string, string, string, string, number], string>(
  `SELECT state FROM documents
   WHERE desk_id = ? AND status = 'inbox' AND source_folder = ? AND (created_at, id) >= (?, ?) ORDER BY created_at, id LIMIT ?`,
);

/** That scan and those that came behind it from the same folder, as far as they are still in the inbox. */
export const scansFrom = (store: Store, { id, createdAt, source }: DocumentState, limit: number): DocumentState[] =>
  from(store.read).all(store.deskId, source.folder, createdAt, id, limit).map(stateOf);

const latest = preparedColumn<[string, number], string>(
  "SELECT state FROM documents WHERE desk_id = ? AND status = 'inbox' ORDER BY created_at DESC, id DESC LIMIT ?",
);

/** What came into this desk's inbox last and is still there, the oldest of it first. */
export const lastInInbox = (store: Store, limit: number): DocumentState[] => latest(store.read).all(store.deskId, limit).map(stateOf).reverse();
