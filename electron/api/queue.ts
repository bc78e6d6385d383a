import { z } from 'zod';
import { ticketPurposes } from '../../domain/queue/ticket.ts';
import { queueBoard, queueDisplay } from '../desk/queue/board.ts';
import { callNext, closeTicket, issueTicket, recallTicket } from '../desk/queue/tickets.ts';
import { officerOperation, operation, router, settled } from './trpc.ts';

const idSchema = z.string().min(1).max(128);
const closingSchema = z.strictObject({ id: idSchema, outcome: z.enum(['served', 'absent']) });

export const queueRouter = router({
  display: operation.query(({ ctx }) => queueDisplay(ctx.desk)),
  board: officerOperation.query(({ ctx }) => queueBoard(ctx.desk)),
  issue: officerOperation.input(z.strictObject({ about: z.enum(['', ...ticketPurposes]) })).mutation(({ ctx, input }) => settled(issueTicket(ctx.desk, input))),
  callNext: officerOperation
    .input(z.strictObject({ counter: z.string().trim().min(1).max(100), closing: closingSchema.optional() }))
    .mutation(({ ctx, input }) => settled(callNext(ctx.desk, input))),
  recall: officerOperation.input(z.strictObject({ id: idSchema })).mutation(({ ctx, input }) => settled(recallTicket(ctx.desk, input))),
  close: officerOperation.input(closingSchema).mutation(({ ctx, input }) => settled(closeTicket(ctx.desk, input))),
});
