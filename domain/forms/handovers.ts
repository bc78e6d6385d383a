import { reduceDossier } from '../dossier/dossier.ts';
import type { DossierState } from '../dossier/state.ts';
import { roleOfStage, type StageKind, type StagePlace } from '../dossier/flow.ts';
import type { Status } from '../dossier/status.ts';
import { byClock, type DomainEvent } from '../event.ts';
import { hybridTimeMs } from '../hybrid-clock.ts';
import type { Role } from '../officer/officer.ts';
import { localDate } from '../time.ts';

/**
 * Who has the dossier in hand: the citizen, an officer, the desk that returns results, whoever has a role, another agency (by its
 * name; the level above has its own in the data), or somebody who received the result for the citizen.
 */
export type Party =
  | { kind: 'applicant' }
  | { kind: 'officer'; id: string }
  | { kind: 'oneStop' }
  | { kind: 'role'; role: Role }
  | { kind: 'agency'; place: Exclude<StagePlace, 'commune'>; name: string }
  | { kind: 'person'; name: string };

/** `early`, `onTime` and `late` are said of finished work; `inTime` of work that goes on before its date. */
export type HandoverOutcome = 'early' | 'onTime' | 'late' | 'inTime' | 'none';

/** One row of the control slip. `at` in UTC milliseconds. */
export type Handover = {
  eventId: string;
  at: number;
  from: Party;
  to: Party;
  status: Status;
  /** Where it went on the way of the dossier. */
  stage?: StageKind;
  outcome: HandoverOutcome;
  note: string;
  /** Another desk had done something else meanwhile, and an officer has to say which is right. */
  isDisputed: boolean;
  isCancellation: boolean;
  /** It was not taken and went back. */
  isDeclined: boolean;
};

type SoFar = { state: DossierState | undefined; holder: Party; rows: Handover[] };

/**
 * The hand-overs of a dossier, from its events. Each row is made from its own event and from those before it and never looked at
 * again, so whatever happens later only adds rows (Phiếu kiểm soát quá trình giải quyết hồ sơ).
 */
export const handoversOf = (events: readonly DomainEvent[]): Handover[] =>
  [...events].sort(byClock).reduce<SoFar>(addEvent, { state: undefined, holder: { kind: 'applicant' }, rows: [] }).rows;

const addEvent = ({ state, holder, rows }: SoFar, event: DomainEvent): SoFar => {
  const next = reduceDossier(state, event);
  if (next === undefined || next === state) return { state: next, holder, rows };
  const actor: Party = { kind: 'officer', id: event.actorId };
  const row = { eventId: event.id, at: hybridTimeMs(event.occurredAt), isDisputed: false, isCancellation: false, isDeclined: false };

  if (event.type === 'dossier.received') {
    const received: Handover = { ...row, at: next.submittedAt, from: { kind: 'applicant' }, to: actor, status: next.status, outcome: 'none', note: '' };
    return { state: next, holder: actor, rows: [...rows, received] };
  }
  if (event.type === 'dossier.cancelled') {
    const cancelled: Handover = { ...row, from: actor, to: { kind: 'applicant' }, status: next.status, outcome: 'none', note: next.cancelled?.reason ?? '', isCancellation: true };
    return { state: next, holder: { kind: 'applicant' }, rows: [...rows, cancelled] };
  }
  if (state === undefined) return { state: next, holder, rows };
  const isDisputed = next.conflicts.length > state.conflicts.length;

  if (event.type === 'dossier.moved') {
    // Told by two desks; one of them has its row.
    if (next.moves.length === state.moves.length && !isDisputed) return { state: next, holder, rows };
    const { to, officerId, reason } = event.payload as { to: number; officerId: string; reason: string };
    const stage = next.flow[to]!;
    const receiver: Party = stage.place !== 'commune' ? { kind: 'agency', place: stage.place, name: stage.agency } : officerId === '' ? { kind: 'role', role: roleOfStage(stage) } : { kind: 'officer', id: officerId };
    const moved: Handover = { ...row, from: holder, to: receiver, status: next.status, stage: stage.kind, outcome: outcomeOf(state, next.status, row.at), note: reason, isDisputed };
    return { state: next, holder: isDisputed ? holder : receiver, rows: [...rows, moved] };
  }
  if (event.type === 'dossier.moveAnswered') {
    const { isAccepted, reason } = event.payload as { isAccepted: boolean; reason: string };
    const keeper: Party = isAccepted ? actor : { kind: 'officer', id: next.work.officerId };
    // Taken by whom it was given to: that row is there. What is away at an agency stays there, whoever looks after it.
    if (isAccepted && (isSame(holder, actor) || holder.kind === 'agency')) return { state: next, holder, rows };
    const answered: Handover = { ...row, from: isAccepted ? holder : actor, to: keeper, status: next.status, outcome: 'none', note: reason, isDeclined: !isAccepted };
    return { state: next, holder: keeper, rows: [...rows, answered] };
  }
  if (event.type === 'dossier.handedOver') {
    const { receiver: who, name } = event.payload as { receiver: string; name: string };
    const receiver: Party = who === 'applicant' ? { kind: 'applicant' } : { kind: 'person', name };
    const given: Handover = { ...row, from: actor, to: receiver, status: next.status, outcome: 'none', note: '', isDisputed };
    return { state: next, holder: isDisputed ? holder : receiver, rows: [...rows, given] };
  }
  if (event.type !== 'dossier.stepTaken') return { state: next, holder, rows };

  const { to, reason } = event.payload as { to: Status; reason: string };
  const receiver = receiverOf(to, actor);
  const giver = isWithCitizen(state.status) && receiver.kind !== 'applicant' ? ({ kind: 'applicant' } as const) : receiver.kind === 'officer' ? holder : actor;
  const step: Handover = { ...row, from: giver, to: receiver, status: to, outcome: outcomeOf(state, to, row.at), note: reason, isDisputed };
  return { state: next, holder: isDisputed ? holder : receiver, rows: [...rows, step] };
};

const isSame = (one: Party, other: Party): boolean => one.kind === 'officer' && other.kind === 'officer' && one.id === other.id;

/** The citizen has to bring or pay something first, or has not yet been told that all is well. */
const isWithCitizen = (status: Status): boolean => status === 'supplementRequested' || status === 'paymentRequested';

const receiverOf = (to: Status, actor: Party): Party => {
  switch (to) {
    case 'supplementRequested':
    case 'paymentRequested':
    case 'refused':
    case 'withdrawn':
    case 'returned':
      return { kind: 'applicant' };
    case 'done':
      return { kind: 'oneStop' };
    default:
      return actor;
  }
};

/** By Vietnam days, as everywhere (DOMAIN.md section 5). */
const outcomeOf = ({ dueAt, wasAccepted }: DossierState, to: Status, at: number): HandoverOutcome => {
  if (!wasAccepted) return 'none';
  const day = localDate(at);
  const due = localDate(dueAt);
  if (to === 'done') return day < due ? 'early' : day === due ? 'onTime' : 'late';
  if (to === 'processing' || to === 'accepted') return day <= due ? 'inTime' : 'late';
  return 'none';
};
