import { type IndicatorFigure, indicatorFigure, indicatorIds, type MeasureValues } from './indicators.ts';
import { type MeasureId, measureIds, measureOf } from './measures.ts';

/** One line of a table. `key`: a commune's identifier, a field, a channel, an officer's or a procedure's id, a month `yyyy-MM`; a channel's and a month's words are the screen's. */
export type FigureGroup = { key: string; label: string; values: MeasureValues };

/** Every figure with the version of its definition. */
export type Summary = { measures: { id: MeasureId; version: number; value: number }[]; indicators: IndicatorFigure[] };

export const summaryOf = (total: MeasureValues): Summary => ({
  measures: measureIds.map((id) => ({ id, version: measureOf(id).version, value: total[id] })),
  indicators: indicatorIds.map((id) => indicatorFigure(id, total)),
});

/** @param labelOf the key's own words where it has some */
export const labelled = (groups: Iterable<readonly [key: string, values: MeasureValues]>, labelOf: (key: string) => string | undefined): FigureGroup[] =>
  [...groups].map(([key, values]) => ({ key, label: labelOf(key) ?? key, values })).sort((a, b) => a.label.localeCompare(b.label, 'vi') || (a.key < b.key ? -1 : 1));
