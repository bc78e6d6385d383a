import { z } from 'zod';
import { type DomainEvent, sha256Schema } from '../event.ts';
import { given } from '../given.ts';
import { problemCodes } from '../problem.ts';
import { readPayload } from '../payload.ts';

/** Where the bytes were found. `modifiedAt` is the file's own time, UTC milliseconds. */
export const scanSourceSchema = z.strictObject({
  folder: z.string().max(1000),
  fileName: z.string().max(1000),
  sizeBytes: z.int().min(0),
  modifiedAt: z.int(),
});
export type ScanSource = z.infer<typeof scanSourceSchema>;

/** What a digitised paper is, as on its face. Days are Vietnam days `yyyy-MM-dd`; empty text means not known. */
export const documentDescriptionSchema = z.strictObject({
  /** Mã kết quả `KQ.G15.000031`, or a kind of paper of `document-types.ts`. */
  typeCode: z.string().max(64),
  title: z.string().max(1000),
  /** Số, ký hiệu. */
  number: z.string().max(100),
  issuedBy: z.string().max(300),
  issuedOn: z.string().max(10),
  validUntil: z.string().max(10),
  isPermanent: z.boolean(),
});
export type DocumentDescription = z.infer<typeof documentDescriptionSchema>;

/** Turns in quarter turns clockwise; `crop` in fractions of the upright page (0..1); missing means as scanned. */
export const pageEditSchema = z.strictObject({
  /** Of the original that the page comes from: the document's own, or another's after a merge. */
  sha256: sha256Schema,
  /** From 1, in that original. */
  page: z.int().min(1).max(10_000),
  quarterTurns: z.int().min(0).max(3).optional(),
  /** Degrees clockwise, −15..15. */
  deskewDegrees: z.number().min(-15).max(15).optional(),
  crop: z.strictObject({ left: z.number().min(0).max(1), top: z.number().min(0).max(1), width: z.number().min(0.01).max(1), height: z.number().min(0.01).max(1) }).optional(),
  isDespeckled: z.boolean().optional(),
  /** −100..100; for faint carbon copies. */
  brightness: z.int().min(-100).max(100).optional(),
  /** Left out of the document, and can be put back. */
  isDropped: z.boolean().optional(),
});
export type PageEdit = z.infer<typeof pageEditSchema>;

/** How a paper found its place without a person's hand: by the receipt on top of the stack, or by a code sheet before it. */
export const routeSchema = z.enum(['receipt', 'dossierSheet', 'componentSheet']);
export type Route = z.infer<typeof routeSchema>;

/** In place of a component's key: the paper is what the dossier ends with (kết quả giải quyết), not what it began with. */
export const resultComponentKey = 'ket-qua';

/** The slip that the citizen signed on paper for the result (phiếu bàn giao kết quả). */
export const slipComponentKey = 'ban-giao';

/** The dossier's, by a sheet that names the dossier alone; which of its papers it is has not been said yet. */
export const noComponentKey = '';

/** What a certificate says of its owner. `serial` in hex. */
export const signerSchema = z.strictObject({ name: z.string().max(300), organisation: z.string().max(300), issuer: z.string().max(300), serial: z.string().max(100) });
export type Signer = z.infer<typeof signerSchema>;

