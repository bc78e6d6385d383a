import type { z } from 'zod';
import type { DomainEvent } from '../event.ts';
import { given } from '../given.ts';
import { hybridTimeMs } from '../hybrid-clock.ts';
import type { dossierEvents } from './events.ts';
import { stageOfStatus, statusAfterMove, statusOfStage } from './flow.ts';
import { canMove, type Conflict, type DossierState, type DueChange, type Move, stepsOf, type Work } from './state.ts';
import { isPaused, type Status } from './status.ts';

type Movement = NonNullable<Conflict['move']>;

/** To another stage or person; where it has gone elsewhere meanwhile, a conflict for an officer to settle. */
export const move = (state: DossierState, event: DomainEvent, { reason, ...movement }: z.infer<(typeof dossierEvents)['dossier.moved']>): DossierState => {
  const { work, flow, moves } = state;
  const { from, to, officerId } = movement;
  const last = moves.at(-1);
  // Both desks sent it the same way while apart: one fact, told twice. To two people it is not.
  const isToldTwice = from !== to && work.stage === to && last?.from === from && last.to === to && (officerId === '' || last.officerId === '' || last.officerId === officerId);
  if (canMove(state) && isToldTwice) return state;
  if (!canMove(state) || work.stage !== from) return withConflict(state, event, { to: statusAfterMove(flow[to]!.kind, state.status), reason, move: movement });
  return applyMove(state, movement, reason, { id: event.id, at: hybridTimeMs(event.occurredAt), by: event.actorId });
};

const applyMove = (state: DossierState, { from, to, officerId }: Movement, reason: string, { id, at, by }: { id: string; at: number; by: string }): DossierState => {
  const status = statusAfterMove(state.flow[to]!.kind, state.status);
  const stepped = status === state.status ? state : applyStep(state, { to: status, reason }, { at, by });
  const made: Move = { id, at, by, heldBy: state.work.officerId || by, from, to, officerId, reason };
  // What one sends to oneself need not be taken.
  const work: Work = { stage: to, officerId, since: at, ...(officerId !== by && { moveId: id }) };
  return { ...stepped, work, moves: [...state.moves, made] };
};

/** Taken over, or back to whoever had it. */
export const answerMove = (state: DossierState, { moveId, isAccepted, reason }: z.infer<(typeof dossierEvents)['dossier.moveAnswered']>, done: { at: number; by: string }): DossierState => {
  const answered = state.moves.map((made) => (made.id === moveId ? { ...made, answer: { ...done, isAccepted, reason } } : made));
  const { moveId: _, ...work } = state.work;
  if (isAccepted) return { ...state, moves: answered, work: { ...work, officerId: done.by } };
  const made = answered.find(({ id }) => id === moveId)!;
  const status = statusAfterMove(state.flow[made.from]!.kind, state.status);
  // What was withdrawn, or waits for papers, stays so whoever has it in hand.
  const back = status === state.status || !canMove(state) ? state : applyStep(state, { to: status, reason }, done);
  return { ...back, moves: answered, work: { stage: made.from, officerId: made.heldBy, since: done.at } };
};

type Step = Pick<z.infer<(typeof dossierEvents)['dossier.stepTaken']>, 'to' | 'reason' | 'dueAt' | 'acceptedAt' | 'requested' | 'refundVnd'>;

/** A step between statuses; one that the state machine forbids once logs are merged becomes a conflict. */
export const takeStep = (state: DossierState, event: DomainEvent, step: z.infer<(typeof dossierEvents)['dossier.stepTaken']>): DossierState => {
  // Both desks took the same step while apart: one fact, told twice.
  if (state.status === step.to && state.status !== step.from) return state;
  if (state.status !== step.from || !stepsOf(state).includes(step.to)) return withConflict(state, event, step);
  return applyStep(state, step, { at: hybridTimeMs(event.occurredAt), by: event.actorId });
};

export const applyStep = (state: DossierState, { to, reason, dueAt, acceptedAt, requested, refundVnd }: Step, { at, by }: { at: number; by: string }): DossierState => {
  const entered = {
    ...enter(state, to, at, reason),
    ...given({ acceptedAt, requested, refundVnd }),
    wasAccepted: state.wasAccepted || to === 'accepted' || to === 'processing',
    work: workAfter(state, to, { at, by }),
  };
  if (dueAt === undefined || dueAt === state.dueAt) return entered;
  // Before it was accepted nothing was promised, so nothing is moved.
  if (!state.wasAccepted) return { ...entered, dueAt };
  const change: DueChange = { from: state.dueAt, to: dueAt, cause: 'pause', reason, at, by };
  return { ...entered, dueAt, dueChanges: [...state.dueChanges, change] };
};

