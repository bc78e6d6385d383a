/**
 * Time is stored as UTC milliseconds and worked with as Vietnam time, UTC+7 without daylight saving since 1975.
 */
export type Clock = { now(): number };

export const vietnamOffsetMs = 7 * 3_600_000;
export const dayMs = 86_400_000;

/** A calendar day in Vietnam, `yyyy-MM-dd`. */
export type LocalDate = string;

/** UTC milliseconds → the day it is in Vietnam, `yyyy-MM-dd`. */
export const localDate = (utcMs: number): LocalDate => new Date(utcMs + vietnamOffsetMs).toISOString().slice(0, 10);

/** Minutes since midnight in Vietnam, 0..1439. */
export const localMinutes = (utcMs: number): number => {
  const local = new Date(utcMs + vietnamOffsetMs);
  return local.getUTCHours() * 60 + local.getUTCMinutes();
};

/** A Vietnam day and minutes since its midnight → UTC milliseconds. */
export const utcOf = (date: LocalDate, minutes = 0): number =>
  Date.parse(`${date}T00:00:00Z`) - vietnamOffsetMs + minutes * 60_000;

/** The day `days` later (or earlier, if negative). */
export const addDays = (date: LocalDate, days: number): LocalDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** The same day of the month `months` later; the last of that month where it has no such day. */
export const addMonths = (date: LocalDate, months: number): LocalDate => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
};

/** ISO weekday of a day: Monday 1 … Sunday 7. */
export const weekdayOf = (date: LocalDate): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

/** Whether `yyyy-MM-dd` names a day that exists. */
export const isRealDate = (date: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(date) &&
  !Number.isNaN(Date.parse(`${date}T00:00:00Z`)) &&
  new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10) === date;
