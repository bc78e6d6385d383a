import { z } from 'zod';
import { changeSettings, viewSettings } from '../desk/setup/settings.ts';
import { officerOperation, router, settled } from './trpc.ts';

const name = (max: number) => z.string().trim().min(1).max(max);

const changeSchema = z.strictObject({
  unit: z
    .strictObject({ name: name(300), oneStopName: name(300), parentName: name(300), parentLevel: name(50), place: name(200), phone: z.string().trim().max(50) })
    .optional(),
  scannerFolders: z.array(name(1000)).max(20).optional(),
  hasQueueTickets: z.boolean().optional(),
  maxExtensions: z.int().min(0).max(9).optional(),
  originalsKeptDays: z.int().min(1).max(36_500).optional(),
  bankAccount: z.strictObject({ bin: z.string().max(6), account: z.string().max(40), holder: z.string().max(200) }).nullable().optional(),
});

export const settingsRouter = router({
  view: officerOperation.query(({ ctx }) => viewSettings(ctx.desk)),
  change: officerOperation.input(changeSchema).mutation(async ({ ctx, input }) => settled(await changeSettings(ctx.desk, input))),
});
