import { z } from 'zod';
import { correctedFieldsSchema, paymentSchema, requestedPaperSchema } from '../../domain/dossier/events.ts';
import { statusSchema } from '../../domain/dossier/status.ts';
import { urgencies } from '../../domain/dossier/urgency.ts';
import { affectedByCalendar, countAffectedByCalendar } from '../desk/workflow/affected-by-calendar.ts';
import { answerMove } from '../desk/workflow/answer-move.ts';
import { draftApology, dropApology } from '../desk/workflow/apology.ts';
import { board, boardGroup } from '../desk/workflow/board.ts';
import { cancel } from '../desk/workflow/cancel.ts';
import { correct } from '../desk/workflow/correct.ts';
import { extend } from '../desk/workflow/extend.ts';
import { listDossiers } from '../desk/workflow/list.ts';
import { move } from '../desk/workflow/move.ts';
import { cancelPayment, recordPayment } from '../desk/workflow/payments.ts';
import { peopleFor } from '../desk/workflow/people-for.ts';
import { reschedule } from '../desk/workflow/reschedule.ts';
import { settleConflict } from '../desk/workflow/settle-conflict.ts';
import { takeStep } from '../desk/workflow/take-step.ts';
import { boardScopes, dossierFilters } from '../desk/workflow/types.ts';
import { viewDossier } from '../desk/workflow/view.ts';
import { officerOperation, router, settled } from './trpc.ts';

const idSchema = z.string().min(1).max(128);
const reasonSchema = z.string().trim().max(2000);
const copiesSchema = z.int().min(0).max(999);
const broughtSchema = z.strictObject({ key: z.string().min(1).max(64), originals: copiesSchema, certifiedCopies: copiesSchema, copies: copiesSchema });
const stageSchema = z.int().min(0).max(11);
const boardSchema = z.strictObject({ scope: z.enum(boardScopes), officerId: z.string().min(1).max(64).optional(), field: z.string().max(300).optional() });
const untilSchema = z.union([
  z.strictObject({ date: z.string().max(10) }),
  z.strictObject({ value: z.int().min(1).max(365), unit: z.enum(['working-day', 'day', 'hour']) }),
]);

export const dossierRouter = router({
  list: officerOperation
    .input(z.strictObject({ filter: z.enum(dossierFilters), cursor: z.string().max(200).optional() }))
    .query(({ ctx, input }) => listDossiers(ctx.desk, input)),
  get: officerOperation.input(z.strictObject({ id: idSchema })).query(({ ctx, input }) => settled(viewDossier(ctx.desk, input))),
  move: officerOperation
    .input(z.strictObject({ id: idSchema, to: stageSchema, officerId: z.string().max(64), reason: reasonSchema }))
    .mutation(({ ctx, input }) => settled(move(ctx.desk, input))),
  answerMove: officerOperation
    .input(z.strictObject({ id: idSchema, moveId: idSchema, isAccepted: z.boolean(), reason: reasonSchema }))
    .mutation(({ ctx, input }) => settled(answerMove(ctx.desk, input))),
  peopleFor: officerOperation.input(z.strictObject({ id: idSchema, stage: stageSchema })).query(({ ctx, input }) => settled(peopleFor(ctx.desk, input))),
  board: officerOperation.input(boardSchema).query(({ ctx, input }) => settled(board(ctx.desk, input))),
  boardGroup: officerOperation
    .input(boardSchema.extend({ key: z.enum(urgencies), cursor: z.string().max(200).optional() }))
    .query(({ ctx, input }) => settled(boardGroup(ctx.desk, input))),
  takeStep: officerOperation
    .input(
      z.strictObject({
        id: idSchema,
        to: statusSchema,
        reason: reasonSchema,
        requested: z.array(requestedPaperSchema).max(100).optional(),
        brought: z.array(broughtSchema).max(200).optional(),
        refundVnd: z.int().min(0).max(10_000_000_000).optional(),
        form: z.boolean().optional(),
      }),
    )
    .mutation(({ ctx, input }) => settled(takeStep(ctx.desk, input))),
  settleConflict: officerOperation
    .input(z.strictObject({ id: idSchema, eventId: idSchema, status: statusSchema, note: reasonSchema.min(1), isMoveRight: z.literal(true).optional() }))
    .mutation(({ ctx, input }) => settled(settleConflict(ctx.desk, input))),
  correct: officerOperation
    .input(z.strictObject({ id: idSchema, changes: correctedFieldsSchema, reason: reasonSchema }))
    .mutation(({ ctx, input }) => settled(correct(ctx.desk, input))),
  cancel: officerOperation.input(z.strictObject({ id: idSchema, reason: reasonSchema })).mutation(({ ctx, input }) => settled(cancel(ctx.desk, input))),
  extend: officerOperation
    .input(z.strictObject({ id: idSchema, until: untilSchema.optional(), reason: reasonSchema, signedBy: z.string().max(300) }))
    .mutation(({ ctx, input }) => settled(extend(ctx.desk, input))),
  draftApology: officerOperation
    .input(z.strictObject({ id: idSchema, until: untilSchema, reason: reasonSchema }))
    .mutation(({ ctx, input }) => settled(draftApology(ctx.desk, input))),
  dropApology: officerOperation.input(z.strictObject({ id: idSchema, reason: reasonSchema })).mutation(({ ctx, input }) => settled(dropApology(ctx.desk, input))),
  recordPayment: officerOperation
    .input(z.strictObject({ id: idSchema, ...paymentSchema.shape }))
    .mutation(({ ctx, input }) => settled(recordPayment(ctx.desk, input))),
  cancelPayment: officerOperation
    .input(z.strictObject({ id: idSchema, paymentId: idSchema, reason: reasonSchema }))
    .mutation(({ ctx, input }) => settled(cancelPayment(ctx.desk, input))),
  affectedByCalendar: officerOperation.query(({ ctx }) => affectedByCalendar(ctx.desk)),
  affectedCount: officerOperation.query(({ ctx }) => countAffectedByCalendar(ctx.desk)),
  reschedule: officerOperation
    .input(z.strictObject({ ids: z.array(idSchema).min(1).max(100), reason: reasonSchema }))
    .mutation(async ({ ctx, input }) => settled(await reschedule(ctx.desk, input))),
});
