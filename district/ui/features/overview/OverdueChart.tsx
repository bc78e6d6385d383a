import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { shortUnitName } from '../../../../domain/desk/unit-name.ts';
import { formatCount } from '../../../../renderer/components/format.ts';
import { Panel } from '../../../../renderer/components/Panel.tsx';
import { usePeriod } from '../../app/period.ts';
import type { Outputs } from '../../app/trpc.ts';
import { Bar } from '../../components/Bar.tsx';
import classes from './OverviewPage.module.css';

/** Who is late, longest bar first: what is overdue now, and behind it what was solved late. */
export const OverdueChart = ({ communes }: { communes: Outputs['overview']['communes']['communes'] }) => {
  const { t } = useTranslation();
  const { period } = usePeriod();
  const late = communes.map((commune) => ({ ...commune, overdue: commune.measures.openOverdue, solvedLate: commune.measures.solvedLate })).filter(({ overdue, solvedLate }) => overdue + solvedLate > 0);
  const most = Math.max(...late.map(({ overdue, solvedLate }) => overdue + solvedLate));
  return (
    <Panel
      title={t('overview.late')}
      aside={
        <span className={classes.legend}>
          <span>{t('figures.openOverdue')}</span>
          <span data-tone="soft">{t('figures.solvedLate')}</span>
        </span>
      }
    >
      {late.length === 0 ? <p className={classes.none}>{t('overview.noneLate')}</p> : null}
      <ul className={classes.chart}>
        {late
          .toSorted((a, b) => b.overdue + b.solvedLate - (a.overdue + a.solvedLate))
          .map(({ agencyCode, unitName, overdue, solvedLate }) => (
            <li key={agencyCode}>
              <Link to="/communes/$agencyCode" params={{ agencyCode }} search={period}>
                {shortUnitName(unitName)}
              </Link>
              <Bar part={overdue / most} more={solvedLate / most} tone="late" />
              <b>
                {formatCount(overdue)} <span>+ {formatCount(solvedLate)}</span>
              </b>
            </li>
          ))}
      </ul>
    </Panel>
  );
};
