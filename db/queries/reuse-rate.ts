import { and, eq, gt, max, sql } from 'drizzle-orm';
import { isFinished, type Status, statuses } from '../../domain/dossier/status.ts';
import { dossiers, events } from '../schema.ts';
import type { Store } from '../store.ts';

/** Dossiers whose date of acceptance is not before `since` (UTC milliseconds): a stretch of an index for each status. */
export const dossierIdsSince = (store: Store, since: number): string[] =>
  (Object.keys(statuses) as Status[]).flatMap((status) =>
    store.read
      .select({ id: dossiers.id })
      .from(dossiers)
      .where(and(isFinished(status) ? sql`${dossiers.isOpen} = 0` : sql`${dossiers.isOpen} = 1`, sql`${dossiers.status} = ${status}`, sql`${dossiers.acceptedAt} >= ${since}`))
      .all()
      .map(({ id }) => id),
  );

/** Which dossiers the log tells of after that arrival, and how far it goes now. */
export const dossiersTouchedAfter = (store: Store, arrival: number): { ids: string[]; arrival: number } => {
  const rows = store.read.select({ id: events.entityId }).from(events).where(and(gt(events.arrival, arrival), eq(events.entity, 'dossier'))).all();
  return { ids: [...new Set(rows.map(({ id }) => id))], arrival: lastArrival(store) };
};

export const lastArrival = (store: Store): number => store.read.select({ last: max(events.arrival) }).from(events).get()?.last ?? 0;
