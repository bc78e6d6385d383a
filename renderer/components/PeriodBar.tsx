import { useTranslation } from 'react-i18next';
import type { LocalDate } from '../../domain/time.ts';
import { OwnPeriod } from './OwnPeriod.tsx';
import classes from './PeriodBar.module.css';
import { type Period, periodOf, type UsualPeriod } from './periods.ts';

type PeriodBarProps = { usual: readonly UsualPeriod[]; period: Period; today: LocalDate; onChoose: (period: Period) => void };

/** The days that a page is about: those often asked for at a press, any others as they are typed. */
export const PeriodBar = ({ usual, period, today, onChoose }: PeriodBarProps) => {
  const { t } = useTranslation();
  return (
    <div className={classes.periods} data-section>
      <div className={classes.usual} role="group" aria-label={t('period.choose')}>
        {usual.map((name) => {
          const { from, to } = periodOf(name, today);
          return (
            <button key={name} type="button" aria-pressed={from === period.from && to === period.to} onClick={() => onChoose({ from, to })}>
              {t(`period.${name}`)}
            </button>
          );
        })}
      </div>
      <OwnPeriod key={`${period.from} ${period.to}`} period={period} onChoose={onChoose} />
    </div>
  );
};
