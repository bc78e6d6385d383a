import { z } from 'zod';
import { flowSchema } from '../dossier/flow.ts';
import type { DomainEvent } from '../event.ts';
import { readPayload } from '../payload.ts';

/** Time limit (thời hạn giải quyết). `cutoff` is `HH:mm`: received later than that, the same-day limit moves to the next working day. */
export const timeLimitSchema = z.strictObject({
  value: z.int().min(0).max(3650),
  unit: z.enum(['working-day', 'day', 'hour', 'same-day']),
  cutoff: z.string().regex(/^\d{2}:\d{2}$/).optional(),
  maxExtended: z.int().positive().optional(),
  extendedUnit: z.enum(['working-day', 'day', 'hour']).optional(),
  note: z.string().optional(),
});
export type TimeLimit = z.infer<typeof timeLimitSchema>;

export const requiredDocumentSchema = z.strictObject({
  key: z.string().min(1).max(64),
  name: z.string().min(1).max(1000),
  kind: z.enum(['original', 'copy', 'certified-copy', 'form']),
  quantity: z.int().min(0).max(99),
  required: z.boolean(),
  /** For the officer, in Vietnamese: when it is asked for, what may stand for it. */
  note: z.string(),
  /** Mã kết quả or kind of paper: by it a digitised one is found again. */
  typeCode: z.string().max(64).optional(),
  mustDigitise: z.boolean().optional(),
  /** Not asked for where the data are found in a national database. */
  isReplaceableByData: z.boolean().optional(),
});
export type RequiredDocument = z.infer<typeof requiredDocumentSchema>;

export const procedureFieldsSchema = z.strictObject({
  code: z.string().regex(/^\d\.\d{6}$/).nullable(),
  name: z.string().min(1).max(1000),
  field: z.string().min(1).max(300),
  documents: z.array(requiredDocumentSchema).max(200),
  timeLimit: timeLimitSchema,
  feeVnd: z.int().min(0).nullable(),
  project06: z.boolean(),
  linkedGroup: z.string().nullable(),
  legalBasis: z.string(),
  confidence: z.enum(['sourced', 'general-knowledge']),
  source: z.string(),
  /** Words by which a citizen asks for it: «giấy khai sinh cho con», «ly hôn», «xin dấu». */
  aliases: z.array(z.string().max(200)).max(50).optional(),
  whoMayAsk: z.string().max(4000).optional(),
  /** How it is filed online, and whether wholly or in part (toàn trình, một phần). */
  onlineFiling: z.string().max(4000).optional(),
  commonMistakes: z.array(z.string().max(1000)).max(30).optional(),
  /** Amounts and exemptions in full, where a figure does not say it all. */
  feeText: z.string().max(4000).optional(),
  /** Mã kết quả of what this procedure gives. */
  resultTypeCode: z.string().max(64).optional(),
  /** Codes of the procedures that a linked one (liên thông) settles in one dossier. */
  linkedCodes: z.array(z.string().max(20)).max(20).optional(),
  /** What becomes of the time limit when papers have been supplemented (DOMAIN.md section 5: sources differ). Missing: `resume`. */
  pausePolicy: z.enum(['resume', 'restart']).optional(),
  /** Its steps, where they are not the usual five at the commune. */
  flow: flowSchema.optional(),
  /** Dịch vụ công trực tuyến toàn trình, một phần, or not offered online; missing: not known. */
  onlineLevel: z.enum(['full', 'part', 'none']).optional(),
  /** False where nothing on paper comes of it, so that no electronic result can be asked for either. */
  hasResultPaper: z.boolean().optional(),
  /** From the catalogue shipped with the program, written at set-up: it never replaces what is already published. */
  isBaseline: z.literal(true).optional(),
});
export type ProcedureFields = z.infer<typeof procedureFieldsSchema>;

export const procedureEvents = {
  'procedure.published': procedureFieldsSchema,
  'procedure.retired': z.strictObject({ reason: z.string().max(2000) }),
  'procedure.restored': z.strictObject({ reason: z.string().max(2000) }),
};

export type ProcedureState = ProcedureFields & {
  id: string;
  isRetired: boolean;
  /** Hash of the event that published this version. */
  version: string;
  updatedAt: string;
};

export const reduceProcedure = (state: ProcedureState | undefined, event: DomainEvent): ProcedureState | undefined => {
  switch (event.type) {
    case 'procedure.published': {
      const parsed = readPayload(procedureEvents['procedure.published'], event.payload);
      if (!parsed.success) return state;
      // A desk that joins late must not undo an edited procedure, nor bring a retired one back.
      if (parsed.data.isBaseline && state !== undefined) return state;
      return { ...parsed.data, id: event.entityId, isRetired: false, version: event.hash, updatedAt: event.occurredAt };
    }
    case 'procedure.retired':
      return state && { ...state, isRetired: true, updatedAt: event.occurredAt };
    case 'procedure.restored':
      return state && { ...state, isRetired: false, updatedAt: event.occurredAt };
    default:
      return state;
  }
};
