import type { DeadlineStep } from '../../../domain/calendar/deadline.ts';
import type { DocumentState } from '../../../domain/document/document.ts';
import type { Component, CorrectedFields, PaymentMethod, RequestedPaper } from '../../../domain/dossier/events.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import type { FlowStage, StageKind } from '../../../domain/dossier/flow.ts';
import type { Status } from '../../../domain/dossier/status.ts';
import type { Urgency } from '../../../domain/dossier/urgency.ts';
import type { EntityName } from '../../../domain/event.ts';
import type { Role } from '../../../domain/officer/officer.ts';
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
  /** The district has the bytes, whole and verified, or there is none to send them to. */
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
  /** The district has acknowledged it, or there is none to send it to. Always true for what came from elsewhere. */
  isSent: boolean;
};

/** One stage on the way of a dossier. Times in UTC milliseconds. */
export type StageView = FlowStage & {
  index: number;
  role: Role;
  dueAt: number;
  /** A dossier that is over has none in hand. */
  state: 'done' | 'now' | 'later';
  /** Who has it or had it in hand; empty where whoever has the role may take it. */
  officerName?: string;
  since?: number;
  doneAt?: number;
  isLate: boolean;
};

/** Who has a dossier in hand, for the officer who asks. */
export type WorkView = {
  stage: number;
  officerId: string;
  officerName: string;
  /** Who does that officer's work today, while they are away. */
  delegateName?: string;
  /** The hand-over that waits to be taken. */
  moveId?: string;
  mayWork: boolean;
};

export type DossierView = {
  state: DossierState;
  stages: StageView[];
  work: WorkView;
  /** Where the officer who asks may move it: places in the flow, the nearest first. */
  moves: { to: number[]; back: number[]; mayReassign: boolean };
  timeliness: Timeliness;
  /** The procedure as it is now; the dossier keeps the version under which it was received. */
  procedure?: ProcedureState;
  documents: DossierDocument[];
  /** Oldest first. */
  timeline: TimelineEntry[];
  /** A result is not only marked as returned: that is `results.handOver`. */
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

/** `to`: a place in the flow; the same stage hands it to another person. `officerId` empty: to whoever has the role. */
export type MoveInput = { id: string; to: number; officerId: string; reason: string };
export type Moved = { status: Status; stage: number; officerId: string; moveId?: string };
export type AnswerMoveInput = { id: string; moveId: string; isAccepted: boolean; reason: string };

/** Somebody to whom a stage may be handed. */
export type Person = {
  officerId: string;
  fullName: string;
  title: string;
  /** The dossier's field is among those that they are in charge of. */
  isInCharge: boolean;
  isAway: boolean;
  /** Who does their work today. */
  delegateName?: string;
};

export type SettleInput = { id: string; eventId: string; status: Status; note: string; isMoveRight?: true | undefined };
export type CorrectInput = { id: string; changes: CorrectedFields; reason: string };
export type CancelInput = { id: string; reason: string };

/** A working day, or so much time counted on from the date so far. */
export type Until = { date: LocalDate } | { value: number; unit: 'working-day' | 'day' | 'hour' };

export type DraftApologyInput = { id: string; until: Until; reason: string };

export type ExtendInput = {
  id: string;
  /** Missing: as drafted, and so is an empty reason. */
  until?: Until | undefined;
  reason: string;
  /** The head who signs the letter, not the officer. */
  signedBy: string;
};
export type Extended = { dueAt: number; formId: string };

export type PaymentInput = { id: string; method: PaymentMethod; amountVnd: number; reference: string };
export type CancelPaymentInput = { id: string; paymentId: string; reason: string };

export const boardScopes = ['desk', 'mine', 'leader'] as const;
/** `officerId`: whose, for the leader; missing: everybody's. */
export type BoardInput = { scope: (typeof boardScopes)[number]; officerId?: string | undefined; field?: string | undefined };

/** A dossier on the board. Times in UTC milliseconds. */
export type BoardRow = DossierRow & {
  stageKind: StageKind;
  stageDueAt: number;
  isStageLate: boolean;
  /** Empty where whoever has the role may take it. */
  officerName: string;
  /** At another agency, or at the level above. */
  isAway: boolean;
  /** The hand-over that waits to be taken. */
  moveId?: string;
  hasApologyDraft: boolean;
};

/** `rows`: the first of them, what is due first on top. */
export type BoardGroup = { key: Urgency; count: number; rows: BoardRow[]; nextCursor: string | null };

export type Board = {
  groups: BoardGroup[];
  /** Those whose stage has had its share of the time; all that are overdue are among them. */
  stageLate: number;
  /** Handed on to the officer who asks, or to whoever has their role. */
  toTake: BoardRow[];
  /** Letters to be signed, then those to be drafted. */
  apologies: BoardRow[];
  /** For the leader: whose clock runs, by person and by stage. */
  people?: ({ officerId: string; fullName: string } & BoardCounts)[];
  stages?: ({ kind: StageKind } & BoardCounts)[];
};
export type BoardCounts = { open: number; overdue: number; stageLate: number };

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
