import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatCount, formatRate } from '../../../renderer/components/format.ts';
import type { ListName } from '../app/listed.ts';
import { useMay } from '../app/me.ts';
import { usePeriod } from '../app/period.ts';
import type { Outputs } from '../app/trpc.ts';
import classes from './Tiles.module.css';

type Figures = Pick<Outputs['overview']['communes']['total'], 'measures' | 'indicators'>;
type Scope = { agencyCode?: string; field?: string };

/** The letter's own figures, each a way to the dossiers behind it. */
export const Tiles = ({ figures: { measures, indicators }, scope = {} }: { figures: Figures; scope?: Scope }) => {
  const { t } = useTranslation();
  const tiles: { list: ListName; value: string; tone?: 'late' }[] = [
    { list: 'openOverdue', value: formatCount(measures.openOverdue), ...(measures.openOverdue > 0 && { tone: 'late' as const }) },
    { list: 'solvedLate', value: formatCount(measures.solvedLate), ...(measures.solvedLate > 0 && { tone: 'late' as const }) },
    { list: 'open', value: formatCount(measures.open) },
    { list: 'received', value: formatCount(measures.received) },
    { list: 'onlineOfOnlineProcedure', value: formatRate(indicators.online.rate) },
    { list: 'digitised', value: formatRate(indicators.digitised.rate) },
  ];
  return (
    <ul className={classes.tiles} aria-label={t('figures.title')}>
      {tiles.map(({ list, value, tone }) => (
        <li key={list} data-tone={tone}>
          <ListLink list={list} scope={scope}>
            <strong>{value}</strong>
            <span>{t(`figures.${list}`)}</span>
          </ListLink>
        </li>
      ))}
    </ul>
  );
};

/** A number that opens its dossiers, for those who may see them. */
export const ListLink = ({ list, scope: { agencyCode, field }, children }: { list: ListName; scope: Scope; children: React.ReactNode }) => {
  const may = useMay();
  const { period } = usePeriod();
  if (!may('dossiers.list')) return <span>{children}</span>;
  const search = { ...period, list, ...(field !== undefined && { field }) };
  return agencyCode === undefined ? (
    <Link to="/dossiers" search={search}>
      {children}
    </Link>
  ) : (
    <Link to="/communes/$agencyCode" params={{ agencyCode }} search={search}>
      {children}
    </Link>
  );
};
