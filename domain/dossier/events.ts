import { z } from 'zod';
import { citizenFieldsSchema } from '../citizen/citizen.ts';
import { sha256Schema } from '../event.ts';
import { formNameSchema, packIdSchema } from '../forms/definition.ts';
import { organisationFieldsSchema } from '../organisation/organisation.ts';
import { flowSchema } from './flow.ts';
import { statusSchema } from './status.ts';

export const channelSchema = z.enum(['direct', 'online', 'postal']);
export const returnMethodSchema = z.enum(['desk', 'postal', 'electronic']);
export type Channel = z.infer<typeof channelSchema>;
export type ReturnMethod = z.infer<typeof returnMethodSchema>;

/** Chủ hồ sơ: whose affair it is, where that is not the applicant. */
export const ownerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), person: citizenFieldsSchema }),
  z.strictObject({ kind: z.literal('organisation'), organisation: organisationFieldsSchema }),
]);
export type Owner = z.infer<typeof ownerSchema>;

/** By what right the applicant acts for the owner. `document`: number, date and issuer of the paper that says so. */
export const authoritySchema = z.strictObject({
  kind: z.enum(['authorised', 'guardian', 'parent', 'relative', 'legalRepresentative']),
  document: z.string().max(500),
});
export type Authority = z.infer<typeof authoritySchema>;

/** `paper` handed over or shown; `reused` from what the citizen has digitised already; `data` found in a national database. */
export const componentSourceSchema = z.enum(['paper', 'reused', 'data']);

/** What the citizen handed over of one component document (thành phần hồ sơ): numbers of each kind of copy. */
export const componentSchema = z.strictObject({
  /** Stable within the procedure's version. */
  key: z.string().min(1).max(64),
  name: z.string().min(1).max(1000),
  kind: z.enum(['original', 'copy', 'certified-copy', 'form']),
  required: z.boolean(),
  isReceived: z.boolean(),
  originals: z.int().min(0).max(999),
  certifiedCopies: z.int().min(0).max(999),
  copies: z.int().min(0).max(999),
  /** `paper` where it is missing. */
  source: componentSourceSchema.optional(),
  /** The document, made for this dossier, that holds the reused bytes. */
  reusedDocumentId: z.string().optional(),
  /** Code of the result or kind of paper (`KQ.G15.000031`): the key for reuse. */
  typeCode: z.string().max(64).optional(),
  /** To be digitised at reception (TT 01/2023/TT-VPCP). */
  mustDigitise: z.boolean().optional(),
  note: z.string().max(500).optional(),
});
export type Component = z.infer<typeof componentSchema>;

/** The version of the procedure under which the dossier was received, and keeps for life. */
export const dossierProcedureSchema = z.strictObject({
  id: z.string(),
  /** Mã thủ tục `d.dddddd`; null where the national code is not known. */
  code: z.string().nullable(),
  name: z.string(),
  field: z.string(),
  /** Hash of the event that published this version. */
  version: z.string(),
});

export const dossierFieldsSchema = z.strictObject({
  applicant: citizenFieldsSchema,
  requestSummary: z.string().max(2000),
  channel: channelSchema,
  returnMethod: returnMethodSchema,
  /** Số lượng hồ sơ, in sets (bộ). */
  sets: z.int().min(1).max(99),
  /** Fee in đồng; null where the catalogue does not say. */
  feeVnd: z.int().min(0).nullable(),
  note: z.string().max(2000),
  owner: ownerSchema.optional(),
  authority: authoritySchema.optional(),
  /** Filed online by the citizen with an officer's help at the desk. */
  wasHelped: z.boolean().optional(),
  /** Where the result is to be posted; the applicant's address where it is missing. */
  returnAddress: z.string().max(500).optional(),
  /** Copies of the result that are asked for beside the original. */
  resultCopies: z.int().min(0).max(99).optional(),
});
export type DossierFields = z.infer<typeof dossierFieldsSchema>;

