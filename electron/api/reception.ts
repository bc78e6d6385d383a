import { z } from 'zod';
import { citizenFieldsSchema } from '../../domain/citizen/citizen.ts';
import { authoritySchema, channelSchema, componentSchema, paymentMethodSchema, returnMethodSchema } from '../../domain/dossier/events.ts';
import { organisationFieldsSchema } from '../../domain/organisation/organisation.ts';
import { knownAddresses } from '../desk/reception/addresses.ts';
import { readCard } from '../desk/reception/card.ts';
import { previewDeadline } from '../desk/reception/deadline.ts';
import { discardDraft, listDrafts, saveDraft } from '../desk/reception/drafts.ts';
import { duplicates } from '../desk/reception/duplicates.ts';
import { glance } from '../desk/reception/glance.ts';
import { findOrganisation } from '../desk/reception/organisation.ts';
import { getProcedure, listProcedures } from '../desk/reception/procedures.ts';
import { receive } from '../desk/reception/receive.ts';
import { reusableDocuments } from '../desk/reception/reuse.ts';
import { reuseRate } from '../desk/reception/reuse-rate.ts';
import { verifyReceipt } from '../desk/reception/verify-receipt.ts';
import { vietQr } from '../desk/reception/viet-qr.ts';
import { officerOperation, router, settled } from './trpc.ts';

const idSchema = z.string().min(1).max(128);
const feeSchema = z.int().min(0).max(10_000_000_000);

/**
 * What an officer types, or a reader in their place. Its real limits are the use case's, which says in a sentence which text is
 * too long; this one only keeps a runaway reader out.
 */
const typed = z.string().max(20_000);

const personSchema = citizenFieldsSchema.extend({
  number: typed,
  fullName: typed,
  dateOfBirth: typed,
  address: typed,
  phone: typed,
  email: typed,
  oldNumber: typed,
  cardIssuedOn: typed,
});
const organisationSchema = organisationFieldsSchema.extend({ taxCode: typed, name: typed, address: typed, representative: typed, phone: typed, email: typed });
const ownerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), person: personSchema }),
  z.strictObject({ kind: z.literal('organisation'), organisation: organisationSchema }),
]);

const decisionSchema = z.strictObject({
  outcome: z.enum(['accept', 'supplement', 'refuse']),
  reason: typed.optional(),
  requested: z.array(z.strictObject({ name: typed, note: typed })).max(100).optional(),
});

const itemSchema = z.strictObject({
  procedureId: idSchema,
  version: z.string().max(64).optional(),
  components: z.array(componentSchema.extend({ note: typed.optional() })).max(200),
  reuse: z.array(z.strictObject({ componentKey: z.string().min(1).max(64), documentId: idSchema })).max(200),
  sets: z.int().min(1).max(99),
  feeVnd: feeSchema.nullable(),
  resultCopies: z.int().min(0).max(99).optional(),
  requestSummary: typed,
  note: typed,
  payment: z.strictObject({ method: paymentMethodSchema, reference: typed }).optional(),
  decision: decisionSchema.optional(),
});

const receptionSchema = decisionSchema.extend({
  draftId: z.uuid(),
  applicant: personSchema,
  fromCard: z.array(citizenFieldsSchema.keyof()).max(20),
  owner: ownerSchema.optional(),
  authority: authoritySchema.extend({ document: typed }).optional(),
  channel: channelSchema,
  wasHelped: z.boolean().optional(),
  submittedAt: z.int().min(0).optional(),
  returnMethod: returnMethodSchema,
  returnAddress: typed.optional(),
  items: z.array(itemSchema).min(1).max(100),
});

const ownerKey = { number: z.string().max(200).optional(), taxCode: z.string().max(200).optional() };

export const receptionRouter = router({
  procedures: officerOperation
    .input(z.strictObject({ query: z.string().max(200).optional(), isRetired: z.boolean().optional() }))
    .query(({ ctx, input }) => listProcedures(ctx.desk, input)),
  procedure: officerOperation.input(z.strictObject({ id: idSchema, version: z.string().max(128).optional() })).query(({ ctx, input }) => settled(getProcedure(ctx.desk, input))),
  readCard: officerOperation
    .input(z.strictObject({ payload: z.string().max(4000) }))
    .mutation(({ ctx, input }) => settled(readCard(ctx.desk, input))),
  addresses: officerOperation.input(z.strictObject({ text: z.string().max(500) })).query(({ ctx, input }) => knownAddresses(ctx.desk, input)),
  glance: officerOperation
    .input(z.strictObject({ ...ownerKey, citizenId: idSchema.optional() }))
    .query(({ ctx, input }) => glance(ctx.desk, input)),
  organisation: officerOperation
    .input(z.strictObject({ taxCode: z.string().max(200) }))
    .query(({ ctx, input }) => settled(findOrganisation(ctx.desk, input))),
  duplicates: officerOperation
    .input(z.strictObject({ ...ownerKey, procedureIds: z.array(idSchema).max(10) }))
    .query(({ ctx, input }) => duplicates(ctx.desk, input)),
  reusable: officerOperation
    .input(z.strictObject({ ownerNumber: ownerKey.number, taxCode: ownerKey.taxCode, procedureId: idSchema }))
    .query(({ ctx, input: { ownerNumber, ...input } }) => settled(reusableDocuments(ctx.desk, { ...input, number: ownerNumber }))),
  reuseRate: officerOperation.query(({ ctx }) => reuseRate(ctx.desk)),
  vietQr: officerOperation
    .input(z.strictObject({ amountVnd: feeSchema, message: z.string().max(1000) }))
    .query(({ ctx, input }) => settled(vietQr(ctx.desk, input))),
  verifyReceipt: officerOperation
    .input(z.strictObject({ payload: z.string().max(4000) }))
    .query(({ ctx, input }) => settled(verifyReceipt(ctx.desk, input))),
  deadline: officerOperation
    .input(z.strictObject({ procedureId: idSchema }))
    .query(({ ctx, input }) => settled(previewDeadline(ctx.desk, input))),
  receive: officerOperation.input(receptionSchema).mutation(({ ctx, input }) => settled(receive(ctx.desk, input))),
  drafts: officerOperation.query(({ ctx }) => listDrafts(ctx.desk)),
  saveDraft: officerOperation
    .input(z.strictObject({ id: z.uuid(), form: z.json() }))
    .mutation(({ ctx, input }) => settled(saveDraft(ctx.desk, input))),
  discardDraft: officerOperation.input(z.strictObject({ id: z.uuid() })).mutation(({ ctx, input }) => settled(discardDraft(ctx.desk, input))),
});
