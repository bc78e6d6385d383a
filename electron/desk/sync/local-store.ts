import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, max, sql } from 'drizzle-orm';
import { acknowledgements, blobs, deliveries, documents, sync, verdicts } from '../../../db/schema.ts';
import type { Store } from '../../../db/store.ts';
import type { Local } from './local.ts';

/** Writes of sync itself carry no event, so nobody's name; the log shows only what officers did. */
const nobody = 'sync';

/** More than are ever asked for at once, so that a few that wait do not hide those behind them. */
const maxSeen = 500;

/** `Local` over the desk's store. */
export const localStore = (store: Store, isConfigured: () => boolean): Local => {
  // Read before every step, so prepared once.
  const readRow = store.read.select().from(sync).prepare();
  const row = () => readRow.get()!;
  const isHere = and(eq(blobs.sha256, deliveries.sha256), eq(blobs.isHere, 1));
  // A file whose bytes are elsewhere is for that desk to send. One that only a refused and settled event names is for nobody.
  const undelivered = store.read
    .select({ sha256: deliveries.sha256 })
    .from(deliveries)
    .innerJoin(blobs, isHere)
    .leftJoin(verdicts, and(eq(verdicts.deskSeq, deliveries.deskSeq), eq(verdicts.verdict, 'rejected')))
    .where(and(isNull(deliveries.deliveredAt), lte(deliveries.deskSeq, sql.placeholder('acknowledged')), isNull(verdicts.settledAt)))
    .orderBy(asc(deliveries.deskSeq), asc(deliveries.sha256))
    .limit(maxSeen)
    .prepare();
  const missing = store.read
    .selectDistinct({ sha256: documents.sha256, createdAt: documents.createdAt })
    .from(documents)
    // What was here and has been let go is not fetched again.
    .leftJoin(blobs, eq(blobs.sha256, documents.sha256))
    .where(and(eq(documents.status, 'attached'), isNotNull(documents.sha256), isNull(blobs.sha256)))
    .orderBy(asc(documents.createdAt), asc(documents.sha256))
    .limit(maxSeen)
    .prepare();
  // Walks all attached documents, so it is asked anew only when one has changed or come.
  let seenMissing: string[] | undefined;
  store.onCommit((entities) => {
    if (entities.has('document')) seenMissing = undefined;
  });

  return {
    see: () => {
      const { acknowledged } = row();
      seenMissing ??= [...new Set(missing.all().map(({ sha256 }) => sha256!))];
      return {
        isConfigured: isConfigured(),
        pendingEvents: Math.max(0, store.head().deskSeq - acknowledged),
        undelivered: undelivered.all({ acknowledged }).map(({ sha256 }) => sha256),
        missing: seenMissing,
      };
    },

    eventsToSend: (limit) => store.ownEvents(row().acknowledged, limit),

    recordPushed: (response, at) =>
      store.write(nobody, ({ db }) => {
        const before = db.select().from(sync).get()!.acknowledged;
        // Never beyond our own log: a store restored from an old copy would otherwise leave its next events unsent.
        const acknowledged = Math.min(response.acknowledged, store.head().deskSeq);
        db.update(sync).set({ acknowledged, lastContactAt: at }).run();
        // What was marked before keeps its time, also when the district has gone back to an older copy and is told again.
        const marked = db.select({ seq: max(acknowledgements.deskSeq) }).from(acknowledgements).get()?.seq ?? 0;
        if (acknowledged > marked) db.insert(acknowledgements).values({ deskSeq: acknowledged, at }).run();
        for (const { deskSeq, verdict, reason } of response.verdicts) {
          if (verdict !== 'rejected' && verdict !== 'conflict') continue;
          db.insert(verdicts)
            .values({ deskSeq, verdict, reason: reason ?? null, at })
            .onConflictDoUpdate({ target: verdicts.deskSeq, set: { verdict, reason: reason ?? null } })
            .run();
        }
        // The district came back from an older copy: what it no longer has of the log it no longer has of the files.
        if (acknowledged < before) db.update(deliveries).set({ deliveredAt: null }).where(gt(deliveries.deskSeq, acknowledged)).run();
        return acknowledged !== before;
      }),

    cursor: () => row().cursor || undefined,

    recordPulled: (events, cursor, at) => {
      const isNews = events.length > 0 || cursor !== row().cursor;
      const result = isNews ? store.merge(events, cursor) : { refused: [] };
      store.write(nobody, ({ db }) => db.update(sync).set({ lastContactAt: at }).run());
      return result;
    },

    uploadUrlOf: (sha256) => store.read.select().from(deliveries).where(eq(deliveries.sha256, sha256)).get()?.uploadUrl ?? undefined,

    rememberUploadUrl: (sha256, url) => {
      store.write(nobody, ({ db }) => db.update(deliveries).set({ uploadUrl: url ?? null }).where(eq(deliveries.sha256, sha256)).run());
    },

    recordDelivered: (hashes, at) => {
      store.write(nobody, ({ db }) => db.update(deliveries).set({ deliveredAt: at }).where(inArray(deliveries.sha256, [...hashes])).run());
    },

    recordArrived: (sha256, sizeBytes, at) => {
      seenMissing = undefined;
      store.write(nobody, ({ db }) => {
        db.insert(blobs)
          .values({ sha256, sizeBytes, storedAt: at, isHere: 1 })
          .onConflictDoUpdate({ target: blobs.sha256, set: { sizeBytes, storedAt: at, isHere: 1 } })
          .run();
        // It came from the district, so it need not go there.
        db.update(deliveries).set({ deliveredAt: at }).where(and(eq(deliveries.sha256, sha256), isNull(deliveries.deliveredAt))).run();
      });
    },
  };
};
