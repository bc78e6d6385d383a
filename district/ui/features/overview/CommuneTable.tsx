import { Link } from '@tanstack/react-router';
import { IconBell, IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortUnitName } from '../../../../domain/desk/unit-name.ts';
import { formatCount, formatRate } from '../../../../renderer/components/format.ts';
import table from '../../../../renderer/components/Table.module.css';
import { usePeriod } from '../../app/period.ts';
import type { Outputs } from '../../app/trpc.ts';
import { Bar } from '../../components/Bar.tsx';
import { SyncMark } from '../../components/SyncMark.tsx';
import { ListLink } from '../../components/Tiles.tsx';
import classes from './OverviewPage.module.css';
import { lastSeenAt } from './last-seen.ts';

type Commune = Outputs['overview']['communes']['communes'][number];

const columns = ['name', 'openOverdue', 'solvedLate', 'open', 'online', 'digitised', 'sync'] as const;
type Column = (typeof columns)[number];

/** What puts a commune first: the most that is late, the least that is online or digitised, the longest not heard of. */
const orders: Record<Column, (a: Commune, b: Commune) => number> = {
  name: (a, b) => a.unitName.localeCompare(b.unitName, 'vi'),
  openOverdue: (a, b) => b.measures.openOverdue - a.measures.openOverdue || b.measures.solvedLate - a.measures.solvedLate,
  solvedLate: (a, b) => b.measures.solvedLate - a.measures.solvedLate,
  open: (a, b) => b.measures.open - a.measures.open,
  online: (a, b) => rateOrder(a.indicators.online.rate) - rateOrder(b.indicators.online.rate),
  digitised: (a, b) => rateOrder(a.indicators.digitised.rate) - rateOrder(b.indicators.digitised.rate),
  sync: (a, b) => (lastSeenAt(a.desks) ?? 0) - (lastSeenAt(b.desks) ?? 0),
};
/** Nothing received says nothing about how: it is not the worst. */
const rateOrder = (rate: number | null): number => rate ?? 2;

export const CommuneTable = ({ communes }: { communes: Commune[] }) => {
  const { t } = useTranslation();
  const { period } = usePeriod();
  const [by, setBy] = useState<{ column: Column; isTurned: boolean }>({ column: 'openOverdue', isTurned: false });
  const order = orders[by.column];
  const ranked = communes.toSorted((a, b) => (by.isTurned ? order(b, a) : order(a, b)) || orders.name(a, b));
  const most = Math.max(1, ...communes.map(({ measures }) => measures.openOverdue));
  return (
    <div className={table.scroll} data-section>
      <table className={classes.table}>
        <caption className="said">{t('overview.communes')}</caption>
        <thead>
          <tr>
            <th scope="col" className={classes.rank}>
              {t('overview.rank')}
            </th>
            {columns.map((column) => {
              const isSorted = by.column === column;
              return (
                <th key={column} scope="col" className={column === 'solvedLate' || column === 'open' ? classes.number : undefined} aria-sort={isSorted ? (by.isTurned ? 'descending' : 'ascending') : undefined}>
                  <button type="button" onClick={() => setBy({ column, isTurned: isSorted && !by.isTurned })}>
                    {t(`overview.column.${column}`)}
                    {isSorted ? by.isTurned ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden /> : null}
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {ranked.map((commune, index) => {
            const { agencyCode, unitName, measures, indicators, desks, openReminders } = commune;
            return (
              <tr key={agencyCode}>
                <td className={classes.rank}>{index + 1}</td>
                <th scope="row">
                  <Link to="/communes/$agencyCode" params={{ agencyCode }} search={period}>
                    {shortUnitName(unitName)}
                  </Link>{' '}
                  {openReminders > 0 ? <IconBell size={14} role="img" aria-label={t('overview.openReminders', { n: openReminders })} /> : null}
                </th>
                <td className={classes.withBar}>
                  <div>
                    <Bar part={measures.openOverdue / most} tone="late" />
                    <span className={measures.openOverdue > 0 ? classes.late : undefined}>
                      <ListLink list="openOverdue" scope={{ agencyCode }}>
                        {formatCount(measures.openOverdue)}
                      </ListLink>
                    </span>
                  </div>
                </td>
                <td className={classes.number}>
                  <ListLink list="solvedLate" scope={{ agencyCode }}>
                    {formatCount(measures.solvedLate)}
                  </ListLink>
                </td>
                <td className={classes.number}>
                  <ListLink list="open" scope={{ agencyCode }}>
                    {formatCount(measures.open)}
                  </ListLink>
                </td>
                <td className={classes.withBar}>
                  <div>
                    <Bar part={indicators.online.rate ?? 0} tone="accent" />
                    <span>{formatRate(indicators.online.rate)}</span>
                  </div>
                </td>
                <td className={classes.withBar}>
                  <div>
                    <Bar part={indicators.digitised.rate ?? 0} tone="card" />
                    <span>{formatRate(indicators.digitised.rate)}</span>
                  </div>
                </td>
                <td className={classes.sync}>
                  <SyncMark seenAt={lastSeenAt(desks)} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};
