import { sql } from 'drizzle-orm';
import { v7 as uuidV7 } from 'uuid';
import { eventSchemas } from '../domain/entities.ts';
import { canonicalEvent, type DomainEvent, genesisHash, hashEvent, type NewEvent } from '../domain/event.ts';
import { nextHybridTime } from '../domain/hybrid-clock.ts';
import { isProblem, type Problem } from '../domain/problem.ts';
import type { DistrictContext } from './context.ts';
import { type Database, rowsOf } from './database.ts';
import { withHash } from './judge.ts';
import { insertRows, lockLog, type LogRow } from './log.ts';
import { project, projectForAll } from './project.ts';

/** Every commune pulls what is addressed to this. */
export const everyCommune = '';

/** Appends to the district's own log, which every desk pulls: procedures, calendars. Throws if a payload does not fit its type. */
export const publish = (district: DistrictContext, actorId: string, changes: readonly NewEvent[]): Promise<DomainEvent[]> =>
  district.db.transaction(async (tx) => {
    await lockLog(tx);
    return append(tx, district, { actorId, agencyCode: everyCommune }, changes);
  });

type Decided<R> = { changes: readonly NewEvent[]; result: R };

/**
 * The same for one commune (a reminder, an officer) or for all, with what is published decided on while nobody else writes.
 * What `decide` writes besides, such as the trace of who asked, is in the same transaction.
 */
export const publishDecided = <R>(
  district: DistrictContext,
  to: { actorId: string; agencyCode: string },
  decide: (tx: Database) => Promise<Decided<R> | Problem>,
): Promise<R | Problem> =>
  district.db.transaction(async (tx): Promise<R | Problem> => {
    await lockLog(tx);
    const decided = await decide(tx);
    if (isProblem(decided)) return decided;
    await append(tx, district, to, decided.changes);
    return decided.result;
  });

/**
 * One log, whoever its events are addressed to: the chain goes through them all, and a commune sees gaps where others were meant.
 * The caller holds the lock of the log.
 */
const append = async (
  tx: Database,
  district: DistrictContext,
  { actorId, agencyCode }: { actorId: string; agencyCode: string },
  changes: readonly NewEvent[],
): Promise<DomainEvent[]> => {
  if (changes.length === 0) return [];
  for (const { entity, type, payload } of changes) eventSchemas[entity][type]!.parse(payload);
  const { districtId: deskId } = district;
  const now = district.clock.now();
  const [head] = await rowsOf<{ acknowledged: string; head_hash: string | null; latest_at: string | null; position: string }>(
    tx,
    sql`select acknowledged, head_hash, (select max(latest_at) from desks) as latest_at,
          (select position from log_head) as position
        from desks where desk_id = ${deskId}`,
  );
  let deskSeq = Number(head!.acknowledged);
  let prevHash = head!.head_hash ?? genesisHash;
  let latest = head!.latest_at ?? undefined;
  const rows = changes.map((change): LogRow & { event: DomainEvent } => {
    deskSeq += 1;
    latest = nextHybridTime(latest, now, deskId);
    const id = uuidV7({ msecs: now, random: district.randomBytes(16) });
    const unsigned = { ...change, blobs: change.blobs ?? [], id, deskId, deskSeq, actorId, occurredAt: latest, prevHash };
    const event: DomainEvent = { ...unsigned, hash: hashEvent(unsigned) };
    prevHash = event.hash;
    return { deskSeq, verdict: 'applied', reason: null, event, hash: event.hash, body: withHash(canonicalEvent(event), event.hash) };
  });
  const events = rows.map((row) => row.event);
  if (agencyCode === everyCommune) await projectForAll(tx, events);
  else await project(tx, agencyCode, events);
  await insertRows(tx, { deskId, agencyCode, position: Number(head!.position), now }, rows);
  await tx.execute(sql`update desks set acknowledged = ${deskSeq}, head_hash = ${prevHash}, latest_at = ${latest ?? null} where desk_id = ${deskId}`);
  return events;
};
