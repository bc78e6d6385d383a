import type { IndicatorFigure, IndicatorId, MeasureValues } from '../../../domain/reports/indicators.ts';
import { indicatorFigure } from '../../../domain/reports/indicators.ts';
import type { Outputs } from '../../app/trpc.ts';

export type Figures = Outputs['reports']['figures'];
export type FigureGroup = Figures['groups'][number];

export const valuesOf = ({ measures }: Figures): MeasureValues => Object.fromEntries(measures.map(({ id, value }) => [id, value])) as MeasureValues;
export const indicatorOf = ({ indicators }: Figures, id: IndicatorId): IndicatorFigure => indicators.find((figure) => figure.id === id)!;
export const indicatorOfGroup = ({ values }: FigureGroup, id: IndicatorId): IndicatorFigure => indicatorFigure(id, values as MeasureValues);

/** «1,25» */
export const formatPoints = (points: number): string => points.toFixed(2).replace(/\.?0+$/, '').replace('.', ',');
/** Opening time as hours, «3,5». */
export const formatHours = (minutes: number): string => (minutes / 60).toFixed(1).replace(/\.0$/, '').replace('.', ',');
