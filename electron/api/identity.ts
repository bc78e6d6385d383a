import { z } from 'zod';
import { officerFieldsSchema } from '../../domain/officer/officer.ts';
import { changeOfficer, deactivateOfficer, reactivateOfficer } from '../desk/identity/change-officer.ts';
import { delegate, endDelegation } from '../desk/identity/delegate.ts';
import { me } from '../desk/identity/me.ts';
import { addOfficer, listOfficers, setPassword } from '../desk/identity/officers.ts';
import { signIn } from '../desk/identity/sign-in.ts';
import { officerOperation, operation, router, settled } from './trpc.ts';

const passwordSchema = z.string().max(200);
const officerIdSchema = z.string().max(64);

export const identityRouter = router({
  me: operation.query(({ ctx }) => me(ctx.desk, ctx.session.officer())),
  signIn: operation
    .input(z.strictObject({ username: z.string().trim().max(100), password: passwordSchema }))
    .mutation(async ({ ctx, input }) => {
      const officer = settled(await signIn(ctx.desk, input));
      ctx.session.begin(officer.id);
      return me(ctx.desk, officer)!;
    }),
  signOut: operation.mutation(({ ctx }) => {
    ctx.session.end();
    return { isSignedOut: true as const };
  }),
  officers: officerOperation.query(({ ctx }) => listOfficers(ctx.desk)),
  addOfficer: officerOperation
    .input(officerFieldsSchema.extend({ password: passwordSchema }))
    .mutation(async ({ ctx, input }) => settled(await addOfficer(ctx.desk, input))),
  changeOfficer: officerOperation
    .input(officerFieldsSchema.omit({ username: true }).partial().extend({ officerId: officerIdSchema }))
    .mutation(({ ctx, input }) => settled(changeOfficer(ctx.desk, input))),
  deactivateOfficer: officerOperation
    .input(z.strictObject({ officerId: officerIdSchema, reason: z.string().trim().min(1).max(2000) }))
    .mutation(({ ctx, input }) => {
      const deactivated = settled(deactivateOfficer(ctx.desk, input));
      ctx.session.endAllOf(input.officerId);
      return deactivated;
    }),
  reactivateOfficer: officerOperation
    .input(z.strictObject({ officerId: officerIdSchema }))
    .mutation(({ ctx, input }) => settled(reactivateOfficer(ctx.desk, input))),
  delegate: officerOperation
    .input(z.strictObject({ officerId: officerIdSchema, toOfficerId: officerIdSchema, from: z.string().max(10), until: z.string().max(10), reason: z.string().max(2000) }))
    .mutation(({ ctx, input }) => settled(delegate(ctx.desk, input))),
  endDelegation: officerOperation
    .input(z.strictObject({ officerId: officerIdSchema, delegationId: z.string().max(64) }))
    .mutation(({ ctx, input }) => settled(endDelegation(ctx.desk, input))),
  /** Somebody is at the screen, reading: what a page asks by itself does not show that. */
  presence: officerOperation.mutation(() => ({ isPresent: true as const })),
  /** One's own, or as administrator another's; one's own takes the current password too. */
  setPassword: officerOperation
    .input(z.strictObject({ officerId: officerIdSchema, password: passwordSchema, currentPassword: passwordSchema.optional() }))
    .mutation(async ({ ctx, input }) => {
      const changed = settled(await setPassword(ctx.desk, input));
      // Whoever knew the old password is out.
      ctx.session.endOthersOf(input.officerId);
      return changed;
    }),
});
