import { z } from 'zod';
import { procedureFieldsSchema, requiredDocumentSchema } from '../../domain/procedure/procedure.ts';
import { setFavourites } from '../desk/catalogue/favourites.ts';
import { procedureHistory } from '../desk/catalogue/history.ts';
import { importCatalogue, previewImport } from '../desk/catalogue/import.ts';
import { publish } from '../desk/catalogue/publish.ts';
import { restore, retire } from '../desk/catalogue/retire.ts';
import { officerOperation, router, settled } from './trpc.ts';

const idSchema = z.string().min(1).max(128);
const reasonSchema = z.string().trim().min(1).max(2000);
/** The door lets larger bodies in for these two operations (`app.ts`). */
const fileSchema = z.string().max(8_000_000);

const draftSchema = procedureFieldsSchema.omit({ isBaseline: true }).extend({
  documents: z.array(requiredDocumentSchema.extend({ key: requiredDocumentSchema.shape.key.optional() })).max(200),
});

export const catalogueRouter = router({
  setFavourites: officerOperation
    .input(z.strictObject({ procedureIds: z.array(idSchema).max(50) }))
    .mutation(({ ctx, input }) => settled(setFavourites(ctx.desk, input))),
  history: officerOperation.input(z.strictObject({ id: idSchema })).query(({ ctx, input }) => settled(procedureHistory(ctx.desk, input))),
  publish: officerOperation
    .input(z.strictObject({ id: idSchema.optional(), fields: draftSchema }))
    .mutation(({ ctx, input }) => settled(publish(ctx.desk, input))),
  retire: officerOperation.input(z.strictObject({ id: idSchema, reason: reasonSchema })).mutation(({ ctx, input }) => settled(retire(ctx.desk, input))),
  restore: officerOperation.input(z.strictObject({ id: idSchema, reason: reasonSchema })).mutation(({ ctx, input }) => settled(restore(ctx.desk, input))),
  // Reads only; but a whole file does not fit into an address.
  previewImport: officerOperation.input(z.strictObject({ json: fileSchema })).mutation(({ ctx, input }) => settled(previewImport(ctx.desk, input))),
  import: officerOperation
    .input(z.strictObject({ json: fileSchema, retireMissing: z.strictObject({ reason: reasonSchema }).optional() }))
    .mutation(({ ctx, input }) => settled(importCatalogue(ctx.desk, input))),
});