export const documentEvents = {
  /** Bytes are durable in the blob store. They stay at the desk until attached. */
  'document.scanned': z.strictObject({
    source: scanSourceSchema,
    sha256: sha256Schema,
    mediaType: z.string(),
    sizeBytes: z.int().positive(),
    pageCount: z.int().positive(),
    /** An earlier document with the same bytes. */
    duplicateOf: z.string().optional(),
  }),
  /** The file could not be taken; it stays where it is, untouched. */
  'document.refused': z.strictObject({
    source: scanSourceSchema,
    reason: z.enum(problemCodes),
  }),
  'document.attached': z.strictObject({
    dossierId: z.string(),
    componentKey: z.string(),
    /** Repeated here so that a desk that sees only this event can ask for the bytes. */
    sha256: sha256Schema,
    typeCode: z.string().max(64).optional(),
    /** Whose paper it is: a citizen's or an organisation's id. */
    ownerId: z.string().optional(),
    /** Missing where an officer has attached it. */
    route: routeSchema.optional(),
  }),
  /**
   * A document made of pages of originals that are here already: split, merged, or both sides of sheets put in order. Those it
   * was made from are dismissed in the same transaction, with `replacedBy`, and are restored when it is undone.
   */
  'document.composed': z.strictObject({
    from: z.array(z.string()).min(1).max(500),
    cause: z.enum(['split', 'merge', 'interleave', 'codeSheet']),
    /** Of the first original; `pages` may name others as well. */
    source: scanSourceSchema,
    sha256: sha256Schema,
    mediaType: z.string(),
    sizeBytes: z.int().positive(),
    /** Of that original, not of the document. */
    pageCount: z.int().positive(),
    pages: z.array(pageEditSchema).min(1).max(2000),
  }),
  /** A paper that its owner has digitised already serves another dossier: a document of its own with the same bytes. */
  'document.reused': z.strictObject({
    fromDocumentId: z.string(),
    source: scanSourceSchema,
    sha256: sha256Schema,
    mediaType: z.string(),
    sizeBytes: z.int().positive(),
    pageCount: z.int().positive(),
    dossierId: z.string(),
    componentKey: z.string(),
    typeCode: z.string().max(64).optional(),
    ownerId: z.string(),
    /** What it is used for, for the record of use of personal data (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15). */
    purpose: z.string().min(1).max(1000),
  }),
  /** The document is a recipe over originals; these are never altered. Pages in order. */
  'document.pagesChanged': z.strictObject({ pages: z.array(pageEditSchema).min(1).max(2000) }),
  /** The PDF/A made by the recipe, with its text layer. */
  'document.rendered': z.strictObject({
    sha256: sha256Schema,
    sizeBytes: z.int().positive(),
    pageCount: z.int().positive(),
    hasText: z.boolean(),
  }),
  /** A signature appended to the rendered file (PAdES, incremental): `sha256` is of the file with it. */
  'document.signed': z.strictObject({
    sha256: sha256Schema,
    sizeBytes: z.int().positive(),
    kind: z.enum(['personal', 'seal']),
    signer: signerSchema,
    hasTimestamp: z.boolean(),
  }),
  /** A newer paper of the same kind stands for this one. */
  'document.superseded': z.strictObject({ byDocumentId: z.string(), reason: z.string().max(2000) }),
  /** Superseded by mistake: it stands for itself again. */
  'document.reinstated': z.strictObject({ reason: z.string().max(2000) }),
  'document.described': z.strictObject({ description: documentDescriptionSchema.partial() }),
  'document.detached': z.strictObject({ reason: z.string().max(2000) }),
  'document.dismissed': z.strictObject({
    reason: z.string().max(2000),
    /** The documents that its pages are in now. */
    replacedBy: z.array(z.string()).max(500).optional(),
  }),
  /** Dismissed, and wanted after all. */
  'document.restored': z.strictObject({}),
};

export type DocumentState = {
  id: string;
  status: 'inbox' | 'attached' | 'refused' | 'dismissed';
  source: ScanSource;
  sha256?: string;
  mediaType?: string;
  sizeBytes?: number;
  pageCount?: number;
  duplicateOf?: string;
  refusedFor?: string;
  dossierId?: string;
  componentKey?: string;
  typeCode?: string | undefined;
  ownerId?: string | undefined;
  reusedFrom?: string;
  purpose?: string;
  composedFrom?: string[];
  replacedBy?: string[];
  route?: Route | undefined;
  description?: Partial<DocumentDescription>;
  pages?: PageEdit[];
  /** The file to hand on: rendered, and signed so many times. */
  output?: { sha256: string; sizeBytes: number; pageCount: number; hasText: boolean; renderedAt: string };
  signatures?: { kind: 'personal' | 'seal'; signer: Signer; hasTimestamp: boolean; at: string; by: string }[];
  supersededBy?: string;
  deskId: string;
  scannedBy: string;
  attachedBy?: string;
  createdAt: string;
  updatedAt: string;
};

