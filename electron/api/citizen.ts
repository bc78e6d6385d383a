import { z } from 'zod';
import { documentDescriptionSchema } from '../../domain/document/document.ts';
import { describeDocument } from '../desk/citizen/describe-document.ts';
import { exportPapers } from '../desk/citizen/export-papers.ts';
import { reinstate, supersede } from '../desk/citizen/supersede.ts';
import { viewCitizen, viewOrganisation } from '../desk/citizen/view.ts';
import { officerOperation, router, settled } from './trpc.ts';

const idSchema = z.string().min(1).max(128);
const reasonSchema = z.string().trim().max(2000);

export const citizenRouter = router({
  view: officerOperation.input(z.strictObject({ id: idSchema })).query(({ ctx, input }) => settled(viewCitizen(ctx.desk, input))),
  organisation: officerOperation.input(z.strictObject({ id: idSchema })).query(({ ctx, input }) => settled(viewOrganisation(ctx.desk, input))),
  describeDocument: officerOperation
    .input(z.strictObject({ documentId: idSchema, description: documentDescriptionSchema.partial() }))
    .mutation(({ ctx, input }) => settled(describeDocument(ctx.desk, input))),
  supersede: officerOperation
    .input(z.strictObject({ documentId: idSchema, byDocumentId: idSchema, reason: reasonSchema }))
    .mutation(({ ctx, input }) => settled(supersede(ctx.desk, input))),
  reinstate: officerOperation
    .input(z.strictObject({ documentId: idSchema, reason: reasonSchema }))
    .mutation(({ ctx, input }) => settled(reinstate(ctx.desk, input))),
  export: officerOperation
    .input(z.strictObject({ ownerId: idSchema, documentIds: z.array(idSchema).min(1).max(500), purpose: z.string().trim().min(1).max(1000) }))
    .mutation(({ ctx, input }) => settled(exportPapers(ctx.desk, input))),
});
