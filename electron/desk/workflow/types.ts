import type { DeadlineStep } from '../../../domain/calendar/deadline.ts';
import type { DocumentState } from '../../../domain/document/document.ts';
import type { Component, CorrectedFields, DossierState, PaymentMethod, RequestedPaper } from '../../../domain/dossier/dossier.ts';
import type { Status } from '../../../domain/dossier/status.ts';
import type { EntityName } from '../../../domain/event.ts';
import type { ProcedureState } from '../../../domain/procedure/procedure.ts';
import type { LocalDate } from '../../../domain/time.ts';

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
  /** Received in error. Its status then is `withdrawn`, for want of a national word. */
  isCancelled: boolean;
  /** Whether `dueAt` was promised: not before acceptance, and no more once it is cancelled. */
  isPromised: boolean;
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
  /** What a correction replaced, in the shape of its `payload.changes`; the due date that a step moved, as `dueAt`. */
  before?: Record<string, unknown>;
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
  /** Received today by this desk, and nothing but papers has come to it. */
  canCancel: boolean;
  /** How many times the date may be put off with an apology, in all. */
  maxExtensions: number;
};

/** A paper that the citizen has brought by now. */
export type PaperBrought = Pick<Component, 'key' | 'originals' | 'certifiedCopies' | 'copies'>;

export type StepInput = {
  id: string;
  to: Status;
  reason: string;
  /** For a request to supplement: what is to be brought or mended. */
  requested?: RequestedPaper[] | undefined;
  /** When papers have come back; without it the checklist stays as it is. */
  brought?: PaperBrought[] | undefined;
  /** Fee given back, in đồng; nought says that none is. */
  refundVnd?: number | undefined;
  /** False where the form of this step is not wanted; made out where it is not said. */
  form?: boolean | undefined;
};
/** What a step changed, for the screen that asked. */
export type StepTaken = { status: Status; dueAt: number; formId?: string };

export type SettleInput = { id: string; eventId: string; status: Status; note: string };
export type CorrectInput = { id: string; changes: CorrectedFields; reason: string };
export type CancelInput = { id: string; reason: string };

export type ExtendInput = {
  id: string;
  /** A working day, or so much time counted on from the date so far. */
  until: { date: LocalDate } | { value: number; unit: 'working-day' | 'day' | 'hour' };
  reason: string;
  /** The head who signs the letter, not the officer. */
  signedBy: string;
};
export type Extended = { dueAt: number; formId: string };

export type PaymentInput = { id: string; method: PaymentMethod; amountVnd: number; reference: string };
export type CancelPaymentInput = { id: string; paymentId: string; reason: string };

/** A dossier whose date is not what the calendar of today gives. */
export type AffectedDossier = {
  row: DossierRow;
  /** As promised, and as it would be, UTC milliseconds. */
  dueAt: number;
  newDueAt: number;
  /** The days of the new count of which the calendar says something else than when the date was promised. */
  why: DeadlineStep[];
};
export type RescheduleInput = { ids: string[]; reason: string };
/** Dossiers whose date needed no moving (any more) are left out. */
export type Rescheduled = { id: string; code: string; previousDueAt: number; dueAt: number; formId: string };
