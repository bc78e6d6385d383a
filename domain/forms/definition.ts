import { z } from 'zod';

/** Sets of printed forms: annex of TT 01/2018/TT-VPCP, and Phụ lục I of TT 03/2025/TT-VPCP. */
export const packIdSchema = z.enum(['2018', '2025']);
export type PackId = z.infer<typeof packIdSchema>;

/** Mẫu 01–06 of 2018, 01–07 of 2025; the stop notice is new in 2025. */
export const formNameSchema = z.enum(['receipt', 'supplementRequest', 'refusal', 'apology', 'stopNotice', 'controlSlip', 'register']);
export type FormName = z.infer<typeof formNameSchema>;

/**
 * Words of a form. `{applicant.fullName}` is replaced by the dossier's own (`placeholders.ts` has the closed list), `**…**` is
 * bold, and `[…]` around a placeholder is left out where the dossier has nothing for it.
 */
const text = z.string().max(4000);
const lineSchema = z.strictObject({
  label: text,
  value: text,
  /** What an empty value leaves: a dotted line to be filled in by hand, which is also what no word here means, or nothing at all. */
  whenEmpty: z.enum(['dots', 'omit']).optional(),
});
export type FormLine = z.infer<typeof lineSchema>;

/** A form is a list of these, from top to bottom, under the official head. */
export const formBlockSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('title'), text }),
  /** Barcode and QR with the dossier code under them. */
  z.strictObject({ kind: z.literal('codes') }),
  /** «label: value». */
  z.strictObject({ kind: z.literal('line'), ...lineSchema.shape, isStrong: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('pair'), left: lineSchema, right: lineSchema }),
  z.strictObject({
    kind: z.literal('paragraph'),
    text,
    style: z.enum(['plain', 'strong', 'italic', 'small']).optional(),
    align: z.enum(['left', 'center', 'justify']).optional(),
  }),
  /** Tables, whose rows come from the dossier. */
  z.strictObject({ kind: z.literal('components') }),
  z.strictObject({ kind: z.literal('requestedPapers') }),
  z.strictObject({ kind: z.literal('handovers') }),
  /** How often and why the date was moved before. */
  z.strictObject({ kind: z.literal('dueChanges') }),
  z.strictObject({ kind: z.literal('registerRows') }),
  z.strictObject({
    kind: z.literal('signatures'),
    people: z.array(z.strictObject({ role: text, hint: text, name: text, /** What the receiver drew on the screen stands above the name. */ isReceiver: z.literal(true).optional() })).min(1).max(3),
    /** «Nơi nhận», at the left of the signature. */
    recipients: text.optional(),
  }),
]);
export type FormBlock = z.infer<typeof formBlockSchema>;

export const formDefinitionSchema = z.strictObject({
  /** «Mẫu số 04»; shown in lists, not printed where it is empty. */
  formNumber: z.string().max(50),
  /** As a person calls it: «Phiếu xin lỗi và hẹn lại ngày trả kết quả». */
  name: z.string().min(1).max(300),
  /** After the number in «Số: …/PXL». */
  numberSuffix: z.string().max(30),
  /** False where the layout is taken from the older set because the official one has not been seen. */
  isConfirmed: z.boolean(),
  paper: z.enum(['A5', 'A4', 'A4-landscape']),
  blocks: z.array(formBlockSchema).min(1).max(100),
});
export type FormDefinition = z.infer<typeof formDefinitionSchema>;

/** Every text of a form that may have placeholders in it. */
export const textsOf = (definition: FormDefinition): string[] => definition.blocks.flatMap(textsOfBlock);

const textsOfBlock = (block: FormBlock): string[] => {
  switch (block.kind) {
    case 'title':
    case 'paragraph':
      return [block.text];
    case 'line':
      return [block.label, block.value];
    case 'pair':
      return [block.left, block.right].flatMap(({ label, value }) => [label, value]);
    case 'signatures':
      return [...block.people.flatMap(({ role, hint, name }) => [role, hint, name]), block.recipients ?? ''];
    default:
      return [];
  }
};
