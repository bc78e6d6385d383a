import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { localDate } from '../../../domain/time.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatCount, formatRate } from '../../components/format.ts';
import { Panel } from '../../components/Panel.tsx';
import { periodOf } from '../../components/periods.ts';
import { indicatorOf, valuesOf } from './figures.ts';
import classes from './MonthsFigures.module.css';

const late = ['solvedLate', 'openOverdue'] as const;
const rates = ['onTime', 'filedOnline', 'digitised'] as const;

/** The figures of the chairman's letter for this month, where everybody sees them in the morning. */
export const MonthsFigures = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { clock } = useServices();
  const period = periodOf('month', localDate(clock.now()));
  const figures = useQuery(trpc.reports.figures.queryOptions({ ...period, groupBy: 'none' }));
  return (
    <Panel title={t('reports.morning')} aside={<Link to="/reports" search={{}} className={classes.all}>{t('reports.all')}</Link>}>
      {figures.error ? <FailureNotice error={figures.error} /> : null}
      {figures.data ? (
        <dl className={classes.figures}>
          {late.map((id) => {
            const value = valuesOf(figures.data)[id];
            return (
              <div key={id} data-tone={value > 0 ? 'late' : undefined}>
                <dt>{t(`measure.${id}`)}</dt>
                <dd>{formatCount(value)}</dd>
              </div>
            );
          })}
          {rates.map((id) => (
            <div key={id}>
              <dt>{t(`indicator.${id}`)}</dt>
              <dd>{formatRate(indicatorOf(figures.data, id).rate)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </Panel>
  );
};
