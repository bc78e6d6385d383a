import { sql } from 'drizzle-orm';
import { dossiers } from '../schema.ts';
import type { Store } from '../store.ts';

/** How many dossiers were received from `from` up to but without `to` (UTC milliseconds), cancelled ones too. */
export const countReceivedBetween = (store: Store, { from, to }: { from: number; to: number }): number => {
  // Written out one by one: each of the two partial indexes is only found where its condition is in plain sight.
  const count = (isOpen: 0 | 1): number =>
    store.read
      .select({ count: sql<number>`count(*)` })
      .from(dossiers)
      .where(sql`${sql.raw(`is_open = ${isOpen}`)} AND ${dossiers.acceptedAt} >= ${from} AND ${dossiers.acceptedAt} < ${to}`)
      .get()!.count;
  return count(0) + count(1);
};
