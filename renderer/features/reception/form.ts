import { z } from 'zod';
import { citizenFieldsSchema } from '../../../domain/citizen/citizen.ts';
import { authoritySchema, paymentMethodSchema, returnMethodSchema } from '../../../domain/dossier/events.ts';
import { organisationFieldsSchema } from '../../../domain/organisation/organisation.ts';
import { requiredDocumentSchema } from '../../../domain/procedure/procedure.ts';

/**
 * A reception as it stands on the screen: dates and money as typed, because half a date is worth keeping too. Whatever a draft
 * of another version of the program does not have, or has in another shape, becomes the empty value of that field alone.
 */
const text = z.string().catch('');

const personSchema = z.object({
  number: text,
  fullName: text,
  dateOfBirth: text,
  sex: z.enum(['Nam', 'Nữ', '']).catch(''),
  address: text,
  phone: text,
  email: text,
  oldNumber: text,
  cardIssuedOn: text,
});
export type PersonForm = z.infer<typeof personSchema>;

const organisationSchema = z.object({
  taxCode: text,
  name: text,
  kind: organisationFieldsSchema.shape.kind.catch('enterprise'),
  address: text,
  representative: text,
  phone: text,
  email: text,
});
export type OrganisationForm = z.infer<typeof organisationSchema>;

const fromCardSchema = z.array(citizenFieldsSchema.keyof()).catch([]);
const emptyPerson = (): PersonForm => personSchema.parse({});

const ownerSchema = z.object({
  /** Whether the affair is another's than the applicant's. What was typed stays when the officer switches back. */
  isOther: z.boolean().catch(false),
  kind: z.enum(['person', 'organisation']).catch('person'),
  person: personSchema.catch(emptyPerson),
  fromCard: fromCardSchema,
  organisation: organisationSchema.catch(() => organisationSchema.parse({})),
  authority: z.object({ kind: z.union([authoritySchema.shape.kind, z.literal('')]).catch(''), document: text }).catch({ kind: '', document: '' }),
});
export type OwnerForm = z.infer<typeof ownerSchema>;

const count = z.int().min(0).max(999).catch(0);

/** One component document, with what the catalogue says of it and what the citizen brought. */
const paperSchema = z.object({
  key: z.string(),
  name: z.string(),
  kind: requiredDocumentSchema.shape.kind,
  required: z.boolean(),
  quantity: z.int().min(0).max(99).catch(1),
  note: text,
  mustDigitise: z.boolean().catch(false),
  isReplaceableByData: z.boolean().catch(false),
  isReceived: z.boolean().catch(false),
  originals: count,
  certifiedCopies: count,
  copies: count,
  source: z.enum(['paper', 'reused', 'data']).catch('paper'),
  /** The digitised paper that serves again, and the dossier that it came with. */
  reused: z.object({ documentId: z.string(), title: z.string(), dossierCode: text }).nullable().catch(null),
});
export type PaperForm = z.infer<typeof paperSchema>;

/** How this one ends at the counter. `requested`: papers to bring and things to mend. */
const decisionSchema = z
  .object({
    outcome: z.enum(['accept', 'supplement', 'refuse']),
    reason: text,
    requested: z.array(z.object({ name: text, note: text })).catch([]),
  })
  .catch({ outcome: 'accept', reason: '', requested: [] });
export type DecisionForm = z.infer<typeof decisionSchema>;

/** One dossier of those that a citizen files in one go. */
const itemSchema = z.object({
  procedureId: z.string().nullable().catch(null),
  procedureName: text,
  /** The version of the procedure under which the papers were laid out. */
  version: text,
  /** The catalogue asked for other papers when the sheet was already open, and the officer is told so. */
  isListNew: z.boolean().catch(false),
  components: z.array(paperSchema).catch([]),
  sets: z.string().catch('1'),
  fee: text,
  resultCopies: text,
  requestSummary: text,
  note: text,
  decision: decisionSchema,
});
export type ItemForm = z.infer<typeof itemSchema>;

export const emptyItem = (): ItemForm => itemSchema.parse({});

export const filingChannels = ['direct', 'postal', 'online', 'helped'] as const;

const receptionFormSchema = z.object({
  applicant: personSchema.catch(emptyPerson),
  fromCard: fromCardSchema,
  owner: ownerSchema.catch(() => ownerSchema.parse({})),
  items: z.array(itemSchema).min(1).catch(() => [emptyItem()]),
  /** Which of `items` the officer is at. */
  at: z.int().min(0).catch(0),
  /** `helped`: filed online by the citizen, with the officer's help at this desk. */
  channel: z.enum(filingChannels).catch('direct'),
  submittedOn: text,
  returnMethod: returnMethodSchema.catch('desk'),
  returnAddress: text,
  payment: z.object({ method: z.union([paymentMethodSchema, z.literal('none')]).catch('none'), reference: text }).catch({ method: 'none', reference: '' }),
});
export type ReceptionForm = z.infer<typeof receptionFormSchema>;

export const emptyForm = (): ReceptionForm => receptionFormSchema.parse({});

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Before several procedures could be received in one go, a draft was itself its one item. */
const upgraded = (saved: Record<string, unknown>): Record<string, unknown> => (Array.isArray(saved.items) ? saved : { ...saved, items: [saved] });

/** Any draft, of this version or an older one: what still fits is kept. */
export const formOfDraft = (saved: unknown): ReceptionForm => {
  const form = receptionFormSchema.parse(isRecord(saved) ? upgraded(saved) : {});
  return { ...form, at: Math.min(form.at, form.items.length - 1) };
};

export const isUntouched = (form: ReceptionForm): boolean => JSON.stringify(form) === JSON.stringify(emptyForm());

export const activeItem = (form: ReceptionForm): ItemForm => form.items[form.at] ?? form.items[0]!;

/** For a list of drafts: the procedures that it is about. */
export const procedureNamesOf = (form: ReceptionForm): string =>
  form.items
    .map(({ procedureName }) => procedureName)
    .filter(Boolean)
    .join(' · ');
