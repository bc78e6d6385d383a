import { BarChart } from '@mantine/charts';
import { useTranslation } from 'react-i18next';
import type { MeasureId } from '../../../domain/reports/measures.ts';
import type { FigureGroup } from './figures.ts';
import classes from './ReportsPage.module.css';

const series = [
  { id: 'solvedEarly', color: 'var(--chart-early)' },
  { id: 'solvedOnTime', color: 'var(--chart-on-time)' },
  { id: 'solvedLate', color: 'var(--chart-late)' },
  { id: 'openInTime', color: 'var(--chart-open)' },
  { id: 'openOverdue', color: 'var(--chart-overdue)' },
] as const satisfies readonly { id: MeasureId; color: string }[];

/** More bars than this cannot be told apart; the table below has all. */
const mostBars = 12;

/** A longer name would run over its neighbours; it is whole in the table. */
const shortened = (label: string): string => (label.length <= 30 ? label : `${label.slice(0, 29).trimEnd()}…`);

type SolvingChartProps = { groups: readonly FigureGroup[]; labelOf: (group: FigureGroup) => string; isTimeline: boolean };

/** What became of the dossiers, as one bar for each group: the widest first, months in their order. */
export const SolvingChart = ({ groups, labelOf, isTimeline }: SolvingChartProps) => {
  const { t } = useTranslation();
  const sizeOf = ({ values }: FigureGroup): number => series.reduce((sum, { id }) => sum + values[id], 0);
  const shown = isTimeline ? groups.slice(-mostBars) : [...groups].sort((a, b) => sizeOf(b) - sizeOf(a)).slice(0, mostBars);
  const data = shown.map((group) => ({ label: shortened(labelOf(group)), ...Object.fromEntries(series.map(({ id }) => [id, group.values[id]])) }));
  return (
    <div className={classes.chart} role="img" aria-label={t('reports.chart')}>
      <BarChart
        h={isTimeline ? 260 : Math.max(140, 40 + shown.length * 30)}
        data={data}
        dataKey="label"
        type="stacked"
        orientation={isTimeline ? 'horizontal' : 'vertical'}
        series={series.map(({ id, color }) => ({ name: id, label: t(`measure.${id}`), color }))}
        withLegend
        legendProps={{ verticalAlign: 'bottom', itemSorter: null }}
        withBarValueLabel={false}
        yAxisProps={isTimeline ? { allowDecimals: false } : { width: 190, tickMargin: 6 }}
        xAxisProps={isTimeline ? {} : { allowDecimals: false }}
        barProps={{ isAnimationActive: false, maxBarSize: 26 }}
        tooltipAnimationDuration={0}
      />
    </div>
  );
};
