import { z } from 'zod';
import { documentDescriptionSchema } from '../../domain/document/document.ts';
import { describeDocument } from '../desk/citizen/describe-document.ts';
import { viewCitizen, viewOrganisation } from '../desk/citizen/view.ts';
import { officerOperation, router, settled } from './trpc.ts';

const idSchema = z.string().min(1).max(128);

export const citizenRouter = router({
  view: officerOperation.input(z.strictObject({ id: idSchema })).query(({ ctx, input }) => settled(viewCitizen(ctx.desk, input))),
  organisation: officerOperation.input(z.strictObject({ id: idSchema })).query(({ ctx, input }) => settled(viewOrganisation(ctx.desk, input))),
  describeDocument: officerOperation
    .input(z.strictObject({ documentId: idSchema, description: documentDescriptionSchema.partial() }))
    .mutation(({ ctx, input }) => settled(describeDocument(ctx.desk, input))),
});
