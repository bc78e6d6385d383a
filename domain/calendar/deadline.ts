import type { TimeLimit } from '../procedure/procedure.ts';
import { addDays, type LocalDate, localDate, localMinutes } from '../time.ts';
import type { WorkingCalendar } from './calendar.ts';
import { afterOpenTime, nextOpening, type WorkingDays, workingDays } from './working-days.ts';

/**
 * Why a day was, or was not, counted. `beforeOpening`, `lunch`, `afterClosing` and `closedDay` say why reception is
 * reckoned from a later moment; `fieldClosed` is a working day on which this field's desk does not open.
 */
export type StepReason =
  | 'beforeOpening'
  | 'lunch'
  | 'afterClosing'
  | 'firstDayExcluded'
  | 'afterCutoff'
  | 'sameDay'
  | 'counted'
  | 'workingSaturday'
  | 'weekend'
  | 'holiday'
  | 'fieldClosed'
  | 'movedToWorkingDay'
  | 'hoursCounted';

/** One line of the explanation under the due date, in order of time. */
export type DeadlineStep = {
  date: LocalDate;
  isCounted: boolean;
  reason: StepReason;
  /** The holiday's or the swapped Saturday's own name. */
  name?: string;
  /** Which day of the limit this is, from 1. */
  count?: number;
};

/** No holidays are known for a year that the count went through: the date may come too early. */
export type DeadlineWarning = { warning: 'yearUnknown'; year: number };

export type Deadline = {
  /** UTC milliseconds; the closing hour where the limit is in days. */
  dueAt: number;
  steps: DeadlineStep[];
  warnings: DeadlineWarning[];
};

export type DeadlineInput = {
  /** When the valid dossier was received, UTC milliseconds. */
  acceptedAt: number;
  limit: TimeLimit;
  /** Lĩnh vực: its own opening hours apply where it has some. */
  field: string;
  calendar: WorkingCalendar;
};

/**
 * The due date (ngày hẹn trả) and why it is that day.
 *
 * - Received while the desk is closed counts as received at its next opening (after closing: next morning; lunch: the afternoon).
 *   The printed minute decides: 16:59:59 is open, 17:00:00 is closed.
 * - Limits in days: the day of reception is not counted (Bộ luật Dân sự 2015, Điều 147); due at closing hour.
 *   `working-day` counts working days; `day` counts every day, and a last day that is off moves to the next working day.
 * - `hour`: hours in which the desk is open.
 * - `same-day`: due at closing of the working day of reception; received after the cutoff (15:00, still in time through
 *   that minute), on the next *working* day, never 24 hours on.
 */
export const computeDeadline = ({ acceptedAt, limit, field, calendar }: DeadlineInput): Deadline => {
  const days = workingDays(calendar, field);
  const startAt = nextOpening(days, acceptedAt);
  const steps = receptionSteps(days, acceptedAt, startAt);
  const dueAt =
    limit.unit === 'hour' ? countHours(days, startAt, limit.value, steps)
    : limit.unit === 'same-day' ? sameDay(days, startAt, limit.cutoff, steps)
    : days.closingOf(countDays(days, localDate(startAt), limit.value, limit.unit, steps));
  return { dueAt, steps, warnings: warningsOf(days, localDate(acceptedAt), localDate(dueAt)) };
};

export type LaterInput = {
  /** The due date so far, UTC milliseconds. */
  dueAt: number;
  limit: TimeLimit;
  field: string;
  calendar: WorkingCalendar;
};

/**
 * The due date after a promise of more time (Phiếu xin lỗi và hẹn lại ngày trả kết quả), counted on from the due date so far.
 * How often that may be done is the use case's to check.
 */
export const extendDeadline = (
  { dueAt, field, calendar }: Omit<LaterInput, 'limit'>,
  extra: { value: number; unit: 'working-day' | 'day' | 'hour' },
): number => {
  const days = workingDays(calendar, field);
  if (extra.unit === 'hour') return afterOpenTime(days, dueAt, extra.value * hourMs);
  return days.closingOf(countDays(days, localDate(dueAt), extra.value, extra.unit, []));
};

