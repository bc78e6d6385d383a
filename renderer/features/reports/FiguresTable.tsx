import { useTranslation } from 'react-i18next';
import type { MeasureId } from '../../../domain/reports/measures.ts';
import type { IndicatorId } from '../../../domain/reports/indicators.ts';
import { formatRate } from '../../components/format.ts';
import type { Period } from '../../components/periods.ts';
import { CountLink } from './CountLink.tsx';
import { type FigureGroup, type Figures, indicatorOf, indicatorOfGroup, valuesOf } from './figures.ts';
import type { CountedSearch, ShownGrouping } from './report-search.ts';
import classes from './ReportsPage.module.css';

const columns = [
  { group: 'received', ids: ['received', 'receivedOnline', 'carriedOver'] },
  { group: 'solved', ids: ['solved', 'solvedEarly', 'solvedOnTime', 'solvedLate'] },
  { group: 'open', ids: ['open', 'openInTime', 'openOverdue'] },
] as const satisfies readonly { group: string; ids: readonly MeasureId[] }[];
const rates = ['onTime', 'filedOnline', 'digitised', 'reuse'] as const satisfies readonly IndicatorId[];
const lateOnes: ReadonlySet<MeasureId> = new Set(['solvedLate', 'openOverdue']);

type FiguresTableProps = { figures: Figures; by: ShownGrouping; period: Period; labelOf: (group: FigureGroup) => string };

/** Every figure by group, each number leading to its dossiers. */
export const FiguresTable = ({ figures, by, period, labelOf }: FiguresTableProps) => {
  const { t } = useTranslation();
  const values = valuesOf(figures);
  const searchOf = (group: FigureGroup): CountedSearch => (by === 'month' ? monthWithin(group.key, period) : { ...period, [by]: group.key });
  return (
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={t('reports.table')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              {t(`reports.by.${by}`)}
            </th>
            {columns.map(({ group, ids }) => (
              <th key={group} colSpan={ids.length} scope="colgroup">
                {t(`reports.column.${group}`)}
              </th>
            ))}
            <th colSpan={rates.length} scope="colgroup">
              {t('reports.column.rates')}
            </th>
          </tr>
          <tr>
            {columns.flatMap(({ ids }) =>
              ids.map((id) => (
                <th key={id} scope="col" title={t(`measure.${id}`)}>
                  {t(`reports.short.${id}`)}
                </th>
              )),
            )}
            {rates.map((id) => (
              <th key={id} scope="col" title={t(`indicator.${id}`)}>
                {t(`reports.short.${id}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.groups.map((group) => (
            <tr key={group.key}>
              <th scope="row">{labelOf(group)}</th>
              {columns.flatMap(({ ids }) =>
                ids.map((id) => (
                  <td key={id}>
                    <CountLink n={group.values[id]} search={{ ...searchOf(group), measure: id }} label={`${labelOf(group)}, ${t(`measure.${id}`)}`} tone={lateOnes.has(id) ? 'late' : undefined} />
                  </td>
                )),
              )}
              {rates.map((id) => (
                <td key={id}>{formatRate(indicatorOfGroup(group, id).rate)}</td>
              ))}
            </tr>
          ))}
        </tbody>
        {by === 'month' ? null : (
          <tfoot>
            <tr>
              <th scope="row">{t('reports.total')}</th>
              {columns.flatMap(({ ids }) =>
                ids.map((id) => (
                  <td key={id}>
                    <CountLink n={values[id]} search={{ ...period, measure: id }} label={`${t('reports.total')}, ${t(`measure.${id}`)}`} tone={lateOnes.has(id) ? 'late' : undefined} />
                  </td>
                )),
              )}
              {rates.map((id) => (
                <td key={id}>{formatRate(indicatorOf(figures, id).rate)}</td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
};

/** @param month `yyyy-MM` */
const monthWithin = (month: string, { from, to }: Period): Period => {
  const [first, last] = [`${month}-01`, `${month}-31`];
  return { from: first < from ? from : first, to: last > to ? to : lastDayOf(month) };
};

const lastDayOf = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
};
