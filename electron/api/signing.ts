import { z } from 'zod';
import { signingSettingsSchema } from '../../domain/desk/signing-settings.ts';
import { cancelRequest, requestSignatures } from '../desk/signing/requests.ts';
import { changeSigningSettings, viewSigningSettings } from '../desk/signing/settings.ts';
import { verifyDocument } from '../desk/signing/verify.ts';
import { officerOperation, router, settled } from './trpc.ts';

const documentIdSchema = z.string().min(1).max(128);
const documentIdsSchema = z.array(documentIdSchema).min(1).max(500);
const kindSchema = z.enum(['personal', 'seal']);

export const signingRouter = router({
  // A mutation, because it is done when somebody wants to sign and not whenever a screen is drawn: some readers blink and beep.
  tokens: officerOperation.mutation(({ ctx }) => ctx.signing.tokens(ctx.desk.officer)),
  sign: officerOperation
    .input(
      z.strictObject({
        documentIds: documentIdsSchema,
        kind: kindSchema,
        tokenId: z.string().min(1).max(128),
        certificateId: z.string().min(1).max(128).optional(),
        // Some tokens take letters; a PIN pad takes it itself and gets an empty one here.
        pin: z.string().max(256),
      }),
    )
    .mutation(async ({ ctx, input }) => settled(await ctx.signing.sign(ctx.desk, input))),
  request: officerOperation
    .input(z.strictObject({ documentIds: documentIdsSchema, kind: kindSchema }))
    .mutation(({ ctx, input }) => settled(requestSignatures(ctx.desk, input))),
  queue: officerOperation.query(({ ctx }) => ctx.signing.queue(ctx.desk.officer)),
  cancelRequest: officerOperation
    .input(z.strictObject({ documentId: documentIdSchema, kind: kindSchema }))
    .mutation(({ ctx, input }) => settled(cancelRequest(ctx.desk, input))),
  verify: officerOperation.input(z.strictObject({ documentId: documentIdSchema })).query(async ({ ctx, input }) => settled(await verifyDocument(ctx.desk, input))),
  settings: officerOperation.query(({ ctx }) => viewSigningSettings(ctx.desk)),
  change: officerOperation.input(signingSettingsSchema.partial()).mutation(async ({ ctx, input }) => settled(await changeSigningSettings(ctx.desk, input))),
});
