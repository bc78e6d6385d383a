import type { TFunction } from 'i18next';
import { formatDate } from '../../components/format.ts';
import type { Affected } from './AffectedPage.tsx';

/**
 * The officer's first words for all the letters: the day that is to blame, which is the one that most of the dossiers have
 * and that lies behind the date first promised.
 */
export const reasonOf = (t: TFunction, rows: readonly Affected[]): string => {
  const counts = new Map<string, number>();
  for (const { why } of rows) {
    for (const { date, reason, name } of why) {
      if (reason === 'holiday' || reason === 'workingSaturday') {
        const day = t(reason === 'holiday' ? 'affected.dayOff' : 'affected.dayWorked', { date: formatDate(date), name: name ?? '' });
        counts.set(day, (counts.get(day) ?? 0) + 1);
      }
    }
  }
  const days = [...counts].filter(([, count]) => count === rows.length).map(([day]) => day);
  return days.length === 0 ? t('affected.reasonText') : t('affected.reasonTextDays', { days: days.join(', ') });
};
