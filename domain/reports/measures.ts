import { never } from './day.ts';
import { type Facts, outcomes, payments, ratings } from './facts.ts';
import type { GroupTest, RowTest } from './predicate.ts';

/** Of which dossiers a measure speaks. `day` orders its list. */
export type Population = { table: 'facts' | 'phases'; day: 'receivedDay' | 'finishedDay' | 'returnedDay' | 'submittedDay' | 'dueDay'; tests: readonly RowTest[] };

const wasReceived: RowTest = { column: 'receivedDay', is: '<', than: never };
const between = (column: 'receivedDay' | 'finishedDay' | 'returnedDay'): RowTest[] => [
  { column, is: '>=', than: { bound: 'from' } },
  { column, is: '<=', than: { bound: 'end' } },
];
const openOn = (bound: 'before' | 'end'): RowTest[] => [
  { column: 'fromDay', is: '<=', than: { bound } },
  { column: 'toDay', is: '>', than: { bound } },
];
/** Not by the end of the period, or not at all. */
const notYet = (column: 'receivedDay' | 'finishedDay' | 'returnedDay'): RowTest => ({ column, is: '>', than: { bound: 'end' } });

export const populations = {
  received: { table: 'facts', day: 'receivedDay', tests: between('receivedDay') },
  /** Received before the period and open at its beginning. */
  carriedOver: { table: 'phases', day: 'dueDay', tests: openOn('before') },
  /** Done, withdrawn, or ended otherwise, in the period. */
  solved: { table: 'facts', day: 'finishedDay', tests: [wasReceived, ...between('finishedDay')] },
  /** At the end of the last day of the period, or now. */
  open: { table: 'phases', day: 'dueDay', tests: openOn('end') },
  returned: { table: 'facts', day: 'returnedDay', tests: [wasReceived, ...between('returnedDay')] },
  /** Handed in and not taken. */
  refused: { table: 'facts', day: 'finishedDay', tests: [{ column: 'receivedDay', is: '=', than: never }, { column: 'outcome', is: '=', than: outcomes.refused }, ...between('finishedDay')] },
  unanswered: { table: 'facts', day: 'submittedDay', tests: [{ column: 'submittedDay', is: '<=', than: { bound: 'end' } }, notYet('receivedDay'), notYet('finishedDay')] },
  uncollected: {
    table: 'facts',
    day: 'finishedDay',
    tests: [wasReceived, { column: 'outcome', is: '=', than: outcomes.done }, { column: 'finishedDay', is: '<=', than: { bound: 'end' } }, notYet('returnedDay')],
  },
  /** Received, in progress or returned in the period. */
  handled: { table: 'facts', day: 'receivedDay', tests: [{ column: 'receivedDay', is: '<=', than: { bound: 'end' } }, { column: 'leftDay', is: '>=', than: { bound: 'from' } }] },
} as const satisfies Record<string, Population>;
export type PopulationName = keyof typeof populations;

/** Raised whenever a measure counts something else than before; figures of two versions are not to be compared. */
export type MeasureDefinition = {
  version: number;
  population: PopulationName;
  where?: readonly RowTest[];
  /** Of the procedure, the channel and whatever else a group has in common. */
  of?: readonly GroupTest[];
  /** What is added up; dossiers are counted where it is missing. */
  sum?: keyof Facts;
};

const notWithdrawn: RowTest = { column: 'outcome', is: '<>', than: outcomes.withdrawn };
const positive = (column: keyof Facts): RowTest => ({ column, is: '>', than: 0 });
const isOnline: GroupTest = { column: 'channel', is: '=', than: 'online' };
const isOnlineProcedure: GroupTest = { any: [{ column: 'onlineLevel', is: '=', than: 'part' }, { column: 'onlineLevel', is: '=', than: 'full' }] };
const isFullOnlineProcedure: GroupTest = { column: 'onlineLevel', is: '=', than: 'full' };
const hasResultPaper: GroupTest = { column: 'hasResultPaper', is: '=', than: 1 };
const isDone: RowTest = { column: 'outcome', is: '=', than: outcomes.done };
const isLate: readonly RowTest[] = [notWithdrawn, { column: 'finishedDay', is: '>', than: { column: 'dueDay' } }];
const isInTime: RowTest = { any: [{ column: 'outcome', is: '=', than: outcomes.withdrawn }, { column: 'finishedDay', is: '<=', than: { column: 'dueDay' } }] };
const isKnownToDistrict: RowTest = { any: [{ column: 'syncMinutes', isKnown: true }, { column: 'unsentSince', isKnown: true }] };

/** No source states a bound for «theo thời gian thực» (indicator 4): an hour, so that a short break of the line costs nothing. */
export const syncWithinMinutes = 60;

/**
 * What reports count. Early, on time and late are told apart by the date on which the work was finished, not handed over (DOMAIN.md
 * section 5); a withdrawn dossier counts as solved on time; one that waits for papers or money, or is stopped, counts as open in time.
 */
