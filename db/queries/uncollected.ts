import { and, asc, sql } from 'drizzle-orm';
import type { DossierState } from '../../domain/dossier/state.ts';
import { dossiers } from '../schema.ts';
import type { Store } from '../store.ts';
import { statesOf } from './dossiers.ts';
import { cursorAfter, type Page, pageSize, placeOf } from './page.ts';

// Written out, so that SQLite sees that the partial index holds.
const isDone = sql`${dossiers.status} = 'done'`;
const toldTerm = (isTold: boolean) => sql`${dossiers.isTold} = ${isTold ? 1 : 0}`;

/** Results that nobody has come for, of citizens who were reached or who were not; oldest first. */
export const uncollectedPage = (store: Store, { isTold, cursor }: { isTold: boolean; cursor?: string | undefined }): Page<DossierState> => {
  const after = placeOf(cursor);
  const places = store.read
    .select({ at: dossiers.finishedAt, id: dossiers.id })
    .from(dossiers)
    .where(and(isDone, toldTerm(isTold), after && sql`(${dossiers.finishedAt}, ${dossiers.id}) > (${after.at}, ${after.id})`))
    .orderBy(asc(dossiers.finishedAt), asc(dossiers.id))
    .limit(pageSize + 1)
    .all();
  const page = places.slice(0, pageSize);
  const last = page.at(-1);
  return { rows: statesOf(store, page.map(({ id }) => id)), nextCursor: places.length > pageSize && last ? cursorAfter({ at: last.at ?? 0, id: last.id }) : null };
};

export const countUncollected = (store: Store, isTold: boolean): number =>
  store.read.select({ count: sql<number>`count(*)` }).from(dossiers).where(and(isDone, toldTerm(isTold))).get()!.count;
