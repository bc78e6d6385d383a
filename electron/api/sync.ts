import { z } from 'zod';
import { officerOperation, operation, router, settled } from './trpc.ts';

export const syncRouter = router({
  status: operation.query(({ ctx }) => ctx.sync.status()),
  now: officerOperation.mutation(({ ctx }) => {
    ctx.sync.now();
    return ctx.sync.status();
  }),
  rejections: officerOperation.query(({ ctx }) => ctx.sync.rejections()),
  settleRejection: officerOperation
    .input(z.strictObject({ deskSeq: z.int().positive(), note: z.string().trim().min(1).max(2000) }))
    .mutation(({ ctx, input }) => settled(ctx.sync.settleRejection(ctx.desk.officer.id, input))),
  enrol: officerOperation
    .input(z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(500), enrolmentCode: z.string().trim().min(1).max(100) }))
    .mutation(async ({ ctx, input }) => settled(await ctx.sync.enrol(ctx.desk.officer.id, input))),
});
