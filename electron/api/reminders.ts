import { z } from 'zod';
import { acknowledge } from '../desk/reminders/acknowledge.ts';
import { reminders } from '../desk/reminders/list.ts';
import { officerOperation, router, settled } from './trpc.ts';

export const remindersRouter = router({
  list: officerOperation.query(({ ctx }) => reminders(ctx.desk)),
  acknowledge: officerOperation
    .input(z.strictObject({ id: z.string().min(1).max(128), note: z.string().trim().min(1).max(2000) }))
    .mutation(({ ctx, input }) => settled(acknowledge(ctx.desk, input))),
});
