import { and, asc, eq, isNull } from 'drizzle-orm';
import { verdicts } from '../../../db/schema.ts';
import type { DomainEvent } from '../../../domain/event.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { Desk } from '../desk.ts';

export type SyncRejection = { event: DomainEvent; deskSeq: number; verdict: string; reason: string; at: number };

const maxListed = 500;

/** Own events that the district refused and nobody has settled yet, oldest first. They stay through restarts. */
export const rejectionsOf = ({ store }: Desk): SyncRejection[] =>
  store.read
    .select()
    .from(verdicts)
    .where(and(eq(verdicts.verdict, 'rejected'), isNull(verdicts.settledAt)))
    .orderBy(asc(verdicts.deskSeq))
    .limit(maxListed)
    .all()
    .flatMap(({ deskSeq, verdict, reason, at }) => {
      const [event] = store.ownEvents(deskSeq - 1, 1);
      return event === undefined ? [] : [{ event, deskSeq, verdict, reason: reason ?? '', at }];
    });

/** An officer has dealt with a refused event; the note goes into the log. */
export const settleRejection = ({ store, clock }: Desk, actorId: string, { deskSeq, note }: { deskSeq: number; note: string }): Problem | undefined =>
  store.write(actorId, (tx): Problem | undefined => {
    const open = and(eq(verdicts.deskSeq, deskSeq), eq(verdicts.verdict, 'rejected'), isNull(verdicts.settledAt));
    if (tx.db.select().from(verdicts).where(open).get() === undefined) return problem('sync.rejectionUnknown', { deskSeq });
    if (note.trim() === '' || note.length > 2000) return problem('input.malformed', { field: 'note' });
    tx.append({ entity: 'desk', entityId: store.deskId, type: 'desk.rejectionSettled', payload: { deskSeq, note: note.trim() } });
    tx.db.update(verdicts).set({ settledAt: clock.now() }).where(open).run();
    return undefined;
  });
