import type { ListedPart } from '../../../domain/reports/list-page.ts';
import type { FigureGroup, Summary } from '../../../domain/reports/report.ts';
import type { Grouping, Period, ReportFilter } from '../../../domain/reports/statements.ts';

export type FiguresInput = Period & { groupBy: Grouping; filter?: Omit<ReportFilter, 'agency'> | undefined };
export type DossiersInput = Period & ListedPart & { filter?: Omit<ReportFilter, 'agency'> | undefined; cursor?: string | undefined };

export type ReportFigures = Summary & {
  period: Period;
  /** When it was counted, UTC milliseconds. */
  at: number;
  /** None where nothing was asked to be grouped by. */
  groups: FigureGroup[];
  /** Since when the oldest change that the district has not got waits, UTC milliseconds. */
  unsentSince: number | null;
};
