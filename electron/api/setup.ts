import { z } from 'zod';
import { officerFieldsSchema } from '../../domain/officer/officer.ts';
import { isProblem } from '../../domain/problem.ts';
import { setUp } from '../desk/setup/set-up.ts';
import { setupStatus } from '../desk/setup/status.ts';
import type { SetupDone } from '../desk/setup/types.ts';
import { operation, router, settled } from './trpc.ts';

const setupSchema = z.strictObject({
  // Checked by the use case, which can say what is wrong with it.
  unit: z.strictObject({
    name: z.string().trim().min(1).max(300),
    agencyCode: z.string().trim().max(64),
    oneStopName: z.string().trim().min(1).max(300),
    parentName: z.string().trim().min(1).max(300),
    parentLevel: z.string().trim().min(1).max(50),
    place: z.string().trim().min(1).max(200),
    phone: z.string().trim().max(50),
  }),
  number: z.int().min(0).max(9),
  scannerFolders: z.array(z.string().trim().min(1).max(1000)).max(20),
  district: z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(500), enrolmentCode: z.string().trim().min(1).max(100) }).optional(),
  administrator: officerFieldsSchema.pick({ username: true, fullName: true, title: true }).extend({ password: z.string().max(200) }),
});

export const setupRouter = router({
  status: operation.query(({ ctx }) => setupStatus(ctx.desk, { isDemo: ctx.isDemo })),
  complete: operation.input(setupSchema).mutation(async ({ ctx, input }): Promise<SetupDone> => {
    const done = settled(await setUp(ctx.desk, input));
    ctx.session.begin(done.administratorId);
    const enrolled = input.district === undefined ? undefined : await ctx.sync.enrol(done.administratorId, input.district);
    // A refusal of the district undoes nothing: the desk works, and enrolment can be tried again from the sync page.
    const enrolment: SetupDone['enrolment'] = enrolled === undefined ? 'notConfigured' : isProblem(enrolled) ? enrolled : 'done';
    return { enrolment, recoveryCode: ctx.issueRecoveryCode() };
  }),
  /** For whoever did not keep the first one; that one no longer opens anything. */
  issueRecoveryCode: operation.mutation(({ ctx }) => ({ recoveryCode: ctx.issueRecoveryCode() })),
});
