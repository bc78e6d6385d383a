import { z } from 'zod';
import { pageEditSchema } from '../../domain/document/document.ts';
import { maxPages } from '../../domain/document/pages.ts';
import { attach, detach, dismiss, restore } from '../desk/digitisation/inbox.ts';
import { listInbox, listRefused } from '../desk/digitisation/list-inbox.ts';
import { listFiled } from '../desk/digitisation/routing/list-filed.ts';
import { suggestions } from '../desk/digitisation/routing/suggestions.ts';
import { propose } from '../desk/digitisation/ocr/propose.ts';
import { changePages } from '../desk/digitisation/pages/change-pages.ts';
import { interleaveDocuments, mergeDocuments, splitDocument, undoCompose } from '../desk/digitisation/pages/compose.ts';
import { openDocument } from '../desk/digitisation/pages/open-document.ts';
import { officerOperation, router, settled } from './trpc.ts';

const idSchema = z.string().min(1).max(128);
const reasonSchema = z.string().trim().min(1).max(2000);

const idsSchema = z.array(idSchema).min(1).max(500);

export const digitisationRouter = router({
  inbox: officerOperation.input(z.strictObject({ cursor: z.string().max(200).optional() })).query(({ ctx, input }) => listInbox(ctx.desk, input)),
  refused: officerOperation.query(({ ctx }) => listRefused(ctx.desk)),
  filed: officerOperation.query(({ ctx }) => listFiled(ctx.desk)),
  open: officerOperation.input(z.strictObject({ documentId: idSchema })).query(({ ctx, input }) => settled(openDocument(ctx.desk, ctx.rendering, input))),
  changePages: officerOperation
    .input(z.strictObject({ documentId: idSchema, pages: z.array(pageEditSchema).min(1).max(maxPages) }))
    .mutation(({ ctx, input }) => settled(changePages(ctx.desk, input))),
  split: officerOperation
    .input(z.strictObject({ documentId: idSchema, before: z.array(z.int().min(2).max(maxPages)).min(1).max(500) }))
    .mutation(({ ctx, input }) => settled(splitDocument(ctx.desk, input))),
  merge: officerOperation.input(z.strictObject({ documentIds: idsSchema.min(2) })).mutation(({ ctx, input }) => settled(mergeDocuments(ctx.desk, input))),
  interleave: officerOperation
    .input(z.strictObject({ frontsId: idSchema, backsId: idSchema, areBacksReversed: z.boolean() }))
    .mutation(({ ctx, input }) => settled(interleaveDocuments(ctx.desk, input))),
  undoCompose: officerOperation.input(z.strictObject({ documentIds: idsSchema })).mutation(({ ctx, input }) => settled(undoCompose(ctx.desk, input))),
  detectPages: officerOperation.input(z.strictObject({ documentId: idSchema })).query(async ({ ctx, input }) => settled(await ctx.digitisation.detectPages(input))),
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
  unlock: officerOperation
    .input(z.strictObject({ documentId: idSchema, password: z.string().min(1).max(200) }))
    .mutation(async ({ ctx, input }) => settled(await ctx.digitisation.unlock(ctx.desk.officer.id, input))),
  restore: officerOperation.input(z.strictObject({ documentId: idSchema })).mutation(({ ctx, input }) => settled(restore(ctx.desk, input))),
  suggestions: officerOperation.input(z.strictObject({ documentId: idSchema })).query(({ ctx, input }) => settled(suggestions(ctx.desk, input))),
  proposals: officerOperation.input(z.strictObject({ documentId: idSchema })).query(async ({ ctx, input }) => settled(await propose(ctx.desk, ctx.reading, input))),
  stacks: officerOperation.query(({ ctx }) => ctx.digitisation.stacks()),
  folders: officerOperation.query(({ ctx }) => ctx.digitisation.folders()),
});
