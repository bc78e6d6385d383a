import { z } from 'zod';
import type { DomainEvent } from '../event.ts';

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
  /** An officer has dealt with an event that the district refused. */
  'desk.rejectionSettled': z.strictObject({ deskSeq: z.int().positive(), note: z.string().min(1).max(2000) }),
};

export type DeskState = {
  id: string;
  unit: Unit;
  number: number;
  scannerFolders: string[];
  publicKey: string;
  district?: { url: string; name: string };
  settledRejections: { deskSeq: number; note: string; by: string }[];
  updatedAt: string;
};

export const reduceDesk = (state: DeskState | undefined, event: DomainEvent): DeskState | undefined => {
  if (event.type === 'desk.setUp') {
    const parsed = deskEvents['desk.setUp'].safeParse(event.payload);
    if (!parsed.success || state !== undefined) return state;
    return { ...parsed.data, id: event.entityId, settledRejections: [], updatedAt: event.occurredAt };
  }
  if (state === undefined) return undefined;
  switch (event.type) {
    case 'desk.enrolled': {
      const parsed = deskEvents['desk.enrolled'].safeParse(event.payload);
      if (!parsed.success) return state;
      return { ...state, district: { url: parsed.data.districtUrl, name: parsed.data.districtName }, updatedAt: event.occurredAt };
    }
    case 'desk.scannerFoldersChanged': {
      const parsed = deskEvents['desk.scannerFoldersChanged'].safeParse(event.payload);
      return parsed.success ? { ...state, ...parsed.data, updatedAt: event.occurredAt } : state;
    }
    case 'desk.unitChanged': {
      const parsed = deskEvents['desk.unitChanged'].safeParse(event.payload);
      return parsed.success ? { ...state, unit: parsed.data, updatedAt: event.occurredAt } : state;
    }
    case 'desk.rejectionSettled': {
      const parsed = deskEvents['desk.rejectionSettled'].safeParse(event.payload);
      if (!parsed.success) return state;
      const settled = { ...parsed.data, by: event.actorId };
      return { ...state, settledRejections: [...state.settledRejections, settled], updatedAt: event.occurredAt };
    }
    default:
      return state;
  }
};
