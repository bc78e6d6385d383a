import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { deliveries, sync } from '../schema.ts';
import type { Store } from '../store.ts';
import { prepared } from './prepared.ts';

const acknowledged = prepared((db) => db.select({ seq: sync.acknowledged }).from(sync).prepare());

const clockOffset = prepared((db) => db.select({ offsetMs: sync.clockOffsetMs }).from(sync).prepare());

/** Every own event up to and with this `deskSeq` is at the district. */
export const acknowledgedSeq = (store: Store): number => acknowledged(store.read).get()!.seq;

/** How far the district's clock is ahead of this PC's, in milliseconds; 0 where nothing else was learned. */
export const clockOffsetOf = (store: Store): number => clockOffset(store.read).get()!.offsetMs;

const delivered = prepared((db) =>
  db
    .select({ sha256: deliveries.sha256 })
    .from(deliveries)
    .where(and(eq(deliveries.sha256, sql.placeholder('sha256')), isNotNull(deliveries.deliveredAt)))
    .prepare(),
);

/** The district has these bytes, whole and verified. */
export const isBlobDelivered = (store: Store, sha256: string): boolean => delivered(store.read).get({ sha256 }) !== undefined;
