import { z } from 'zod';
import { attach, detach, dismiss } from '../desk/digitisation/inbox.ts';
import { listInbox, listRefused } from '../desk/digitisation/list-inbox.ts';
import { officerOperation, router, settled } from './trpc.ts';

const idSchema = z.string().min(1).max(128);
const reasonSchema = z.string().trim().min(1).max(2000);

export const digitisationRouter = router({
  inbox: officerOperation.input(z.strictObject({ cursor: z.string().max(200).optional() })).query(({ ctx, input }) => listInbox(ctx.desk, input)),
  refused: officerOperation.query(({ ctx }) => listRefused(ctx.desk)),
  attach: officerOperation
    .input(z.strictObject({ documentId: idSchema, dossierId: idSchema, componentKey: z.string().min(1).max(64) }))
    .mutation(({ ctx, input }) => settled(attach(ctx.desk, input))),
  detach: officerOperation
    .input(z.strictObject({ documentId: idSchema, reason: reasonSchema }))
    .mutation(({ ctx, input }) => settled(detach(ctx.desk, input))),
  dismiss: officerOperation
    .input(z.strictObject({ documentId: idSchema, reason: reasonSchema }))
    .mutation(({ ctx, input }) => settled(dismiss(ctx.desk, input))),
  retry: officerOperation
    .input(z.strictObject({ documentId: idSchema }))
    .mutation(async ({ ctx, input }) => settled(await ctx.digitisation.retry(input.documentId))),
  folders: officerOperation.query(({ ctx }) => ctx.digitisation.folders()),
});
