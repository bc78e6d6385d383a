import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { DossierState } from '../domain/dossier/state.ts';
import type { DomainEvent } from '../domain/event.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { PushResponse, RejectionReason, Verdict } from '../domain/wire.ts';
import type { DistrictContext, EnrolledDesk } from './context.ts';
import { arrayOf, type Database, rowsOf } from './database.ts';
import { claimedHash, firstPreviousHash, judge, type Judgement, linked, textOf } from './judge.ts';
import { insertRows, lockLog, type LogRow } from './log.ts';
import { project } from './project.ts';

type Stored = { verdict: 'applied' | 'conflict' | 'rejected'; reason: RejectionReason | null; hash: string | null };

/**
 * A piece of a desk's log, in one transaction. Whatever is wrong with one event, those after it are still taken; a
 * refused one is stored with its reason and asked about again gives the same answer, so no refusal is lost with a reply.
 */
export const receiveEvents = async (district: DistrictContext, desk: EnrolledDesk, items: readonly unknown[]): Promise<PushResponse | Problem> => {
  const now = district.clock.now();
  const latestMs = now + district.limits.maxClockAheadMs;
  const numbered: { deskSeq: number; item: unknown; judgement: Judgement }[] = [];
  for (const item of items) {
    const deskSeq = typeof item === 'object' && item !== null && 'deskSeq' in item ? item.deskSeq : undefined;
    if (typeof deskSeq !== 'number' || !Number.isSafeInteger(deskSeq) || deskSeq < 1) return problem('input.malformed', { field: 'deskSeq' });
    numbered.push({ deskSeq, item, judgement: judge(item, desk.deskId, latestMs) });
  }
  numbered.sort((a, b) => a.deskSeq - b.deskSeq);

  return district.db.transaction(async (tx) => {
    await lockLog(tx);
    const head = await headOf(tx, desk.deskId);
    const stored = await storedOf(tx, desk.deskId, numbered.filter(({ deskSeq }) => deskSeq <= head.acknowledged).map(({ deskSeq }) => deskSeq));

    let { acknowledged } = head;
    let previousHash: string | undefined = acknowledged === 0 ? firstPreviousHash : (head.hash ?? undefined);
    const verdicts = new Map<number, Verdict>();
    const forks: { deskSeq: number; body: string }[] = [];
    const taken: { deskSeq: number; judgement: Judgement }[] = [];
    for (const { deskSeq, item, judgement: alone } of numbered) {
      if (deskSeq <= acknowledged) {
        const earlier = stored.get(deskSeq)!;
        if (claimedHash(item) === earlier.hash) {
          if (!verdicts.has(deskSeq)) verdicts.set(deskSeq, again(deskSeq, earlier));
        } else {
          verdicts.set(deskSeq, { deskSeq, verdict: 'rejected', reason: 'forked' });
          forks.push({ deskSeq, body: textOf(item) });
        }
      } else if (deskSeq === acknowledged + 1) {
        const judgement = linked(alone, previousHash);
        taken.push({ deskSeq, judgement });
        stored.set(deskSeq, { verdict: judgement.isGood ? 'applied' : 'rejected', reason: judgement.isGood ? null : judgement.reason, hash: judgement.hash });
        if (!judgement.isGood) verdicts.set(deskSeq, { deskSeq, verdict: 'rejected', reason: judgement.reason });
        previousHash = judgement.hash ?? undefined;
        acknowledged = deskSeq;
      } else {
        verdicts.set(deskSeq, { deskSeq, verdict: 'held' });
      }
    }

    const good = taken.flatMap(({ judgement }) => (judgement.isGood ? [judgement.event] : []));
    const { stateOf } = await project(tx, desk.agencyCode, good);
    const rows = taken.map(({ deskSeq, judgement }): LogRow => {
      if (!judgement.isGood) return { deskSeq, verdict: 'rejected', reason: judgement.reason, event: undefined, hash: judgement.hash, body: judgement.body };
      const verdict = isConflict(judgement.event, stateOf(judgement.event)) ? 'conflict' : 'applied';
      verdicts.set(deskSeq, verdicts.get(deskSeq) ?? { deskSeq, verdict });
      return { deskSeq, verdict, reason: null, event: judgement.event, hash: judgement.hash, body: judgement.body };
    });
    await insertRows(tx, { ...desk, position: head.position, now }, rows);
    await insertForks(tx, desk.deskId, forks, now);
    if (acknowledged > head.acknowledged) {
      const latestAt = good.reduce((latest, event) => (event.occurredAt > latest ? event.occurredAt : latest), '');
      await tx.execute(sql`
        update desks set acknowledged = ${acknowledged}, head_hash = ${previousHash ?? null}, latest_at = greatest(latest_at, nullif(${latestAt}, ''))
        where desk_id = ${desk.deskId}`);
    }
    return { verdicts: numbered.map(({ deskSeq }) => verdicts.get(deskSeq)!), acknowledged };
  });
};

const headOf = async (db: Database, deskId: string): Promise<{ acknowledged: number; hash: string | null; position: number }> => {
  const [row] = await rowsOf<{ acknowledged: string; head_hash: string | null; position: string }>(
    db,
    sql`select acknowledged, head_hash, (select position from log_head) as position from desks where desk_id = ${deskId}`,
  );
  return { acknowledged: Number(row!.acknowledged), hash: row!.head_hash, position: Number(row!.position) };
};

const storedOf = async (db: Database, deskId: string, deskSeqs: readonly number[]): Promise<Map<number, Stored>> => {
  if (deskSeqs.length === 0) return new Map();
  const rows = await rowsOf<Stored & { desk_seq: string }>(
    db,
    sql`select desk_seq, verdict, reason, hash from events where desk_id = ${deskId} and desk_seq = any(${arrayOf(deskSeqs)}::bigint[])`,
  );
  return new Map(rows.map((row) => [Number(row.desk_seq), row]));
};

/** Said again as it was said first, except that a good one is a duplicate now. */
const again = (deskSeq: number, { verdict, reason }: Stored): Verdict => {
  switch (verdict) {
    case 'applied':
      return { deskSeq, verdict: 'duplicate' };
    case 'conflict':
      return { deskSeq, verdict };
    case 'rejected':
      return { deskSeq, verdict, ...(reason === null ? {} : { reason }) };
  }
};

const isConflict = (event: DomainEvent, state: Record<string, unknown> | undefined): boolean =>
  event.type === 'dossier.stepTaken' && ((state as unknown as DossierState | undefined)?.conflicts ?? []).some((conflict) => conflict.eventId === event.id);

const insertForks = async (db: Database, deskId: string, forks: readonly { deskSeq: number; body: string }[], now: number): Promise<void> => {
  if (forks.length === 0) return;
  const digests = forks.map(({ body }) => createHash('sha256').update(body).digest('hex'));
  await db.execute(sql`
    insert into forks (desk_id, received_at, desk_seq, digest, body)
    select ${deskId}, ${now}::bigint, * from unnest(
      ${arrayOf(forks.map((fork) => fork.deskSeq))}::bigint[], ${arrayOf(digests)}::text[], ${arrayOf(forks.map((fork) => fork.body))}::text[])
    on conflict do nothing`);
};
