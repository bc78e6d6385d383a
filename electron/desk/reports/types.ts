import type { IndicatorFigure, MeasureValues } from '../../../domain/reports/indicators.ts';
import type { ListedPart } from '../../../domain/reports/list-page.ts';
import type { MeasureId } from '../../../domain/reports/measures.ts';
import type { Grouping, Period, ReportFilter } from '../../../domain/reports/statements.ts';

export type FiguresInput = Period & { groupBy: Grouping; filter?: Omit<ReportFilter, 'agency'> | undefined };
export type DossiersInput = Period & ListedPart & { filter?: Omit<ReportFilter, 'agency'> | undefined; cursor?: string | undefined };

/** One line of a table. `key`: a field, a channel, an officer's or a procedure's id, a month `yyyy-MM`; a channel's and a month's words are the screen's. */
export type FigureGroup = { key: string; label: string; values: MeasureValues };

export type ReportFigures = {
  period: Period;
  /** When it was counted, UTC milliseconds. */
  at: number;
  measures: { id: MeasureId; version: number; value: number }[];
  /** None where nothing was asked to be grouped by. */
  groups: FigureGroup[];
  indicators: IndicatorFigure[];
  /** Since when the oldest change that the district has not got waits, UTC milliseconds. */
  unsentSince: number | null;
};
