import { and, eq, isNotNull } from 'drizzle-orm';
import { deliveries, sync } from '../schema.ts';
import type { Store } from '../store.ts';

/** Every own event up to and with this `deskSeq` is at the district. */
export const acknowledgedSeq = (store: Store): number => store.read.select({ seq: sync.acknowledged }).from(sync).get()!.seq;

/** The district has these bytes, whole and verified. */
export const isBlobDelivered = (store: Store, sha256: string): boolean =>
  store.read
    .select({ sha256: deliveries.sha256 })
    .from(deliveries)
    .where(and(eq(deliveries.sha256, sha256), isNotNull(deliveries.deliveredAt)))
    .get() !== undefined;
