import { baselineHours } from '../../../domain/calendar/baseline.ts';
import { type LocalDate, addDays, weekdayOf } from '../../../domain/time.ts';
import type { Outputs } from '../../app/trpc.ts';
import { shownTime, typedTime } from './hours-draft.ts';

export type CalendarYear = Outputs['calendar']['view']['years'][number];

/** Opening hours as they are typed; both empty where the desk is closed. */
export type TypedSpan = { from: string; to: string };

/** A day that is not what its weekday says. Half a day on a Saturday is one that is worked to make up for another. */
export type SpecialDay = { kind: 'off' | 'working'; name: string } | { kind: 'half'; name: string; hours: TypedSpan[] };
export type YearDraft = ReadonlyMap<LocalDate, SpecialDay>;

const typedSpans = (hours: readonly (readonly [number, number])[]): TypedSpan[] => hours.map(([from, to]) => ({ from: shownTime(from), to: shownTime(to) }));

/** The desk's usual morning: of half a day most likely the half that is worked. */
export const usualHalf = (): TypedSpan[] => [...typedSpans((baselineHours['1'] ?? []).slice(0, 1)), { from: '', to: '' }];

const withTwo = (spans: TypedSpan[]): TypedSpan[] => [...spans, ...Array.from({ length: Math.max(0, 2 - spans.length) }, () => ({ from: '', to: '' }))];

export const draftOf = (year: CalendarYear | undefined): YearDraft =>
  new Map<LocalDate, SpecialDay>([
    ...(year?.workingSaturdays ?? []).map(({ date, name }) => [date, { kind: 'working', name }] as const),
    ...(year?.halfDays ?? []).map(({ date, name, hours }) => [date, { kind: 'half', name, hours: withTwo(typedSpans(hours)) }] as const),
    // A day in both lists is off.
    ...(year?.daysOff ?? []).map(({ date, name }) => [date, { kind: 'off', name }] as const),
  ]);

/** Undefined where what is typed is no opening hours. */
const hoursOf = (spans: readonly TypedSpan[]): [number, number][] | undefined => {
  const meant = spans.filter(({ from, to }) => from.trim() !== '' || to.trim() !== '').map(({ from, to }) => [typedTime(from), typedTime(to)] as const);
  const hours = meant.flatMap(([from, to]): [number, number][] => (from === undefined || to === undefined ? [] : [[from, to]]));
  const areInOrder = hours.every(([from, to], index) => from < to && (index === 0 || from >= hours[index - 1]![1]));
  return hours.length === meant.length && hours.length > 0 && areInOrder ? hours : undefined;
};

const byDate = (a: { date: LocalDate }, b: { date: LocalDate }): number => (a.date < b.date ? -1 : 1);

export const yearInputOf = (year: number, draft: YearDraft) => {
  const days = [...draft].map(([date, day]) => ({ date, day, name: day.name.trim() }));
  const named = (fits: (day: SpecialDay, date: LocalDate) => boolean) => days.flatMap(({ date, day, name }) => (fits(day, date) ? [{ date, name }] : [])).sort(byDate);
  const halfDays = days.flatMap(({ date, day, name }) => (day.kind === 'half' ? [{ date, name, hours: hoursOf(day.hours) ?? [] }] : [])).sort(byDate);
  return {
    year,
    daysOff: named(({ kind }) => kind === 'off'),
    workingSaturdays: named(({ kind }, date) => kind === 'working' || (kind === 'half' && mayWork(date))),
    ...(halfDays.length > 0 && { halfDays }),
  };
};

/** Only a Saturday is ever swapped for a day off in the week. */
export const mayWork = (date: LocalDate): boolean => weekdayOf(date) === 6;

export const withDay = (draft: YearDraft, date: LocalDate, day: SpecialDay | undefined): YearDraft => {
  const next = new Map(draft);
  if (day === undefined) next.delete(date);
  else next.set(date, day);
  return next;
};

/** What a press on the day makes of it: off and on again; a Saturday becomes the swapped working day it most likely is meant to be. */
export const toggled = (draft: YearDraft, date: LocalDate): YearDraft =>
  withDay(draft, date, draft.has(date) ? undefined : { kind: mayWork(date) ? 'working' : 'off', name: nameNearby(draft, date) });

/** Holidays come in a row: the name of the day beside it is most likely its own. */
export const nameNearby = (draft: YearDraft, date: LocalDate): string => draft.get(addDays(date, -1))?.name ?? draft.get(addDays(date, 1))?.name ?? '';

export type DayChange = { date: LocalDate; before: SpecialDay | undefined; after: SpecialDay | undefined };

export const changesBetween = (before: YearDraft, after: YearDraft): DayChange[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((date) => ({ date, before: before.get(date), after: after.get(date) }))
    .filter((change) => !isSameDay(change.before, change.after));

export const isSameDay = (before: SpecialDay | undefined, after: SpecialDay | undefined): boolean =>
  before?.kind === after?.kind &&
  before?.name === after?.name.trim() &&
  (before?.kind !== 'half' || after?.kind !== 'half' || JSON.stringify(hoursOf(before.hours)) === JSON.stringify(hoursOf(after.hours)));

export const areHoursWrong = (day: SpecialDay): boolean => day.kind === 'half' && hoursOf(day.hours) === undefined;

/** The first day that nobody would know the reason of, or at which hours. */
export const unfinishedDay = (draft: YearDraft): LocalDate | undefined =>
  [...draft].filter(([, day]) => day.name.trim() === '' || areHoursWrong(day)).map(([date]) => date).sort()[0];

/** Weeks of a month, Monday first; days of the months beside it are left out. */
export const weeksOf = (year: number, month: number): (LocalDate | undefined)[][] => {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  const weeks: (LocalDate | undefined)[][] = [];
  let week: (LocalDate | undefined)[] = Array.from({ length: weekdayOf(first) - 1 }, () => undefined);
  for (let date = first; date.slice(0, 7) === first.slice(0, 7); date = addDays(date, 1)) {
    week.push(date);
    if (week.length === 7) {
      weeks.push(week);
      week = [];
    }
  }
  return week.length === 0 ? weeks : [...weeks, week];
};
