import type { DocumentState } from '../../../domain/document/document.ts';
import type { DossierFields, DossierState } from '../../../domain/dossier/dossier.ts';
import type { Status } from '../../../domain/dossier/status.ts';
import type { EntityName } from '../../../domain/event.ts';
import type { ProcedureState } from '../../../domain/procedure/procedure.ts';

/** Being late is a property of dates, never a status (DOMAIN.md section 4). */
export type Timeliness = 'overdue' | 'dueToday' | 'dueTomorrow' | 'inTime' | 'paused' | 'finished';

export const dossierFilters = [
  'all',
  'open',
  'overdue',
  'dueToday',
  'dueTomorrow',
  'processing',
  'waitingSupplement',
  'receivedToday',
  'finished',
  'conflict',
] as const;
export type DossierFilter = (typeof dossierFilters)[number];

/** One line of a list of dossiers. Times in UTC milliseconds. */
export type DossierRow = {
  id: string;
  code: string;
  procedureName: string;
  field: string;
  applicantName: string;
  status: Status;
  timeliness: Timeliness;
  acceptedAt: number;
  dueAt: number;
  finishedAt?: number;
  /** The desk that received it. */
  deskId: string;
  hasConflict: boolean;
};

export type DossierDocument = DocumentState & {
  /** The bytes are on this desk; otherwise the document is on the way. */
  isHere: boolean;
  /** The district has the bytes, whole and verified. */
  isDelivered: boolean;
};

export type TimelineEntry = {
  eventId: string;
  /** UTC milliseconds. */
  at: number;
  entity: EntityName;
  entityId: string;
  type: string;
  actorName: string;
  deskId: string;
  payload: Record<string, unknown>;
  /** The district has acknowledged it. Always true for what came from elsewhere. */
  isSent: boolean;
};

export type DossierView = {
  state: DossierState;
  timeliness: Timeliness;
  /** The procedure as it is now; the dossier keeps the version under which it was received. */
  procedure?: ProcedureState;
  documents: DossierDocument[];
  /** Oldest first. */
  timeline: TimelineEntry[];
  nextSteps: { to: Status; needsReason: boolean }[];
};

export type StepInput = { id: string; to: Status; reason: string };
export type SettleInput = { id: string; eventId: string; status: Status; note: string };
export type CorrectInput = { id: string; changes: Partial<DossierFields>; reason: string };
