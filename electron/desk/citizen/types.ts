import type { CitizenField, CitizenState } from '../../../domain/citizen/citizen.ts';
import type { DocumentDescription } from '../../../domain/document/document.ts';
import type { Validity } from '../../../domain/document/validity.ts';
import type { OrganisationState } from '../../../domain/organisation/organisation.ts';
import type { DossierRow } from '../workflow/types.ts';

/** A dossier of this person, and what they are in it. */
export type PersonsDossier = DossierRow & {
  part: 'applicant' | 'owner';
  /** The other one, where one files for another. */
  otherName?: string;
};

/** One digitised paper, however many dossiers it serves. */
export type Paper = {
  documentId: string;
  typeCode: string;
  /** What it says on its face, as far as somebody has written it down; else the kind's name, else that of the component. */
  title: string;
  number: string;
  issuedBy: string;
  /** Vietnam days `yyyy-MM-dd`, or empty. */
  issuedOn: string;
  validity: Validity;
  isDescribed: boolean;
  description: Partial<DocumentDescription>;
  /** What a dossier ended with, not what it began with. */
  isResult: boolean;
  /** By an officer's personal signature, and by the agency's seal. */
  isSigned: boolean;
  isSealed: boolean;
  /** The document, of this list if it is still there, that stands in its place. */
  supersededBy?: string;
  fileName: string;
  pageCount: number;
  sizeBytes: number;
  /** UTC milliseconds. */
  scannedAt: number;
  /** The bytes are on this desk; otherwise on the way. */
  isHere: boolean;
  /** There is a file on this desk that may be handed out. */
  canExport: boolean;
  thumbnailUrl: string;
  /** Newest first; `purpose` where it was reused. */
  usedIn: { dossierId: string; code: string; procedureName: string; componentName: string; purpose?: string }[];
};

/** A change of what is known, in the order in which it became known, newest first. */
export type KnowledgeChange<Field extends string> = {
  eventId: string;
  /** UTC milliseconds. */
  at: number;
  actorName: string;
  isFirst: boolean;
  changes: { field: Field; from: string; to: string; isFromCard: boolean }[];
};

/** When papers were handed out as files, and what for; newest first. */
export type PapersExport = {
  eventId: string;
  /** UTC milliseconds. */
  at: number;
  actorName: string;
  count: number;
  purpose: string;
};

type Held = {
  /** Open ones first, the most pressing on top; then the finished, newest first. At most two hundred. */
  dossiers: PersonsDossier[];
  /** Of all their dossiers. */
  counts: { total: number; open: number; overdue: number };
  papers: Paper[];
  exports: PapersExport[];
};

export type CitizenView = Held & { citizen: CitizenState; history: KnowledgeChange<CitizenField>[] };
export type OrganisationView = Held & { organisation: OrganisationState; history: KnowledgeChange<string>[] };
