import { z } from 'zod';
import { channelSchema } from '../../domain/dossier/events.ts';
import { type IndicatorId, indicatorIds } from '../../domain/reports/indicators.ts';
import { type MeasureId, measureIds } from '../../domain/reports/measures.ts';
import { groupings, monthsOf } from '../../domain/reports/statements.ts';
import { reportDossiers } from '../desk/reports/dossiers.ts';
import { reportFigures } from '../desk/reports/figures.ts';
import { officerOperation, router } from './trpc.ts';

const period = { from: z.iso.date(), to: z.iso.date() };
const isInOrder = ({ from, to }: { from: string; to: string }): boolean => from <= to;
const atItsEnd = { path: ['to'] };
/** Each month is counted by itself. */
const maxMonths = 120;
const isNotTooLong = ({ groupBy, ...asked }: { groupBy: string; from: string; to: string }): boolean => groupBy !== 'month' || monthsOf(asked).length <= maxMonths;
const textSchema = z.string().min(1).max(300);
const filterSchema = z.strictObject({ field: textSchema, procedure: textSchema, officer: textSchema, receiver: textSchema, channel: channelSchema }).partial();
const listedSchema = z.union([
  z.object({ measure: z.enum(measureIds as [MeasureId, ...MeasureId[]]) }),
  z.object({ indicator: z.enum(indicatorIds as [IndicatorId, ...IndicatorId[]]), part: z.enum(['numerator', 'denominator']) }),
]);

export const reportsRouter = router({
  figures: officerOperation
    .input(z.strictObject({ ...period, groupBy: z.enum(groupings), filter: filterSchema.optional() }).refine(isInOrder, atItsEnd).refine(isNotTooLong, atItsEnd))
    .query(({ ctx, input }) => reportFigures(ctx.desk, input)),
  dossiers: officerOperation
    .input(z.object({ ...period, filter: filterSchema.optional(), cursor: z.string().max(200).optional() }).refine(isInOrder, atItsEnd).and(listedSchema))
    .query(({ ctx, input }) => reportDossiers(ctx.desk, input)),
});
