import { addDays, addMonths, type LocalDate, weekdayOf } from '../../domain/time.ts';

/** Vietnam days, both included. */
export type Period = { from: LocalDate; to: LocalDate };
export type UsualPeriod = 'today' | 'week' | 'month' | 'lastMonth' | 'quarter' | 'year';

/** From the first day of this day, week (Monday), month, quarter or year to its last. */
export const periodOf = (name: UsualPeriod, today: LocalDate): Period => {
  switch (name) {
    case 'today':
      return { from: today, to: today };
    case 'week': {
      const from = addDays(today, 1 - weekdayOf(today));
      return { from, to: addDays(from, 6) };
    }
    case 'month':
      return months(`${today.slice(0, 7)}-01`, 1);
    case 'lastMonth':
      return months(addMonths(`${today.slice(0, 7)}-01`, -1), 1);
    case 'quarter': {
      const month = Number(today.slice(5, 7));
      return months(`${today.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`, 3);
    }
    case 'year':
      return months(`${today.slice(0, 4)}-01-01`, 12);
  }
};

/** @param from the first day of a month */
const months = (from: LocalDate, count: number): Period => ({ from, to: addDays(addMonths(from, count), -1) });
