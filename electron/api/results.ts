import { z } from 'zod';
import { dossierEvents, handOverSchema, resultSchema } from '../../domain/dossier/events.ts';
import { handOver } from '../desk/results/hand-over.ts';
import { noticeOf } from '../desk/results/notice.ts';
import { rate } from '../desk/results/rate.ts';
import { recordResult } from '../desk/results/record.ts';
import { tellCitizen } from '../desk/results/tell.ts';
import { waitingKinds } from '../desk/results/types.ts';
import { waitingResults } from '../desk/results/waiting.ts';
import { officerOperation, router, settled } from './trpc.ts';

const idSchema = z.string().min(1).max(128);

export const resultsRouter = router({
  record: officerOperation.input(resultSchema.extend({ id: idSchema })).mutation(({ ctx, input }) => settled(recordResult(ctx.desk, input))),
  tell: officerOperation.input(dossierEvents['dossier.citizenTold'].extend({ id: idSchema })).mutation(({ ctx, input }) => settled(tellCitizen(ctx.desk, input))),
  handOver: officerOperation
    // Whether a name is wanted, and whose, the use case knows.
    .input(handOverSchema.extend({ id: idSchema, name: z.string().max(300), unpaidReason: z.string().max(1000).optional() }))
    .mutation(({ ctx, input }) => settled(handOver(ctx.desk, input))),
  rate: officerOperation.input(dossierEvents['dossier.rated'].extend({ id: idSchema })).mutation(({ ctx, input }) => settled(rate(ctx.desk, input))),
  waiting: officerOperation
    .input(z.strictObject({ kind: z.enum(waitingKinds), cursor: z.string().max(200).optional() }))
    .query(({ ctx, input }) => waitingResults(ctx.desk, input)),
  notice: officerOperation.input(z.strictObject({ id: idSchema })).query(({ ctx, input }) => settled(noticeOf(ctx.desk, input))),
});
