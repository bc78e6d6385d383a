import type { WorkingCalendar } from '../calendar/calendar.ts';
import { afterOpenTime, type WorkingDays, workingDays } from '../calendar/working-days.ts';
import { type DocumentState, resultComponentKey } from '../document/document.ts';
import { reuseOf } from '../document/reuse.ts';
import type { Channel, PaymentMethod } from '../dossier/events.ts';
import type { DossierState } from '../dossier/state.ts';
import { type StageKind, stageKinds } from '../dossier/flow.ts';
import type { ProcedureFields } from '../procedure/procedure.ts';
import { type Day, dayAt, never } from './day.ts';

/**
 * Raised whenever `factsOf` says something else of the same dossier: the facts laid down by the program before are then thrown away
 * and made anew.
 */
export const factsVersion = 1;

/** What counts are grouped and filtered by. Few dossiers differ in it, so it is laid down once for many of them. */
export type FactGroup = {
  procedureId: string;
  /** Hash of the event that published the version under which the dossier was received. */
  procedureVersion: string;
  procedureName: string;
  field: string;
  channel: Channel;
  receiverId: string;
  /** Who had it for examining last; whoever received it where nobody has had it. */
  officerId: string;
};

/** What a group's procedure says of itself; empty and true where it does not say. */
export type ProcedureFacts = {
  onlineLevel: '' | 'none' | 'part' | 'full';
  hasResultPaper: 0 | 1;
};

export const outcomes = { none: 0, done: 1, withdrawn: 2, refused: 3 } as const;
export const payments = { none: 0, cash: 1, transfer: 2, portal: 3 } as const satisfies Record<'none' | PaymentMethod, number>;
export const ratings = { none: 0, satisfied: 1, neutral: 2, dissatisfied: 3 } as const;

/** One dossier in numbers, nothing personal in it. A day on which nothing has happened yet is `never`; null is what is not known. */
export type Facts = {
  submittedDay: Day;
  /** Never while it was handed in and not accepted: no time limit has run. */
  receivedDay: Day;
  dueDay: Day;
  /** Never before `receivedDay`, whatever a PC's clock said. */
  finishedDay: Day;
  returnedDay: Day;
  /** When it was off the desk for good: returned, withdrawn or refused. */
  leftDay: Day;
  outcome: (typeof outcomes)[keyof typeof outcomes];
  /** Times that papers were asked for. */
  supplements: number;
  /** Received on paper or reused; what a database told is no paper. */
  components: number;
  /** Of these, those with a document of this dossier. */
  digitised: number;
  mustDigitise: number;
  mustDigitised: number;
  /** Documents in this dossier beside its result: it is digitised when one is linked to it, not when a PDF lies about (DOMAIN.md section 6). */
  papers: number;
  reusable: number;
  reused: number;
  hasResultFile: 0 | 1;
  /** The result bears the agency's digital seal: what makes it valid in law without its paper. */
  hasSealedResult: 0 | 1;
  hasFee: 0 | 1;
  /** The most electronic way in which money has come. */
  payment: (typeof payments)[keyof typeof payments];
  rating: (typeof ratings)[keyof typeof ratings];
  /** Filed online, and accepted later than after eight hours of opening (NĐ 45/2020/NĐ-CP). Null where it was not filed online. */
  isAnsweredLate: 0 | 1 | null;
  /** Opening time in a stage, by the moves from stage to stage, without pauses. */
  receiveMinutes: number | null;
  examineMinutes: number | null;
  approveMinutes: number | null;
  sealMinutes: number | null;
  returnMinutes: number | null;
  /** The longest that a change of it took to reach the district. Null where none is known to have. */
  syncMinutes: number | null;
  /** Since when a change of it waits, in minutes since 1970. */
  unsentSince: number | null;
};

/** In the order in which both stores have them. */
export const factNames = [
  'submittedDay', 'receivedDay', 'dueDay', 'finishedDay', 'returnedDay', 'leftDay', 'outcome', 'supplements', 'components', 'digitised', 'mustDigitise', 'mustDigitised',
  'papers', 'reusable', 'reused', 'hasResultFile', 'hasSealedResult', 'hasFee', 'payment', 'rating', 'isAnsweredLate', 'receiveMinutes', 'examineMinutes', 'approveMinutes',
  'sealMinutes', 'returnMinutes', 'syncMinutes', 'unsentSince',
] as const satisfies (keyof Facts)[];

