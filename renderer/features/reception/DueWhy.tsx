import { IconCheck, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DeadlineStep } from '../../../domain/calendar/deadline.ts';
import { formatShortDate, weekday } from '../../components/format.ts';
import classes from './ReceptionPage.module.css';

type Group = { from: DeadlineStep; to: DeadlineStep; days: number };

/** Days in a row with the same reason are one line; a holiday with its own name is its own. */
const grouped = (steps: readonly DeadlineStep[]): Group[] =>
  steps.reduce<Group[]>((groups, step) => {
    const last = groups.at(-1);
    const isSame = last !== undefined && last.to.reason === step.reason && last.to.name === step.name;
    return isSame ? groups.with(-1, { ...last, to: step, days: last.days + 1 }) : [...groups, { from: step, to: step, days: 1 }];
  }, []);

/** Why the due date is that day, as an officer would explain it to a citizen. */
export const DueWhy = ({ steps }: { steps: readonly DeadlineStep[] }) => {
  const { t } = useTranslation();
  return (
    <ol className={classes.why} aria-label={t('due.why')}>
      {grouped(steps).map(({ from, to, days }) => (
        <li key={`${from.date}-${from.reason}`} data-counted={from.isCounted}>
          {from.isCounted ? <IconCheck size={14} aria-hidden /> : <IconMinus size={14} aria-hidden />}
          <span className={classes.whyDate}>
            {t(`weekday.${weekday(from.date)}.short`)} {formatShortDate(from.date)}
            {days > 1 ? ` – ${formatShortDate(to.date)}` : ''}
          </span>
          <span>{t(`due.step.${from.reason}`, { name: from.name ?? '', n: days })}</span>
        </li>
      ))}
    </ol>
  );
};
