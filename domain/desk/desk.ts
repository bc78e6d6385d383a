import { z } from 'zod';
import type { DomainEvent } from '../event.ts';
import { given } from '../given.ts';
import { type SigningSettings, signingSettingsSchema, usualSigningSettings } from './signing-settings.ts';
import { readPayload } from '../payload.ts';

/** Mã định danh điện tử (QĐ 20/2020/QĐ-TTg): `H02.12.05`, or the older `000.17.22.H56`. */
export const agencyCodeSchema = z.string().regex(/^[A-Z]\d{2}(\.\d{1,3}){0,3}$|^\d{3}(\.\d{2}){1,2}\.[A-Z]\d{2}$/);

export const unitSchema = z.strictObject({
  /** «UBND xã Lục Sơn». */
  name: z.string().min(1).max(300),
  agencyCode: agencyCodeSchema,
  /** «Bộ phận Tiếp nhận và Trả kết quả», since July 2025 «Trung tâm Phục vụ hành chính công». */
  oneStopName: z.string().min(1).max(300),
  /** The agency above and the word for its level, as shown: «UBND huyện Lục Nam», «huyện»; since July 2025 a province. */
  parentName: z.string().min(1).max(300),
  parentLevel: z.string().min(1).max(50),
  /** For the place-and-date line of forms: «Lục Sơn». */
  place: z.string().min(1).max(200),
  phone: z.string().max(50),
});
export type Unit = z.infer<typeof unitSchema>;

/** For VietQR: the bank's six-digit BIN (NAPAS), account and holder. */
export const bankAccountSchema = z.strictObject({
  bin: z.string().regex(/^\d{6}$/),
  bankName: z.string().min(1).max(200),
  account: z.string().regex(/^[0-9A-Z]{4,19}$/),
  holder: z.string().min(1).max(200),
});
export type BankAccount = z.infer<typeof bankAccountSchema>;

export const deskSettingsSchema = z.strictObject({
  hasQueueTickets: z.boolean(),
  /** How many times a date may be put off with an apology. */
  maxExtensions: z.int().min(0).max(9),
  bankAccount: bankAccountSchema.nullable(),
  /** How long original scans stay on this desk's disk once they are put away, or their document is signed. */
  originalsKeptDays: z.int().min(1).max(36_500),
});
export type DeskSettings = z.infer<typeof deskSettingsSchema>;

/** Re-appointment at most once: our reading of NĐ 61/2018/NĐ-CP, Điều 19 (DOMAIN.md section 5). */
export const usualSettings: DeskSettings = { hasQueueTickets: false, maxExtensions: 1, bankAccount: null, originalsKeptDays: 365 };

export const deskEvents = {
  'desk.setUp': z.strictObject({
    unit: unitSchema,
    /** First digit of the day's four-digit order, owned by this desk alone. */
    number: z.int().min(0).max(9),
    scannerFolders: z.array(z.string()).max(20),
    /** Ed25519 public key, raw 32 bytes in base64url. */
    publicKey: z.string(),
  }),
  'desk.enrolled': z.strictObject({ districtUrl: z.string(), districtName: z.string() }),
  'desk.scannerFoldersChanged': z.strictObject({ scannerFolders: z.array(z.string()).max(20) }),
  'desk.unitChanged': unitSchema,
  'desk.settingsChanged': deskSettingsSchema.partial(),
  'desk.signingChanged': signingSettingsSchema.partial(),
  /** An officer has dealt with an event that the district refused. */
  'desk.rejectionSettled': z.strictObject({ deskSeq: z.int().positive(), note: z.string().min(1).max(2000) }),
};

export type DeskState = {
  id: string;
  unit: Unit;
  number: number;
  scannerFolders: string[];
  publicKey: string;
  settings: DeskSettings;
  /** Missing until it is first set. */
  signing?: SigningSettings;
  district?: { url: string; name: string };
  settledRejections: { deskSeq: number; note: string; by: string }[];
  updatedAt: string;
};

export const reduceDesk = (state: DeskState | undefined, event: DomainEvent): DeskState | undefined => {
  if (event.type === 'desk.setUp') {
    const parsed = readPayload(deskEvents['desk.setUp'], event.payload);
    if (!parsed.success || state !== undefined) return state;
    return { ...parsed.data, id: event.entityId, settings: usualSettings, settledRejections: [], updatedAt: event.occurredAt };
  }
  if (state === undefined) return undefined;
  switch (event.type) {
    case 'desk.enrolled': {
      const parsed = readPayload(deskEvents['desk.enrolled'], event.payload);
      if (!parsed.success) return state;
      return { ...state, district: { url: parsed.data.districtUrl, name: parsed.data.districtName }, updatedAt: event.occurredAt };
    }
    case 'desk.scannerFoldersChanged': {
      const parsed = readPayload(deskEvents['desk.scannerFoldersChanged'], event.payload);
      return parsed.success ? { ...state, ...parsed.data, updatedAt: event.occurredAt } : state;
    }
    case 'desk.unitChanged': {
      const parsed = readPayload(deskEvents['desk.unitChanged'], event.payload);
      return parsed.success ? { ...state, unit: parsed.data, updatedAt: event.occurredAt } : state;
    }
    case 'desk.settingsChanged': {
      const parsed = readPayload(deskEvents['desk.settingsChanged'], event.payload);
      return parsed.success ? { ...state, settings: { ...state.settings, ...given(parsed.data) }, updatedAt: event.occurredAt } : state;
    }
    case 'desk.signingChanged': {
      const parsed = readPayload(deskEvents['desk.signingChanged'], event.payload);
      return parsed.success ? { ...state, signing: { ...usualSigningSettings, ...state.signing, ...given(parsed.data) }, updatedAt: event.occurredAt } : state;
    }
    case 'desk.rejectionSettled': {
      const parsed = readPayload(deskEvents['desk.rejectionSettled'], event.payload);
      if (!parsed.success) return state;
      const settled = { ...parsed.data, by: event.actorId };
      return { ...state, settledRejections: [...state.settledRejections, settled], updatedAt: event.occurredAt };
    }
    default:
      return state;
  }
};