/** From `fromDay` until before `toDay`, at the end of each day, it was open in this way. */
export type Phase = { fromDay: Day; toDay: Day; dueDay: Day; isPaused: 0 | 1 };

/** How a dossier's changes reached the district. UTC milliseconds, as far as is known. */
export type Delivery = { longestMs: number | null; unsentSinceMs: number | null };

export type FactsInput = {
  dossier: DossierState;
  /** Those attached to it now. */
  documents: readonly DocumentState[];
  /** The version under which it was received; undefined while it is not known here. */
  procedure: Pick<ProcedureFields, 'documents'> | undefined;
  calendar: WorkingCalendar;
  delivery: Delivery;
};

export type DossierFacts = { group: FactGroup; facts: Facts; phases: Phase[] };

/**
 * What reports count of a dossier; undefined where it was received in error and so counts nowhere.
 *
 * Received, finished and returned are as the log knows them now: a result sent back was never a result. What was open on a day is as
 * it was at the end of that day, by the pauses and the changes of the due date (`phases`).
 */
export const factsOf = ({ dossier, documents, procedure, calendar, delivery }: FactsInput): DossierFacts | undefined => {
  if (dossier.cancelled) return undefined;
  const days = workingDays(calendar, dossier.procedure.field);
  const receivedDay = dossier.wasAccepted ? dayAt(dossier.acceptedAt) : never;
  const finishedDay = dossier.finishedAt === undefined ? never : Math.max(dossier.wasAccepted ? receivedDay : 0, dayAt(dossier.finishedAt));
  const returnedDay = dossier.returnedAt === undefined ? never : Math.max(finishedDay, dayAt(dossier.returnedAt));
  const outcome = outcomeOf(dossier);
  const facts: Facts = {
    submittedDay: dayAt(dossier.submittedAt),
    receivedDay,
    dueDay: dayAt(dossier.dueAt),
    finishedDay,
    returnedDay,
    leftDay: outcome === outcomes.done ? returnedDay : finishedDay,
    outcome,
    supplements: dossier.pauses.filter(({ status }) => status === 'supplementRequested').length,
    ...paperFacts(dossier, documents),
    ...reuseOf(dossier.components, procedure?.documents ?? []),
    hasFee: bit((dossier.feeVnd ?? 0) > 0),
    payment: dossier.payments.reduce<Facts['payment']>((best, { method, cancelled }) => (cancelled || payments[method] < best ? best : payments[method]), payments.none),
    rating: ratings[dossier.rating?.score ?? 'none'],
    isAnsweredLate: dossier.channel === 'online' && dossier.wasAccepted ? bit(dossier.acceptedAt > afterOpenTime(days, dossier.submittedAt, answerWithinMs)) : null,
    ...stageMinutes(dossier, days),
    syncMinutes: delivery.longestMs === null ? null : minutesOf(delivery.longestMs),
    unsentSince: delivery.unsentSinceMs === null ? null : minutesOf(delivery.unsentSinceMs),
  };
  return { group: groupOf(dossier), facts, phases: dossier.wasAccepted ? phasesOf(dossier, receivedDay, finishedDay) : [] };
};

/** The version's own word, and where it has none, what the procedure says now. */
export const procedureFactsOf = (version: Partial<ProcedureFields> | undefined, now: Partial<ProcedureFields> | undefined): ProcedureFacts => ({
  onlineLevel: version?.onlineLevel ?? now?.onlineLevel ?? '',
  hasResultPaper: bit(version?.hasResultPaper ?? now?.hasResultPaper ?? true),
});

const hourMs = 3_600_000;
const answerWithinMs = 8 * hourMs;

const bit = (is: boolean): 0 | 1 => (is ? 1 : 0);
const minutesOf = (ms: number): number => Math.floor(ms / 60_000);

const outcomeOf = ({ status }: DossierState): Facts['outcome'] =>
  status === 'withdrawn' ? outcomes.withdrawn
  : status === 'refused' ? outcomes.refused
  : status === 'done' || status === 'returned' ? outcomes.done
  : outcomes.none;

const groupOf = (dossier: DossierState): FactGroup => ({
  procedureId: dossier.procedure.id,
  procedureVersion: dossier.procedure.version,
  procedureName: dossier.procedure.name,
  field: dossier.procedure.field,
  channel: dossier.channel,
  receiverId: dossier.receivedBy,
  officerId: examinerOf(dossier) ?? dossier.receivedBy,
});