export const measures = {
  received: { version: 1, population: 'received' },
  receivedDirect: { version: 1, population: 'received', of: [{ column: 'channel', is: '=', than: 'direct' }] },
  receivedOnline: { version: 1, population: 'received', of: [isOnline] },
  receivedPostal: { version: 1, population: 'received', of: [{ column: 'channel', is: '=', than: 'postal' }] },
  carriedOver: { version: 1, population: 'carriedOver' },
  solved: { version: 1, population: 'solved' },
  solvedEarly: { version: 1, population: 'solved', where: [notWithdrawn, { column: 'finishedDay', is: '<', than: { column: 'dueDay' } }] },
  solvedOnTime: { version: 1, population: 'solved', where: [{ any: [{ column: 'outcome', is: '=', than: outcomes.withdrawn }, { column: 'finishedDay', is: '=', than: { column: 'dueDay' } }] }] },
  solvedLate: { version: 1, population: 'solved', where: isLate },
  withdrawn: { version: 1, population: 'solved', where: [{ column: 'outcome', is: '=', than: outcomes.withdrawn }] },
  open: { version: 1, population: 'open' },
  openInTime: { version: 1, population: 'open', where: [{ any: [{ column: 'isPaused', is: '=', than: 1 }, { column: 'dueDay', is: '>=', than: { bound: 'end' } }] }] },
  openOverdue: { version: 1, population: 'open', where: [{ column: 'isPaused', is: '=', than: 0 }, { column: 'dueDay', is: '<', than: { bound: 'end' } }] },
  openPaused: { version: 1, population: 'open', where: [{ column: 'isPaused', is: '=', than: 1 }] },
  returned: { version: 1, population: 'returned' },
  uncollected: { version: 1, population: 'uncollected' },
  refused: { version: 1, population: 'refused' },
  unanswered: { version: 1, population: 'unanswered' },
  supplemented: { version: 1, population: 'received', where: [positive('supplements')] },

  onlineProcedure: { version: 1, population: 'received', of: [isOnlineProcedure] },
  onlineOfOnlineProcedure: { version: 1, population: 'received', of: [isOnline, isOnlineProcedure] },
  fullOnlineProcedure: { version: 1, population: 'received', of: [isFullOnlineProcedure] },
  onlineOfFullOnlineProcedure: { version: 1, population: 'received', of: [isOnline, isFullOnlineProcedure] },
  answered: { version: 1, population: 'received', where: [{ column: 'isAnsweredLate', isKnown: true }] },
  answeredLate: { version: 1, population: 'received', where: [{ column: 'isAnsweredLate', is: '=', than: 1 }] },

  components: { version: 1, population: 'received', sum: 'components' },
  digitisedComponents: { version: 1, population: 'received', sum: 'digitised' },
  mustDigitise: { version: 1, population: 'received', sum: 'mustDigitise' },
  mustDigitised: { version: 1, population: 'received', sum: 'mustDigitised' },
  digitised: { version: 1, population: 'received', where: [positive('papers')] },
  reusable: { version: 1, population: 'received', sum: 'reusable' },
  reused: { version: 1, population: 'received', sum: 'reused' },
  resultDue: { version: 1, population: 'solved', where: [isDone], of: [hasResultPaper] },
  resultDigitised: { version: 1, population: 'solved', where: [isDone, { column: 'hasResultFile', is: '=', than: 1 }], of: [hasResultPaper] },
  resultSealed: { version: 1, population: 'solved', where: [isDone, { column: 'hasSealedResult', is: '=', than: 1 }], of: [hasResultPaper] },

  withFee: { version: 1, population: 'received', where: [{ column: 'hasFee', is: '=', than: 1 }] },
  paidOnline: { version: 1, population: 'received', where: [{ column: 'hasFee', is: '=', than: 1 }, { column: 'payment', is: '=', than: payments.portal }] },
  paidWithoutCash: { version: 1, population: 'received', where: [{ column: 'hasFee', is: '=', than: 1 }, { column: 'payment', is: '>=', than: payments.transfer }] },

  rated: { version: 1, population: 'solved', where: [positive('rating')] },
  satisfied: { version: 1, population: 'solved', where: [{ column: 'rating', is: '=', than: ratings.satisfied }] },
  withoutComplaint: { version: 1, population: 'solved', where: [{ column: 'rating', is: '<>', than: ratings.dissatisfied }, isInTime] },

  receiveMinutes: { version: 1, population: 'solved', sum: 'receiveMinutes' },
  receiveTimed: { version: 1, population: 'solved', where: [{ column: 'receiveMinutes', isKnown: true }] },
  examineMinutes: { version: 1, population: 'solved', sum: 'examineMinutes' },
  examineTimed: { version: 1, population: 'solved', where: [{ column: 'examineMinutes', isKnown: true }] },
  approveMinutes: { version: 1, population: 'solved', sum: 'approveMinutes' },
  approveTimed: { version: 1, population: 'solved', where: [{ column: 'approveMinutes', isKnown: true }] },
  sealMinutes: { version: 1, population: 'solved', sum: 'sealMinutes' },
  sealTimed: { version: 1, population: 'solved', where: [{ column: 'sealMinutes', isKnown: true }] },
  returnMinutes: { version: 1, population: 'returned', sum: 'returnMinutes' },
  returnTimed: { version: 1, population: 'returned', where: [{ column: 'returnMinutes', isKnown: true }] },

  handled: { version: 1, population: 'handled', where: [isKnownToDistrict] },
  syncedInTime: {
    version: 1,
    population: 'handled',
    where: [
      isKnownToDistrict,
      { any: [{ column: 'syncMinutes', isKnown: false }, { column: 'syncMinutes', is: '<=', than: syncWithinMinutes }] },
      { any: [{ column: 'unsentSince', isKnown: false }, { column: 'unsentSince', is: '>=', than: { bound: 'lateSince' } }] },
    ],
  },
} as const satisfies Record<string, MeasureDefinition>;
export type MeasureId = keyof typeof measures;
export const measureIds = Object.keys(measures) as MeasureId[];
export const measureOf = (id: MeasureId): MeasureDefinition => measures[id];