/** Null takes away what should not have been written: the applicant files for themselves after all. */
export const correctedFieldsSchema = dossierFieldsSchema.partial().extend({
  owner: ownerSchema.nullable().optional(),
  authority: authoritySchema.nullable().optional(),
});
export type CorrectedFields = z.infer<typeof correctedFieldsSchema>;

export const paymentMethodSchema = z.enum(['cash', 'transfer', 'portal']);
export type PaymentMethod = z.infer<typeof paymentMethodSchema>;
export const paymentSchema = z.strictObject({
  method: paymentMethodSchema,
  amountVnd: z.int().min(0).max(10_000_000_000),
  /** Of the transfer, or the national portal's payment reference. */
  reference: z.string().max(100),
});

export const ratingScores = ['satisfied', 'neutral', 'dissatisfied'] as const;

/** What the dossier ends with. Days are Vietnam days. */
export const resultSchema = z.strictObject({
  outcome: z.enum(['granted', 'refused']),
  /** Số, ký hiệu; empty where the result has none. */
  number: z.string().max(100),
  title: z.string().max(1000),
  issuedOn: z.union([z.literal(''), z.iso.date()]),
  /** The head who signed it. */
  signedBy: z.string().max(300),
});

/** Trả kết quả. `number`: of the receiver's identity card. */
export const handOverSchema = z.strictObject({
  method: returnMethodSchema,
  receiver: z.enum(['applicant', 'owner', 'authorised']),
  name: z.string().min(1).max(300),
  number: z.string().max(20),
  /** The paper that says that they may, where another comes. */
  authority: z.string().max(500),
  identity: z.enum(['card', 'vneid', 'seen', 'none']),
  /** `screen`: drawn on it, and `signatureSha256` is the picture; `paper`: on the slip, which may be scanned. */
  signature: z.enum(['screen', 'paper', 'none']),
  signatureSha256: sha256Schema.optional(),
  /** Of the postal item. */
  trackingNumber: z.string().max(100),
  /** Why it was handed over although a fee was due; missing where none was. */
  unpaidReason: z.string().min(1).max(1000).optional(),
});

/** One paper, or one thing to mend, that a request to supplement asks for. */
export const requestedPaperSchema = z.strictObject({ name: z.string().min(1).max(1000), note: z.string().max(1000) });
export type RequestedPaper = z.infer<typeof requestedPaperSchema>;

