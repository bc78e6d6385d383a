import type { LocalDate } from '../../../domain/time.ts';

/** What an officer was last told of their own deadlines, and on which day. */
export type Told = { officerId: string; day: LocalDate; dueToday: number };
export type OwnDeadlines = { overdue: number; dueToday: number };

/** `morning`: the first look of the day; `more`: something has come to be due today since. */
export type DueNote = OwnDeadlines & { kind: 'morning' | 'more' };

/**
 * Once a day whatever there is, afterwards only what is added: a word that comes too often is no longer read.
 *
 * @returns what to remember, and what to say, if anything
 */
export const dueNoteOf = (last: Told | undefined, now: Omit<Told, 'dueToday'> & OwnDeadlines): { told: Told; note?: DueNote } => {
  const { officerId, day, overdue, dueToday } = now;
  const told = { officerId, day, dueToday };
  const isFirst = last?.officerId !== officerId || last.day !== day;
  if (isFirst) return overdue + dueToday > 0 ? { told, note: { kind: 'morning', overdue, dueToday } } : { told };
  return dueToday > last.dueToday ? { told, note: { kind: 'more', overdue, dueToday: dueToday - last.dueToday } } : { told };
};
