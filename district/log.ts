import { sql } from 'drizzle-orm';
import type { DomainEvent } from '../domain/event.ts';
import type { RejectionReason } from '../domain/wire.ts';
import { arrayOf, type Database, jsonTexts } from './database.ts';

export type LogRow = {
  deskSeq: number;
  verdict: 'applied' | 'conflict' | 'rejected';
  reason: RejectionReason | null;
  /** Undefined for an event that was refused. */
  event: DomainEvent | undefined;
  hash: string | null;
  body: string;
};

/**
 * Whoever writes to the log holds this until the commit, so positions become visible in their own order: a reader that
 * has seen position n will never see a smaller one appear later. On PGlite there is one connection, and it is enough.
 */
export const lockLog = async (db: Database): Promise<void> => {
  await db.execute(sql`select pg_advisory_xact_lock(7301002)`);
};

/** All rows in one statement, positions counting on from `position`. */
export const insertRows = async (
  db: Database,
  log: { deskId: string; agencyCode: string; position: number; now: number },
  rows: readonly LogRow[],
): Promise<void> => {
  if (rows.length === 0) return;
  await db.execute(sql`
    insert into events (position, desk_id, agency_code, received_at, desk_seq, verdict, reason, entity, entity_id, type, occurred_at, hash, body)
    select ${log.position}::bigint + r.n, ${log.deskId}, ${log.agencyCode}, ${log.now}::bigint,
      r.desk_seq, r.verdict, r.reason, r.entity, r.entity_id, r.type, r.occurred_at, r.hash, r.body
    from unnest(
      ${arrayOf(rows.map((row) => row.deskSeq))}::bigint[], ${arrayOf(rows.map((row) => row.verdict))}::text[],
      ${arrayOf(rows.map((row) => row.reason))}::text[], ${arrayOf(rows.map((row) => row.event?.entity ?? null))}::text[],
      ${arrayOf(rows.map((row) => row.event?.entityId ?? null))}::text[], ${arrayOf(rows.map((row) => row.event?.type ?? null))}::text[],
      ${arrayOf(rows.map((row) => row.event?.occurredAt ?? null))}::text[], ${arrayOf(rows.map((row) => row.hash))}::text[],
      ${jsonTexts(rows.map((row) => row.body))}
    ) with ordinality as r(desk_seq, verdict, reason, entity, entity_id, type, occurred_at, hash, body, n)`);
  await db.execute(sql`update log_head set position = ${log.position + rows.length}`);

  const hashes = [...new Set(rows.flatMap((row) => row.event?.blobs ?? []))];
  if (hashes.length === 0) return;
  await db.execute(sql`
    insert into named_blobs (agency_code, sha256) select ${log.agencyCode}, unnest(${arrayOf(hashes)}::text[]) on conflict do nothing`);
};
