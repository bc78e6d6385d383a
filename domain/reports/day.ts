import { addDays, type LocalDate, localDate } from '../time.ts';

/**
 * A Vietnam day as the number `yyyymmdd`: sorts as days do, takes four bytes of a row, and its month is a division away. Reports
 * know no time of day: early, on time and late are told apart by dates (DOMAIN.md section 5).
 */
export type Day = number;

/** Later than any day: when what has not happened yet happens, so that a comparison of days needs no exception. */
export const never: Day = 9999_12_31;

export const dayOf = (date: LocalDate): Day => Number(date.replaceAll('-', ''));
export const dayAt = (utcMs: number): Day => dayOf(localDate(utcMs));

export const dateOf = (day: Day): LocalDate => {
  const digits = String(day).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
};

export const dayBefore = (day: Day): Day => dayOf(addDays(dateOf(day), -1));
