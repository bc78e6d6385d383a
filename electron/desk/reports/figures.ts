import { acknowledgedSeq } from '../../../db/queries/sync.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import { indicatorFigure, indicatorIds, type MeasureValues } from '../../../domain/reports/indicators.ts';
import { measureIds, measureOf, syncWithinMinutes } from '../../../domain/reports/measures.ts';
import type { Bounds } from '../../../domain/reports/predicate.ts';
import { boundsOf, monthsOf, noFigures, type Period, totalOf } from '../../../domain/reports/statements.ts';
import { localDate } from '../../../domain/time.ts';
import type { Desk } from '../desk.ts';
import { bringLevel } from './level.ts';
import type { FigureGroup, FiguresInput, ReportFigures } from './types.ts';

/** All measures and indicators of the commune's dossiers in a period, and the measures by what is asked. */
export const reportFigures = async (desk: Desk, { from, to, groupBy, filter = {} }: FiguresInput): Promise<ReportFigures> => {
  const { store, workers, clock } = desk;
  const period = { from, to };
  await bringLevel(desk);
  const at = clock.now();
  const months = groupBy === 'month' ? monthsOf(period).map(({ key, period: month }) => ({ key, dimension: 'none' as const, bounds: boundsAt(month, at) })) : [];
  const whole = { key: '', dimension: groupBy === 'month' ? ('none' as const) : groupBy, bounds: boundsAt(period, at) };
  const [answer, ...byMonth] = await workers.run('readFigures', { store: store.access, filter, questions: [whole, ...months] });
  const total = totalOf(answer!.groups.values());
  const groups = byMonth.map(({ key, groups: [[, values] = ['', noFigures()]] }) => [key, values] as const);
  return {
    period,
    at,
    measures: measureIds.map((id) => ({ id, version: measureOf(id).version, value: total[id] })),
    groups: groupBy === 'none' ? [] : labelled(desk, groupBy, groupBy === 'month' ? groups : [...answer!.groups]),
    indicators: indicatorIds.map((id) => indicatorFigure(id, total)),
    unsentSince: unsentSince(desk),
  };
};

export const boundsAt = (period: Period, at: number): Bounds => boundsOf(period, localDate(at), Math.floor(at / 60_000), syncWithinMinutes);

const labelled = ({ store }: Desk, groupBy: FiguresInput['groupBy'], groups: readonly (readonly [string, MeasureValues])[]): FigureGroup[] => {
  const labelOf = (key: string): string => {
    if (groupBy === 'procedure') return store.state('procedure', key)?.name ?? key;
    if (groupBy === 'officer' || groupBy === 'receiver') return store.state('officer', key)?.fullName ?? key;
    return key;
  };
  const rows = groups.map(([key, values]) => ({ key, label: labelOf(key), values }));
  return rows.sort((a, b) => a.label.localeCompare(b.label, 'vi') || (a.key < b.key ? -1 : 1));
};

const unsentSince = ({ store }: Desk): number | null => {
  if (store.state('desk', store.deskId)?.district === undefined) return null;
  const [oldest] = store.ownEvents(acknowledgedSeq(store), 1);
  return oldest === undefined ? null : hybridTimeMs(oldest.occurredAt);
};
