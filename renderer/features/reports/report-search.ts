import { z } from 'zod';
import { groupings } from '../../../domain/reports/statements.ts';
import { indicatorIds, type IndicatorId } from '../../../domain/reports/indicators.ts';
import { measureIds, type MeasureId } from '../../../domain/reports/measures.ts';

const day = z.iso.date().optional().catch(undefined);
const key = z.string().max(300).optional().catch(undefined);

export const shownGroupings = groupings.filter((name) => name !== 'none');
export type ShownGrouping = (typeof shownGroupings)[number];

/** What the address of the reports says. Days are Vietnam days. */
export const reportsSearch = z.object({ from: day, to: day, by: z.enum(shownGroupings as [ShownGrouping, ...ShownGrouping[]]).optional().catch(undefined) });

/** Of the list behind one number. */
export const countedSearch = z.object({
  from: day,
  to: day,
  measure: z.enum(measureIds as [MeasureId, ...MeasureId[]]).optional().catch(undefined),
  indicator: z.enum(indicatorIds as [IndicatorId, ...IndicatorId[]]).optional().catch(undefined),
  part: z.enum(['numerator', 'denominator']).optional().catch(undefined),
  field: key,
  procedure: key,
  officer: key,
  receiver: key,
  channel: z.enum(['direct', 'online', 'postal']).optional().catch(undefined),
});
export type CountedSearch = z.infer<typeof countedSearch>;
