import { acknowledgedSeq } from '../../../db/queries/sync.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import { labelled, summaryOf } from '../../../domain/reports/report.ts';
import { boundsAt, monthsOf, noFigures, totalOf } from '../../../domain/reports/statements.ts';
import type { Desk } from '../desk.ts';
import { bringLevel } from './level.ts';
import type { FiguresInput, ReportFigures } from './types.ts';

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
    ...summaryOf(total),
    groups: groupBy === 'none' ? [] : labelled(groupBy === 'month' ? groups : answer!.groups, (key) => labelOf(desk, groupBy, key)),
    unsentSince: unsentSince(desk),
  };
};

const labelOf = ({ store }: Desk, groupBy: FiguresInput['groupBy'], key: string): string | undefined => {
  if (groupBy === 'procedure') return store.state('procedure', key)?.name;
  return groupBy === 'officer' || groupBy === 'receiver' ? store.state('officer', key)?.fullName : undefined;
};

const unsentSince = ({ store }: Desk): number | null => {
  if (store.state('desk', store.deskId)?.district === undefined) return null;
  const [oldest] = store.ownEvents(acknowledgedSeq(store), 1);
  return oldest === undefined ? null : hybridTimeMs(oldest.occurredAt);
};
