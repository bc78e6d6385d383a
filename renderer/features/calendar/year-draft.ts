import { type LocalDate, addDays, weekdayOf } from '../../../domain/time.ts';
import type { Outputs } from '../../app/trpc.ts';

export type CalendarYear = Outputs['calendar']['view']['years'][number];

/** A day that is not what its weekday says. */
export type SpecialDay = { kind: 'off' | 'working'; name: string };
export type YearDraft = ReadonlyMap<LocalDate, SpecialDay>;

export const draftOf = (year: CalendarYear | undefined): YearDraft =>
  new Map<LocalDate, SpecialDay>([
    ...(year?.workingSaturdays ?? []).map(({ date, name }) => [date, { kind: 'working', name }] as const),
    // A day in both lists is off.
    ...(year?.daysOff ?? []).map(({ date, name }) => [date, { kind: 'off', name }] as const),
  ]);

const named = (draft: YearDraft, kind: SpecialDay['kind']) =>
  [...draft].flatMap(([date, day]) => (day.kind === kind ? [{ date, name: day.name.trim() }] : [])).sort((a, b) => (a.date < b.date ? -1 : 1));

export const yearInputOf = (year: number, draft: YearDraft) => ({ year, daysOff: named(draft, 'off'), workingSaturdays: named(draft, 'working') });

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
    .filter((change) => change.before?.kind !== change.after?.kind || change.before?.name !== change.after?.name?.trim());

/** The first day that nobody would know the reason of. */
export const namelessDay = (draft: YearDraft): LocalDate | undefined => [...draft].filter(([, { name }]) => name.trim() === '').map(([date]) => date).sort()[0];

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