/** A step without a word about its stage: where that status begins, in the hands of whoever took it; out of a pause it is where it was. */
const workAfter = ({ work, flow, moves }: DossierState, to: Status, { at, by }: { at: number; by: string }): Work => {
  const stage = stageOfStatus(flow, to);
  const isSentBack = to === 'processing' && work.stage === 0 && moves.length > 0;
  const isThere = isSentBack || statusOfStage(flow[work.stage]!.kind) === (to === 'returned' ? 'done' : to);
  return stage === undefined || isThere ? work : { stage, officerId: by, since: at };
};

export const cancel = (state: DossierState, reason: string, done: { at: number; by: string }): DossierState => ({
  // The national list has no word for it; «rút» is what ends a dossier without a result.
  ...enter(state, 'withdrawn', done.at, reason),
  cancelled: { ...done, reason },
});

/** What an officer found to be right of two things that happened apart. */
export const settle = (
  state: DossierState,
  event: DomainEvent,
  { eventId, status, note, isMoveRight }: z.infer<(typeof dossierEvents)['dossier.conflictSettled']>,
): DossierState => {
  const conflict = state.conflicts.find((candidate) => candidate.eventId === eventId);
  const isSame = state.status === status && (!isMoveRight || state.work.stage === conflict?.move?.to);
  // Two officers, apart, settled it differently: the second word must not silently undo the first.
  if (conflict?.settledBy) return isSame ? state : withConflict(state, event, { to: status, reason: note, ...(isMoveRight && given({ move: conflict.move })) });
  const done = { at: hybridTimeMs(event.occurredAt), by: event.actorId };
  const settledBy = { actorId: event.actorId, at: event.occurredAt, note };
  const conflicts = state.conflicts.map((candidate) => (candidate.eventId === eventId ? { ...candidate, settledBy } : candidate));
  const settled = { ...state, conflicts };
  if (conflict?.move && isMoveRight) return applyMove(settled, { ...conflict.move, from: state.work.stage }, note, { id: event.id, ...done });
  // Confirming the status in force keeps its times (finishedAt, returnedAt, the open pause).
  if (state.status === status) return settled;
  if (conflict?.to !== status) return applyStep(settled, { to: status, reason: note }, done);
  if (conflict.isCancellation) return cancel(settled, conflict.reason, done);
  if (conflict.handOver) return { ...applyStep(settled, { to: status, reason: note }, { at: conflict.handOver.at, by: conflict.handOver.by }), handOver: conflict.handOver };
  const { dueAt, requested, refundVnd } = conflict;
  if (!state.wasAccepted) return applyStep(settled, { ...conflict, reason: note }, done);
  // What was promised since the two desks were apart is not taken back.
  return applyStep(settled, { to: status, reason: note, requested, refundVnd, dueAt: dueAt && Math.max(dueAt, state.dueAt) }, done);
};

export const withConflict = (state: DossierState, event: DomainEvent, { to, reason, dueAt, acceptedAt, requested, refundVnd, isCancellation, move: moved, handOver }: Step & Pick<Conflict, 'isCancellation' | 'move' | 'handOver'>): DossierState => {
  const conflict: Conflict = {
    eventId: event.id,
    from: state.status,
    to,
    at: event.occurredAt,
    actorId: event.actorId,
    deskId: event.deskId,
    reason,
    ...given({ dueAt, acceptedAt, requested, refundVnd, isCancellation, move: moved, handOver }),
  };
  return { ...state, conflicts: [...state.conflicts, conflict] };
};

const enter = (state: DossierState, status: Status, atMs: number, reason: string): DossierState => {
  const wasPaused = isPaused(state.status);
  const pauses = wasPaused
    ? state.pauses.map((pause, index) => (index === state.pauses.length - 1 && pause.to === undefined ? { ...pause, to: atMs } : pause))
    : state.pauses;
  const { finishedAt, returnedAt: _returnedAt, cancelled: _cancelled, ...rest } = state;
  return {
    ...rest,
    status,
    pauses: isPaused(status) ? [...pauses, { from: atMs, reason, status }] : pauses,
    ...(status === 'done' ? { finishedAt: atMs } : status === 'returned' ? { finishedAt: finishedAt ?? atMs, returnedAt: atMs } : {}),
    ...(status === 'withdrawn' || status === 'refused' ? { finishedAt: atMs } : {}),
  };
};
