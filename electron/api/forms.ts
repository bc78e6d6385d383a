import { z } from 'zod';
import { formDefinitionSchema, formNameSchema, packIdSchema } from '../../domain/forms/definition.ts';
import { askedForms, makeOutForm } from '../desk/forms/make-out.ts';
import { viewPacks } from '../desk/forms/packs-view.ts';
import { publishForm, resetForm } from '../desk/forms/publish.ts';
import { registerPage } from '../desk/forms/register.ts';
import { officerOperation, router, settled } from './trpc.ts';

const which = { pack: packIdSchema, form: formNameSchema, reason: z.string().trim().max(2000) };
const dateSchema = z.string().max(10);

export const formsRouter = router({
  issue: officerOperation
    .input(z.strictObject({ dossierId: z.string().min(1).max(128), form: z.enum(askedForms), text: z.record(z.string().max(64), z.string().max(4000)) }))
    .mutation(({ ctx, input }) => settled(makeOutForm(ctx.desk, input))),
  packs: officerOperation.query(({ ctx }) => viewPacks(ctx.desk)),
  publish: officerOperation
    .input(z.strictObject({ ...which, definition: formDefinitionSchema }))
    .mutation(({ ctx, input }) => settled(publishForm(ctx.desk, input))),
  reset: officerOperation.input(z.strictObject(which)).mutation(({ ctx, input }) => settled(resetForm(ctx.desk, input))),
  register: officerOperation
    .input(z.strictObject({ from: dateSchema, to: dateSchema, cursor: z.string().max(200).optional() }))
    .query(({ ctx, input }) => settled(registerPage(ctx.desk, input))),
});
