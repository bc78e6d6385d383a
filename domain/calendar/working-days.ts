import { addDays, type LocalDate, localDate, localMinutes, utcOf, weekdayOf } from '../time.ts';
import { baselineHours } from './baseline.ts';
import type { WorkingCalendar } from './calendar.ts';
import { createOpenTime, type OpenTime, type Span } from './open-time.ts';

/** Why a day is no working day (or, for a swapped Saturday, why it is one). `name` is the holiday's, the half day's or the Saturday's. */
export type DayKind = { isWorking: boolean; reason: 'working' | 'weekend' | 'holiday' | 'workingSaturday'; name?: string };

export type WorkingDays = {
  kindOf: (date: LocalDate) => DayKind;
  /** When the field's desk is open that day; none on days off. */
  spansOf: (date: LocalDate) => readonly Span[];
  /** Closing hour of a day, UTC milliseconds. */
  closingOf: (date: LocalDate) => number;
  /** A day on which a result can be due: a working day on which the field's desk is open. */
  isDueDay: (date: LocalDate) => boolean;
  hasHolidaysOf: (year: number) => boolean;
  open: OpenTime;
};

/**
 * The calendar as one field sees it.
 *
 * **Working day** (ngày làm việc), the same for all fields: Monday to Friday without the days off, and the swapped Saturdays. A field that also
 * opens on Saturday morning (Cư trú) receives then, so that counting starts on the Monday, but that Saturday itself is not
 * counted and nothing falls due on it: the offices that decide are closed. Only limits in hours run on while its desk is open.
 */
export const workingDays = (calendar: WorkingCalendar, field: string): WorkingDays => {
  const known = seen.get(calendar) ?? new Map<string, WorkingDays>();
  seen.set(calendar, known);
  // Most fields have no hours of their own, and one calendar serves them all.
  const own = calendar.hours.some((opening) => opening.field === field) ? field : '';
  const days = known.get(own) ?? readCalendar(calendar, own);
  known.set(own, days);
  return days;
};

/** A calendar is read once, not once for each of thousands of dossiers; one that was published is another object. */
const seen = new WeakMap<WorkingCalendar, Map<string, WorkingDays>>();

const readCalendar = (calendar: WorkingCalendar, field: string): WorkingDays => {
  const years = new Map(calendar.years.map((year) => [year.year, year]));
  const off = new Map(calendar.years.flatMap(({ daysOff }) => daysOff.map(({ date, name }) => [date, name] as const)));
  const half = new Map(calendar.years.flatMap(({ halfDays = [] }) => halfDays.map((day) => [day.date, day] as const)));
  const swapped = new Map(calendar.years.flatMap(({ workingSaturdays }) => workingSaturdays.map(({ date, name }) => [date, name] as const)));

  const common = calendar.hours.find((opening) => opening.field === null);
  const own = calendar.hours.find((opening) => opening.field === field);
  // Hours in which nothing could ever be due would make the count endless.
  const week = [own, common].map((opening) => opening && weekOf(opening.hours)).find((spans) => spans && opensOnAWorkday(spans)) ?? weekOf(baselineHours);
  const ordinaryDay = [1, 2, 3, 4, 5].map((weekday) => week[weekday]!).find((spans) => spans.length > 0)!;

  const kindOf = (date: LocalDate): DayKind => {
    const holiday = off.get(date);
    if (holiday !== undefined) return { isWorking: false, reason: 'holiday', name: holiday };
    const saturday = swapped.get(date);
    if (saturday !== undefined) return { isWorking: true, reason: 'workingSaturday', name: saturday };
    if (weekdayOf(date) >= 6) return { isWorking: false, reason: 'weekend' };
    const name = half.get(date)?.name;
    return { isWorking: true, reason: 'working', ...(name !== undefined && { name }) };
  };

  const spansOf = (date: LocalDate): readonly Span[] => {
    const { reason } = kindOf(date);
    if (reason === 'holiday') return [];
    const whole = reason === 'workingSaturday' ? ordinaryDay : week[weekdayOf(date)]!;
    const shortened = half.get(date);
    return shortened ? inBoth(whole, shortened.hours) : whole;
  };

  return {
    kindOf,
    spansOf,
    closingOf: (date) => utcOf(date, (spansOf(date).at(-1) ?? ordinaryDay.at(-1)!)[1]),
    isDueDay: (date) => kindOf(date).isWorking && spansOf(date).length > 0,
    hasHolidaysOf: (year) => years.has(year),
    open: createOpenTime(spansOf),
  };
};

/** The first moment from `utcMs` on at which the desk is open, UTC milliseconds. */
export const nextOpening = (days: WorkingDays, utcMs: number): number => {
  const today = localDate(utcMs);
  const minutes = localMinutes(utcMs);
  for (const [from, to] of days.spansOf(today)) {
    if (minutes < from) return utcOf(today, from);
    if (minutes < to) return utcMs;
  }
  for (let date = addDays(today, 1); ; date = addDays(date, 1)) {
    const first = days.spansOf(date)[0];
    if (first) return utcOf(date, first[0]);
  }
};

/** `openMs` of opening time after `utcMs`, UTC milliseconds. */
export const afterOpenTime = (days: WorkingDays, utcMs: number, openMs: number): number => {
  let at = nextOpening(days, utcMs);
  let left = openMs;
  for (;;) {
    const date = localDate(at);
    const end = utcOf(date, days.spansOf(date).find(([, to]) => at < utcOf(date, to))![1]);
    if (left <= end - at) return at + left;
    left -= end - at;
    at = nextOpening(days, end);
  }
};

const inBoth = (some: readonly Span[], others: readonly Span[]): Span[] =>
  some.flatMap(([from, to]) => others.map(([start, end]): Span => [Math.max(from, start), Math.min(to, end)])).filter(([from, to]) => from < to);

const weekOf = (hours: Record<string, (readonly [number, number])[]>): Span[][] =>
  [0, 1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    (hours[String(weekday)] ?? []).filter(([from, to]) => from < to).toSorted(([a], [b]) => a - b),
  );

const opensOnAWorkday = (week: Span[][]): boolean => [1, 2, 3, 4, 5].some((weekday) => week[weekday]!.length > 0);