/**
 * The due date after the time limit stood still (papers or money were awaited).
 *
 * `resume`: what was left when the pause began runs on. As with reception, the day on which the papers come is not
 * counted, so a pause within one day costs nothing. `restart`: the whole limit runs again from the end of the last pause.
 * Sources differ on which applies (DOMAIN.md section 5), hence a policy. A same-day limit always restarts: less than a day has no rest to resume.
 * A pause that is still open, or that began when the dossier was late already, moves nothing.
 */
export const dueAfterPauses = (
  { dueAt, limit, field, calendar }: LaterInput,
  pauses: readonly Pause[],
  policy: PausePolicy,
): number => {
  const days = workingDays(calendar, field);
  return pauses.reduce((due, pause) => afterPause(days, { dueAt: due, limit, field, calendar }, pause, policy, []), dueAt);
};

export type Pause = { from: number; to?: number };
export type PausePolicy = 'resume' | 'restart';

export type DeadlineHistory = DeadlineInput & {
  /** Of the whole life of the dossier; what came before acceptance, and a pause that is still open, move nothing. */
  pauses: readonly Pause[];
  policy: PausePolicy;
  /** Dates promised with an apology, and when, all UTC milliseconds. */
  promises: readonly { at: number; dueAt: number }[];
};

/**
 * The due date as the calendar has it now, counted anew from all that happened to the dossier. A date promised with an apology
 * stands whatever the count before it would give, unless it has become a day off: then the next working day.
 */
export const replayDeadline = (history: DeadlineHistory): { dueAt: number; steps: DeadlineStep[] } => {
  const { acceptedAt, limit, field, calendar, pauses, policy, promises } = history;
  const days = workingDays(calendar, field);
  const { dueAt, steps } = computeDeadline(history);
  const happened = [
    ...pauses.flatMap((pause) => (pause.to === undefined || pause.from < acceptedAt ? [] : [{ at: pause.to, pause, promised: undefined }])),
    ...promises.map((promise) => ({ at: promise.at, pause: undefined, promised: promise.dueAt })),
  ].sort((a, b) => a.at - b.at);
  const last = happened.reduce((due, { pause, promised }) => {
    if (pause) return afterPause(days, { dueAt: due, limit, field, calendar }, pause, policy, steps);
    const date = localDate(promised!);
    return days.isDueDay(date) ? promised! : days.closingOf(nextDueDay(days, date, steps));
  }, dueAt);
  return { dueAt: last, steps };
};

const afterPause = (days: WorkingDays, { dueAt: due, limit, field, calendar }: LaterInput, { from, to }: Pause, policy: PausePolicy, steps: DeadlineStep[]): number => {
  if (to === undefined || to <= from || from >= due) return due;
  if (policy === 'restart' || limit.unit === 'same-day') {
    const anew = computeDeadline({ acceptedAt: to, limit, field, calendar });
    if (anew.dueAt > due) steps.push(...anew.steps);
    return Math.max(due, anew.dueAt);
  }
  if (limit.unit === 'hour') {
    const stoodStillMs = days.open.between(from, to);
    return stoodStillMs === 0 ? due : afterOpenTime(days, due, stoodStillMs);
  }
  const stoodStill = daysBetween(localDate(from), localDate(to)).filter((date) => limit.unit === 'day' || days.kindOf(date).isWorking).length;
  return stoodStill === 0 ? due : days.closingOf(countDays(days, localDate(due), stoodStill, limit.unit, steps));
};

const hourMs = 3_600_000;

