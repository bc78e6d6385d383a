import { z } from 'zod';
import { citizenFieldsSchema } from '../../domain/citizen/citizen.ts';
import { channelSchema, componentSchema, returnMethodSchema } from '../../domain/dossier/dossier.ts';
import { findCitizen } from '../desk/reception/citizen.ts';
import { readCard } from '../desk/reception/card.ts';
import { previewDeadline } from '../desk/reception/deadline.ts';
import { discardDraft, listDrafts, saveDraft } from '../desk/reception/drafts.ts';
import { getProcedure, listProcedures } from '../desk/reception/procedures.ts';
import { receive } from '../desk/reception/receive.ts';
import { officerOperation, router, settled } from './trpc.ts';

const idSchema = z.string().min(1).max(128);

const receptionSchema = z.strictObject({
  draftId: z.uuid(),
  procedureId: idSchema,
  applicant: citizenFieldsSchema,
  fromCard: z.array(citizenFieldsSchema.keyof()).max(20),
  components: z.array(componentSchema).max(200),
  channel: channelSchema,
  returnMethod: returnMethodSchema,
  sets: z.int().min(1).max(99),
  feeVnd: z.int().min(0).max(10_000_000_000).nullable(),
  note: z.string().max(2000),
  requestSummary: z.string().max(2000),
});

export const receptionRouter = router({
  procedures: officerOperation
    .input(z.strictObject({ query: z.string().max(200).optional() }))
    .query(({ ctx, input }) => listProcedures(ctx.desk, input)),
  procedure: officerOperation.input(z.strictObject({ id: idSchema })).query(({ ctx, input }) => settled(getProcedure(ctx.desk, input))),
  readCard: officerOperation
    .input(z.strictObject({ payload: z.string().max(4000) }))
    .mutation(({ ctx, input }) => settled(readCard(ctx.desk, input))),
  citizen: officerOperation
    .input(z.strictObject({ number: z.string().max(20) }))
    .query(({ ctx, input }) => findCitizen(ctx.desk, input)),
  deadline: officerOperation
    .input(z.strictObject({ procedureId: idSchema }))
    .query(({ ctx, input }) => settled(previewDeadline(ctx.desk, input))),
  receive: officerOperation.input(receptionSchema).mutation(({ ctx, input }) => settled(receive(ctx.desk, input))),
  drafts: officerOperation.query(({ ctx }) => listDrafts(ctx.desk)),
  saveDraft: officerOperation
    .input(z.strictObject({ id: z.uuid(), form: z.json() }))
    .mutation(({ ctx, input }) => settled(saveDraft(ctx.desk, input))),
  discardDraft: officerOperation.input(z.strictObject({ id: z.uuid() })).mutation(({ ctx, input }) => settled(discardDraft(ctx.desk, input))),
});