export const dossierEvents = {
  'dossier.received': z.strictObject({
    code: z.string(),
    procedure: dossierProcedureSchema,
    citizenId: z.string(),
    /** A citizen's or an organisation's id, where the owner is not the applicant. */
    ownerId: z.string().optional(),
    /** The same for dossiers that one citizen filed in one go. */
    batchId: z.string().optional(),
    /** `registered`: handed in but not accepted (yet): the time limit does not run. Missing means accepted. */
    startsAs: z.literal('registered').optional(),
    components: z.array(componentSchema).max(200),
    /** The procedure's steps then; missing: the usual five. */
    flow: flowSchema.optional(),
    fields: dossierFieldsSchema,
    /** Both in UTC milliseconds; the time limit runs from `acceptedAt` (DOMAIN.md section 5). */
    submittedAt: z.int(),
    acceptedAt: z.int(),
    dueAt: z.int(),
    /** The limit as printed on the receipt, e.g. «3 ngày làm việc». */
    limitText: z.string(),
    receivedByName: z.string(),
  }),
  'dossier.stepTaken': z.strictObject({
    from: statusSchema,
    to: statusSchema,
    reason: z.string().max(2000),
    /** New due date where the step moves it, UTC milliseconds. */
    dueAt: z.int().optional(),
    /** Where the step makes the dossier valid only now. */
    acceptedAt: z.int().optional(),
    requested: z.array(requestedPaperSchema).max(100).optional(),
    /** Fee given back, in đồng. */
    refundVnd: z.int().min(0).optional(),
  }),
  /**
   * The dossier goes on to another stage (by its place in the flow), back to be mended, or to another person in the same stage. The
   * national status follows from the stage.
   */
  'dossier.moved': z.strictObject({
    from: z.int().min(0).max(11),
    to: z.int().min(0).max(11),
    /** Who is to take it; empty where whoever has the role may. */
    officerId: z.string().max(64),
    reason: z.string().max(2000),
  }),
  /** Taken over, or given back with a reason. */
  'dossier.moveAnswered': z.strictObject({ moveId: z.string().max(64), isAccepted: z.boolean(), reason: z.string().max(2000) }),
  /** The result paper, once it is signed and numbered (vào sổ, phát hành). */
  'dossier.resultRecorded': resultSchema,
  /** The citizen was told that the result is there, or that it will be late. */
  'dossier.citizenTold': z.strictObject({ method: z.enum(['call', 'sms', 'zalo', 'email', 'slip']), isReached: z.boolean(), note: z.string().max(1000) }),
  'dossier.handedOver': handOverSchema,
  'dossier.rated': z.strictObject({ score: z.enum(ratingScores), comment: z.string().max(2000) }),
  /** Phiếu xin lỗi drafted before the day has passed; it moves no date until it is signed (`dossier.extended`). */
  'dossier.apologyDrafted': z.strictObject({ dueAt: z.int(), reason: z.string().min(1).max(2000) }),
  'dossier.apologyDropped': z.strictObject({ reason: z.string().max(2000) }),
  'dossier.corrected': z.strictObject({
    /** Only what changed: a field that is sent unchanged would win over another desk's correction of it. */
    changes: correctedFieldsSchema.extend({ applicant: citizenFieldsSchema.partial().optional() }),
    reason: z.string().max(2000),
    /** Where another person, or another organisation, turned out to be meant; `ownerId` null: the applicant is the owner. */
    citizenId: z.string().optional(),
    ownerId: z.string().nullable().optional(),
  }),
  'dossier.paymentRecorded': paymentSchema,
  'dossier.paymentCancelled': z.strictObject({ paymentId: z.string(), reason: z.string().min(1).max(2000) }),
  /** More time promised with an apology; `dueAt` in UTC milliseconds. */
  'dossier.extended': z.strictObject({ previousDueAt: z.int(), dueAt: z.int(), reason: z.string().min(1).max(2000), signedBy: z.string().max(300) }),
  /** A calendar published late moved the date, and an officer confirmed it. */
  'dossier.rescheduled': z.strictObject({ previousDueAt: z.int(), dueAt: z.int(), reason: z.string().min(1).max(2000) }),
  /** Received in error, on the same day; the code is not given again. */
  'dossier.cancelled': z.strictObject({ reason: z.string().min(1).max(2000) }),
  /**
   * A form made out for this dossier. It is printed again from the state as it was at this event, so it stays what it was.
   * `text`: what the officer wrote for it, by placeholder; `digest`: of data and scans, in hex, on a receipt.
   */
  'dossier.formIssued': z.strictObject({
    form: formNameSchema,
    pack: packIdSchema,
    number: z.string().max(100),
    text: z.record(z.string().max(64), z.string().max(4000)),
    digest: z.string().regex(/^[0-9a-f]{64}$/).optional(),
  }),
  /** Only the components that changed; the others stay as they are. */
  'dossier.componentsChecked': z.strictObject({ components: z.array(componentSchema).max(200) }),
  'dossier.conflictSettled': z.strictObject({
    eventId: z.string(),
    /** The status that the officer chose to be right. */
    status: statusSchema,
    note: z.string().min(1).max(2000),
    /** The conflict was about a stage, and that move is to hold; missing: the dossier stays where it is. */
    isMoveRight: z.literal(true).optional(),
  }),
};
