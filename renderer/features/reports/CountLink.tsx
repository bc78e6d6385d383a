import { Link } from '@tanstack/react-router';
import { useCan } from '../../app/me.ts';
import { formatCount } from '../../components/format.ts';
import classes from './ReportsPage.module.css';
import type { CountedSearch } from './report-search.ts';

/** A number that leads to the dossiers that it counts, for whoever may read them. Nought leads nowhere. */
export const CountLink = ({ n, search, label, tone }: { n: number; search: CountedSearch; label: string; tone?: 'late' | undefined }) => {
  const mayList = useCan()('reports.dossiers');
  if (n === 0 || !mayList) return <span className={classes.number}>{formatCount(n)}</span>;
  return (
    <Link to="/reports/dossiers" search={search} className={classes.number} data-tone={tone} aria-label={`${label}: ${formatCount(n)}`}>
      {formatCount(n)}
    </Link>
  );
};
