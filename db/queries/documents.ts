import { and, asc, desc, eq, gte, sql } from 'drizzle-orm';
import type { DocumentState } from '../../domain/document/document.ts';
import { formatHybridTime } from '../../domain/hybrid-clock.ts';
import { documents } from '../schema.ts';
import type { Store } from '../store.ts';
import { cursorAfter, type Page, pageSize, placeOf } from './page.ts';

const stateOf = ({ state }: { state: string }): DocumentState => JSON.parse(state) as DocumentState;

const ofThisDesk = (store: Store, status: DocumentState['status']) => and(eq(documents.deskId, store.deskId), eq(documents.status, status));

/** Scans of this desk that belong to no dossier yet, oldest first. Those of other desks are theirs to attach. */
export const inbox = (store: Store, { cursor, limit = pageSize }: { cursor?: string | undefined; limit?: number } = {}): Page<DocumentState> => {
  const after = placeOf(cursor);
  const rows = store.read
    .select({ state: documents.state })
    .from(documents)
    .where(and(ofThisDesk(store, 'inbox'), after && sql`(${documents.createdAt}, ${documents.id}) > (${after.at}, ${after.id})`))
    .orderBy(asc(documents.createdAt), asc(documents.id))
    .limit(limit + 1)
    .all()
    .map(stateOf);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > limit && last ? cursorAfter({ at: last.createdAt, id: last.id }) : null };
};

/** Of this desk and of what was scanned since, what a code put to its dossier; newest first. @param since UTC milliseconds */
export const filedByCode = (store: Store, since: number, limit: number): DocumentState[] =>
  store.read
    .select({ state: documents.state })
    .from(documents)
    .where(and(ofThisDesk(store, 'attached'), gte(documents.createdAt, formatHybridTime(since, 0, '')), sql`json_extract(${documents.state}, '$.route') IS NOT NULL`))
    .orderBy(desc(documents.createdAt), desc(documents.id))
    .limit(limit)
    .all()
    .map(stateOf);

const maxRefusedListed = 200;

/** Files of this desk that could not be taken, newest first. */
export const refusedScans = (store: Store): DocumentState[] =>
  store.read
    .select({ state: documents.state })
    .from(documents)
    .where(ofThisDesk(store, 'refused'))
    .orderBy(desc(documents.createdAt), desc(documents.id))
    .limit(maxRefusedListed)
    .all()
    .map(stateOf);

export const inboxCounts = (store: Store): { inboxCount: number; refusedCount: number } => {
  const countOf = (status: DocumentState['status']): number =>
    store.read.select({ count: sql<number>`count(*)` }).from(documents).where(ofThisDesk(store, status)).get()!.count;
  return { inboxCount: countOf('inbox'), refusedCount: countOf('refused') };
};