export const reduceDocument = (state: DocumentState | undefined, event: DomainEvent): DocumentState | undefined => {
  const common = { updatedAt: event.occurredAt };
  if (event.type === 'document.scanned' || event.type === 'document.refused') {
    const parsed = readPayload(documentEvents[event.type], event.payload);
    // A refused file that is taken on a later try becomes an inbox document under the same id.
    if (!parsed.success || (state !== undefined && state.status !== 'refused')) return state;
    const birth = {
      id: event.entityId,
      deskId: event.deskId,
      scannedBy: event.actorId,
      createdAt: state?.createdAt ?? event.occurredAt,
      ...common,
    };
    return 'reason' in parsed.data
      ? { ...birth, status: 'refused', source: parsed.data.source, refusedFor: parsed.data.reason }
      : { ...birth, status: 'inbox', ...parsed.data };
  }
  if (event.type === 'document.reused') {
    const parsed = readPayload(documentEvents['document.reused'], event.payload);
    if (!parsed.success || state !== undefined) return state;
    const { fromDocumentId, ...reused } = parsed.data;
    const by = { scannedBy: event.actorId, attachedBy: event.actorId };
    return { ...reused, id: event.entityId, status: 'attached', reusedFrom: fromDocumentId, deskId: event.deskId, ...by, createdAt: event.occurredAt, ...common };
  }
  if (event.type === 'document.composed') {
    const parsed = readPayload(documentEvents['document.composed'], event.payload);
    if (!parsed.success || state !== undefined) return state;
    const { from, cause: _, ...composed } = parsed.data;
    return { ...composed, id: event.entityId, status: 'inbox', composedFrom: from, deskId: event.deskId, scannedBy: event.actorId, createdAt: event.occurredAt, ...common };
  }
  if (state === undefined) return undefined;
  switch (event.type) {
    case 'document.attached': {
      const parsed = readPayload(documentEvents['document.attached'], event.payload);
      if (!parsed.success || state.status === 'refused') return state;
      const { dossierId, componentKey, typeCode, ownerId, route } = parsed.data;
      const { route: _, ...rest } = state;
      return { ...rest, ...common, ...given({ typeCode, ownerId, route }), status: 'attached', dossierId, componentKey, attachedBy: event.actorId };
    }
    case 'document.pagesChanged': {
      const parsed = readPayload(documentEvents['document.pagesChanged'], event.payload);
      // A signature is over the pages as they were: what is signed is not edited any more.
      if (!parsed.success || (state.signatures?.length ?? 0) > 0) return state;
      const { output: _, ...rest } = state;
      return { ...rest, ...common, pages: parsed.data.pages };
    }
    case 'document.rendered': {
      const parsed = readPayload(documentEvents['document.rendered'], event.payload);
      if (!parsed.success || (state.signatures?.length ?? 0) > 0) return state;
      return { ...state, ...common, output: { ...parsed.data, renderedAt: event.occurredAt } };
    }
    case 'document.signed': {
      const parsed = readPayload(documentEvents['document.signed'], event.payload);
      if (!parsed.success || state.output === undefined) return state;
      const { sha256, sizeBytes, ...signature } = parsed.data;
      const signatures = [...(state.signatures ?? []), { ...signature, at: event.occurredAt, by: event.actorId }];
      return { ...state, ...common, output: { ...state.output, sha256, sizeBytes }, signatures };
    }
    case 'document.superseded': {
      const parsed = readPayload(documentEvents['document.superseded'], event.payload);
      return parsed.success ? { ...state, ...common, supersededBy: parsed.data.byDocumentId } : state;
    }
    case 'document.reinstated': {
      const { supersededBy: _, ...rest } = state;
      return { ...rest, ...common };
    }
    case 'document.described': {
      const parsed = readPayload(documentEvents['document.described'], event.payload);
      return parsed.success ? { ...state, ...common, description: { ...state.description, ...given(parsed.data.description) } } : state;
    }
    case 'document.detached': {
      if (state.status !== 'attached') return state;
      const { dossierId: _d, componentKey: _c, attachedBy: _a, route: _r, ...rest } = state;
      return { ...rest, ...common, status: 'inbox' };
    }
    case 'document.dismissed': {
      const parsed = readPayload(documentEvents['document.dismissed'], event.payload);
      if (!parsed.success || state.status === 'attached') return state;
      return { ...state, ...common, status: 'dismissed', ...given({ replacedBy: parsed.data.replacedBy }) };
    }
    case 'document.restored': {
      if (state.status !== 'dismissed') return state;
      const { replacedBy: _, ...rest } = state;
      return { ...rest, ...common, status: rest.sha256 === undefined ? 'refused' : 'inbox' };
    }
    default:
      return state;
  }
};
