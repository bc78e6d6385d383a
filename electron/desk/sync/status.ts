import { and, count, eq, isNull, sql } from 'drizzle-orm';
import { blobs, deliveries, sync, verdicts } from '../../../db/schema.ts';
import type { Store } from '../../../db/store.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import type { Problem } from '../../../domain/problem.ts';
import type { Memory } from './planner.ts';
import type { Transfer } from './runner.ts';

export type Connection = 'notConfigured' | 'notEnrolled' | 'online' | 'offline' | 'trying';

/** All times UTC milliseconds. */
export type SyncStatus = {
  connection: Connection;
  /** When `connection` became what it is. */
  since: number;
  districtName: string;
  level: string;
  pendingEvents: number;
  oldestPendingAt: number | null;
  pendingFiles: number;
  /** Of the files that are still to be sent, less what has arrived of the one on the way. */
  pendingBytes: number;
  /** Of attached documents from elsewhere, not here yet. */
  missingFiles: number;
  /** Refused by the district and not settled. */
  rejected: number;
  lastContactAt: number | null;
  /** Everything sent and everything received, in this run. */
  isLevel: boolean;
  waitingReason?: Problem;
  nextTryAt?: number;
  /** The file on the way, and how much of it. */
  transfer?: Transfer & { percent: number };
};

export const connectionOf = (isConfigured: boolean, memory: Memory): Connection => {
  const { events } = memory.lanes;
  if (!isConfigured) return 'notConfigured';
  if (memory.isRefused) return 'notEnrolled';
  // Without an answer yet, or with one that is still to be checked, nobody knows.
  if (events.failures === 0) return memory.hasContact ? 'online' : 'trying';
  return events.isLineDown && events.reason?.problem !== 'district.noAnswer' ? 'offline' : memory.hasContact ? 'online' : 'trying';
};

export const statusOf = (
  store: Store,
  memory: Memory,
  transfer: Transfer | undefined,
  missingFiles: number,
  { connection, since }: { connection: Connection; since: number },
): SyncStatus => {
  const row = store.read.select().from(sync).get()!;
  const unit = store.state('desk', store.deskId)?.unit;
  const [oldest] = store.ownEvents(row.acknowledged, 1);
  const pendingEvents = Math.max(0, store.head().deskSeq - row.acknowledged);
  const files = store.read
    .select({ files: count(), bytes: sql<number>`coalesce(sum(${blobs.sizeBytes}), 0)` })
    .from(deliveries)
    .innerJoin(blobs, and(eq(blobs.sha256, deliveries.sha256), eq(blobs.isHere, 1)))
    .leftJoin(verdicts, and(eq(verdicts.deskSeq, deliveries.deskSeq), eq(verdicts.verdict, 'rejected')))
    .where(and(isNull(deliveries.deliveredAt), isNull(verdicts.settledAt)))
    .get()!;
  const rejected = store.read
    .select({ n: count() })
    .from(verdicts)
    .where(and(eq(verdicts.verdict, 'rejected'), isNull(verdicts.settledAt)))
    .get()!.n;
  const waiting = [memory.lanes.events, memory.lanes.files].find(({ reason }) => reason !== undefined);
  const fileReason = [...memory.fileWaits.values()].find(({ reason }) => reason !== undefined);
  const reason = waiting?.reason ?? fileReason?.reason;
  const nextTryAt = waiting?.nextTryAt ?? fileReason?.notBefore;
  const isIdle = connection === 'online' && pendingEvents === 0 && files.files === 0 && missingFiles === 0 && memory.isPulledToEnd;
  return {
    connection,
    since,
    districtName: row.districtName ?? unit?.parentName ?? '',
    level: row.districtLevel ?? unit?.parentLevel ?? '',
    pendingEvents,
    oldestPendingAt: oldest === undefined ? null : hybridTimeMs(oldest.occurredAt),
    pendingFiles: files.files,
    pendingBytes: Math.max(0, files.bytes - (transfer?.direction === 'up' ? transfer.doneBytes : 0)),
    missingFiles,
    rejected,
    lastContactAt: row.lastContactAt,
    isLevel: isIdle,
    ...(reason === undefined ? {} : { waitingReason: reason, nextTryAt: nextTryAt! }),
    ...(transfer === undefined ? {} : { transfer: { ...transfer, percent: Math.floor((100 * transfer.doneBytes) / Math.max(1, transfer.sizeBytes)) } }),
  };
};