/** Moved to somebody, that one's from then on, whether taken yet or not; moved to nobody, whoever took it. */
const examinerOf = ({ flow, work, moves }: DossierState): string | undefined => {
  const examines = (stage: number): boolean => flow[stage]?.kind === 'examine';
  if (examines(work.stage) && work.officerId !== '') return work.officerId;
  return moves
    .filter(({ to, answer }) => examines(to) && answer?.isAccepted !== false)
    .map(({ officerId, answer }) => answer?.by ?? officerId)
    .findLast((officerId) => officerId !== '');
};

type PaperFacts = Pick<Facts, 'components' | 'digitised' | 'mustDigitise' | 'mustDigitised' | 'papers' | 'hasResultFile' | 'hasSealedResult'>;

const paperFacts = ({ components }: DossierState, documents: readonly DocumentState[]): PaperFacts => {
  const results = documents.filter(({ componentKey }) => componentKey === resultComponentKey);
  const scanned = new Set(documents.map(({ componentKey }) => componentKey));
  const received = components.filter(({ isReceived, source }) => isReceived && source !== 'data');
  const digitised = received.filter(({ key }) => scanned.has(key));
  return {
    components: received.length,
    digitised: digitised.length,
    mustDigitise: received.filter(({ mustDigitise }) => mustDigitise).length,
    mustDigitised: digitised.filter(({ mustDigitise }) => mustDigitise).length,
    papers: documents.length - results.length,
    hasResultFile: bit(results.length > 0),
    hasSealedResult: bit(results.some(({ signatures }) => signatures?.some(({ kind }) => kind === 'seal') ?? false)),
  };
};

type StageMinutes = { [K in `${StageKind}Minutes`]: number | null };

/**
 * From each move into a stage until the move out of it. What was never told as a move (a step without a word about its stage) is
 * nobody's time, so that no average is made up.
 */
const stageMinutes = (dossier: DossierState, days: WorkingDays): StageMinutes => {
  const { flow, moves, returnedAt } = dossier;
  const spent: Partial<Record<StageKind, number>> = {};
  let here: { stage: number; since: number } | undefined = dossier.wasAccepted ? { stage: 0, since: dossier.acceptedAt } : undefined;
  const leave = (stage: number, at: number): void => {
    const kind = flow[stage]?.kind;
    if (here?.stage === stage && kind !== undefined) spent[kind] = (spent[kind] ?? 0) + openBetween(dossier, days, here.since, at);
    here = undefined;
  };
  for (const { at, from, to, answer } of moves) {
    leave(from, at);
    here = { stage: to, since: at };
    if (answer?.isAccepted === false) {
      leave(to, answer.at);
      here = { stage: from, since: answer.at };
    }
  }
  if (returnedAt !== undefined) leave(flow.length - 1, returnedAt);
  return Object.fromEntries(stageKinds.map((kind) => [`${kind}Minutes`, spent[kind] === undefined ? null : minutesOf(spent[kind])])) as StageMinutes;
};

const openBetween = ({ pauses }: DossierState, days: WorkingDays, from: number, to: number): number => {
  if (to <= from) return 0;
  const stoodStill = pauses.reduce((sum, pause) => {
    const [start, end] = [Math.max(from, pause.from), Math.min(to, pause.to ?? to)];
    return start < end ? sum + days.open.between(start, end) : sum;
  }, 0);
  return days.open.between(from, to) - stoodStill;
};

const phasesOf = ({ pauses, dueChanges, dueAt }: DossierState, receivedDay: Day, endDay: Day): Phase[] => {
  const stops = pauses.map(({ from, to }) => ({ from: dayAt(from), to: to === undefined ? never : dayAt(to) }));
  const changes = dueChanges.map(({ at, from }) => ({ on: dayAt(at), before: dayAt(from) }));
  const dueOn = (day: Day): Day => changes.find(({ on }) => on > day)?.before ?? dayAt(dueAt);
  const starts = [receivedDay, ...stops.flatMap(({ from, to }) => [from, to]), ...changes.map(({ on }) => on)].filter((day) => day >= receivedDay && day < endDay);
  const phases: Phase[] = [];
  for (const day of [...new Set(starts)].sort((a, b) => a - b)) {
    const phase: Phase = { fromDay: day, toDay: endDay, dueDay: dueOn(day), isPaused: bit(stops.some(({ from, to }) => from <= day && day < to)) };
    const before = phases.at(-1);
    if (before && before.dueDay === phase.dueDay && before.isPaused === phase.isPaused) continue;
    if (before) before.toDay = day;
    phases.push(phase);
  }
  return phases;
};