const receptionSteps = (days: WorkingDays, acceptedAt: number, startAt: number): DeadlineStep[] => {
  if (startAt === acceptedAt) return [];
  const today = localDate(acceptedAt);
  const spans = days.spansOf(today);
  const startDay = localDate(startAt);
  const steps: DeadlineStep[] = [];
  if (spans.length > 0) {
    const reason = startDay !== today ? 'afterClosing' : localMinutes(acceptedAt) < spans[0]![0] ? 'beforeOpening' : 'lunch';
    steps.push({ date: today, isCounted: false, reason });
  } else {
    steps.push(notCounted(days, today));
  }
  for (const date of daysBetween(today, startDay)) if (date < startDay) steps.push(notCounted(days, date));
  return steps;
};

const countHours = (days: WorkingDays, startAt: number, hours: number, steps: DeadlineStep[]): number => {
  const dueAt = afterOpenTime(days, startAt, hours * hourMs);
  for (let date = localDate(startAt); date <= localDate(dueAt); date = addDays(date, 1)) {
    if (days.spansOf(date).length === 0) steps.push(notCounted(days, date));
    else steps.push({ ...named(days, date), date, isCounted: true, reason: 'hoursCounted' });
  }
  return dueAt;
};

const sameDay = (days: WorkingDays, startAt: number, cutoff: string | undefined, steps: DeadlineStep[]): number => {
  const today = localDate(startAt);
  const isLate = cutoff !== undefined && localMinutes(startAt) > minutesOf(cutoff);
  if (days.isDueDay(today) && !isLate) {
    steps.push({ ...named(days, today), date: today, isCounted: true, reason: 'sameDay' });
    return days.closingOf(today);
  }
  steps.push(days.isDueDay(today) ? { date: today, isCounted: false, reason: 'afterCutoff' } : notCounted(days, today));
  return days.closingOf(nextDueDay(days, addDays(today, 1), steps));
};

/** The due day of a limit in days, counted from the day after `start`. */
const countDays = (days: WorkingDays, start: LocalDate, value: number, unit: 'working-day' | 'day', steps: DeadlineStep[]): LocalDate => {
  steps.push({ date: start, isCounted: false, reason: 'firstDayExcluded' });
  let date = start;
  for (let count = 0; count < value; ) {
    date = addDays(date, 1);
    const kind = days.kindOf(date);
    if (unit === 'day' || kind.isWorking) {
      count += 1;
      steps.push({ ...named(days, date), date, isCounted: true, reason: kind.reason === 'workingSaturday' ? 'workingSaturday' : 'counted', count });
    } else {
      steps.push(notCounted(days, date));
    }
  }
  return days.isDueDay(date) ? date : nextDueDay(days, addDays(date, 1), steps);
};

const nextDueDay = (days: WorkingDays, from: LocalDate, steps: DeadlineStep[]): LocalDate => {
  let date = from;
  for (; !days.isDueDay(date); date = addDays(date, 1)) steps.push(notCounted(days, date));
  steps.push({ ...named(days, date), date, isCounted: false, reason: 'movedToWorkingDay' });
  return date;
};

const notCounted = (days: WorkingDays, date: LocalDate): DeadlineStep => {
  const { isWorking, reason } = days.kindOf(date);
  return { ...named(days, date), date, isCounted: false, reason: isWorking ? 'fieldClosed' : reason === 'holiday' ? 'holiday' : 'weekend' };
};

const named = (days: WorkingDays, date: LocalDate): { name?: string } => {
  const { name } = days.kindOf(date);
  return name === undefined ? {} : { name };
};

const daysBetween = (after: LocalDate, through: LocalDate): LocalDate[] => {
  const dates = [];
  for (let date = addDays(after, 1); date <= through; date = addDays(date, 1)) dates.push(date);
  return dates;
};

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const warningsOf = (days: WorkingDays, from: LocalDate, to: LocalDate): DeadlineWarning[] => {
  const warnings: DeadlineWarning[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    if (!days.hasHolidaysOf(year)) warnings.push({ warning: 'yearUnknown', year });
  }
  return warnings;
};
