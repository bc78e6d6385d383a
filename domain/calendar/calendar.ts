import { z } from 'zod';
import type { DomainEvent } from '../event.ts';
import { isRealDate, weekdayOf } from '../time.ts';
import { readPayload } from '../payload.ts';

const dateSchema = z.iso.date();
const minutesSchema = z.int().min(0).max(1440);

/** Shipped with the program and written at set-up: it fills an empty place and never replaces what the commune has published. */
const isBaseline = z.literal(true).optional();

/** Opening hours of one weekday: spans of minutes since midnight, in order, e.g. `[[420, 690], [810, 1020]]` for 07:00–11:30, 13:30–17:00. */
const hoursSchema = z.array(z.tuple([minutesSchema, minutesSchema])).max(4);

export const calendarEvents = {
  /** One year's days off and swapped working days, as announced (Bộ luật Lao động 2019, Điều 112, and yearly decisions). */
  'calendar.yearPublished': z.strictObject({
    year: z.int().min(2000).max(2200),
    daysOff: z.array(z.strictObject({ date: dateSchema, name: z.string().min(1) })),
    /** They work Monday's hours. A day in both lists is off. */
    workingSaturdays: z.array(z.strictObject({ date: dateSchema, name: z.string().min(1) })),
    /** Working days on which all desks are open in these hours only: the afternoon before Tết, a storm. */
    halfDays: z.array(z.strictObject({ date: dateSchema, name: z.string().min(1), hours: hoursSchema })).max(60).optional(),
    isBaseline,
  }),
  /** Opening hours by ISO weekday (1 Monday … 7 Sunday), for all fields (`field` null) or for one (Cư trú receives on Saturday morning). */
  'calendar.hoursPublished': z.strictObject({
    field: z.string().nullable(),
    hours: z.record(z.enum(['1', '2', '3', '4', '5', '6', '7']), hoursSchema),
    isBaseline,
  }),
};

export type CalendarYear = z.infer<(typeof calendarEvents)['calendar.yearPublished']>;
export type OpeningHours = z.infer<(typeof calendarEvents)['calendar.hoursPublished']>;

/** An entity is a year (`2026`) or a field's hours (`hours`, `hours:Cư trú`). */
export type CalendarState = { id: string; year?: CalendarYear; hours?: OpeningHours; updatedAt: string };

export const hoursEntityId = (field: string | null): string => (field === null ? 'hours' : `hours:${field}`);

/** More cannot be meant: half of the year off is a slip of the hand. */
const maxDaysOff = 180;

/** The first day that cannot stand in this year; undefined for a year that can be published. */
export const yearFault = ({ year, daysOff, workingSaturdays, halfDays = [] }: Omit<CalendarYear, 'isBaseline'>): string | undefined => {
  const isFaultyIn = (days: readonly { date: string; name: string }[]) => {
    const seen = new Set<string>();
    return days.find(({ date, name }) => {
      const isTwice = seen.has(date);
      seen.add(date);
      return isTwice || !isRealDate(date) || Number(date.slice(0, 4)) !== year || name.trim() === '';
    });
  };
  const faulty = isFaultyIn([...daysOff, ...workingSaturdays]) ?? isFaultyIn(halfDays);
  return (faulty ?? workingSaturdays.find(({ date }) => weekdayOf(date) !== 6) ?? daysOff[maxDaysOff] ?? halfDays.find((day) => !canBeHalf(day, { daysOff, workingSaturdays })))?.date;
};

type HalfDay = NonNullable<CalendarYear['halfDays']>[number];

/** A working day, open at some hours that are in order. */
const canBeHalf = ({ date, hours }: HalfDay, { daysOff, workingSaturdays }: Pick<CalendarYear, 'daysOff' | 'workingSaturdays'>): boolean => {
  const isIn = (days: readonly { date: string }[]): boolean => days.some((day) => day.date === date);
  const isWorking = !isIn(daysOff) && (weekdayOf(date) < 6 || isIn(workingSaturdays));
  return isWorking && hours.length > 0 && areInOrder(hours);
};

/** The first weekday whose hours cannot be; `1` too where the desk would never open from Monday to Friday. */
export const hoursFault = (hours: OpeningHours['hours']): string | undefined => {
  const faulty = weekdays.find((weekday) => !areInOrder(hours[weekday] ?? []));
  if (faulty !== undefined) return faulty;
  return weekdays.slice(0, 5).some((weekday) => (hours[weekday] ?? []).length > 0) ? undefined : '1';
};

const areInOrder = (spans: readonly (readonly [number, number])[]): boolean => spans.every(([from, to], index) => from < to && (index === 0 || from >= spans[index - 1]![1]));

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** Everything the deadline calculator reads. */
export type WorkingCalendar = { years: CalendarYear[]; hours: OpeningHours[] };

export const reduceCalendar = (state: CalendarState | undefined, event: DomainEvent): CalendarState | undefined => {
  const base = { id: event.entityId, updatedAt: event.occurredAt };
  // Each desk writes the baseline at its set-up; a desk that joins late must not undo what was edited since.
  const fits = (payload: { isBaseline?: true | undefined }) => state === undefined || payload.isBaseline !== true;
  switch (event.type) {
    case 'calendar.yearPublished': {
      const parsed = readPayload(calendarEvents['calendar.yearPublished'], event.payload);
      return parsed.success && fits(parsed.data) ? { ...base, year: parsed.data } : state;
    }
    case 'calendar.hoursPublished': {
      const parsed = readPayload(calendarEvents['calendar.hoursPublished'], event.payload);
      return parsed.success && fits(parsed.data) ? { ...base, hours: parsed.data } : state;
    }
    default:
      return state;
  }
};
