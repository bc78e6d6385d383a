import { z } from 'zod';
import { dossierFieldsSchema } from '../../domain/dossier/dossier.ts';
import { statusSchema } from '../../domain/dossier/status.ts';
import { correct } from '../desk/workflow/correct.ts';
import { listDossiers } from '../desk/workflow/list.ts';
import { settleConflict } from '../desk/workflow/settle-conflict.ts';
import { takeStep } from '../desk/workflow/take-step.ts';
import { dossierFilters } from '../desk/workflow/types.ts';
import { viewDossier } from '../desk/workflow/view.ts';
import { officerOperation, router, settled } from './trpc.ts';

const idSchema = z.string().min(1).max(128);
const reasonSchema = z.string().trim().max(2000);

export const dossierRouter = router({
  list: officerOperation
    .input(z.strictObject({ filter: z.enum(dossierFilters), cursor: z.string().max(200).optional() }))
    .query(({ ctx, input }) => listDossiers(ctx.desk, input)),
  get: officerOperation.input(z.strictObject({ id: idSchema })).query(({ ctx, input }) => settled(viewDossier(ctx.desk, input))),
  takeStep: officerOperation
    .input(z.strictObject({ id: idSchema, to: statusSchema, reason: reasonSchema }))
    .mutation(({ ctx, input }) => settled(takeStep(ctx.desk, input))),
  settleConflict: officerOperation
    .input(z.strictObject({ id: idSchema, eventId: idSchema, status: statusSchema, note: reasonSchema.min(1) }))
    .mutation(({ ctx, input }) => settled(settleConflict(ctx.desk, input))),
  correct: officerOperation
    .input(z.strictObject({ id: idSchema, changes: dossierFieldsSchema.partial(), reason: reasonSchema }))
    .mutation(({ ctx, input }) => settled(correct(ctx.desk, input))),
});
