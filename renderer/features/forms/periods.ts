import { addDays, type LocalDate, weekdayOf } from '../../../domain/time.ts';

export type Period = { from: LocalDate; to: LocalDate };
export const usualPeriods = ['today', 'week', 'month'] as const;
export type UsualPeriod = (typeof usualPeriods)[number];

/** From the first day of this day, week (Monday) or month to its last. */
export const periodOf = (name: UsualPeriod, today: LocalDate): Period => {
  switch (name) {
    case 'today':
      return { from: today, to: today };
    case 'week': {
      const from = addDays(today, 1 - weekdayOf(today));
      return { from, to: addDays(from, 6) };
    }
    case 'month': {
      const from = `${today.slice(0, 7)}-01`;
      return { from, to: addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1) };
    }
  }
};
