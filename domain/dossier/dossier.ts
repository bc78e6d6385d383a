import { z } from 'zod';
import { citizenFieldsSchema } from '../citizen/citizen.ts';
import type { DomainEvent } from '../event.ts';
import { given } from '../given.ts';
import { hybridTimeMs } from '../hybrid-clock.ts';
import { canStep, isPaused, type Status, statusSchema } from './status.ts';

export const channelSchema = z.enum(['direct', 'online', 'postal']);
export const returnMethodSchema = z.enum(['desk', 'postal', 'electronic']);
export type Channel = z.infer<typeof channelSchema>;
export type ReturnMethod = z.infer<typeof returnMethodSchema>;

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
});
export type DossierFields = z.infer<typeof dossierFieldsSchema>;

export const dossierEvents = {
  'dossier.received': z.strictObject({
    code: z.string(),
    procedure: dossierProcedureSchema,
    citizenId: z.string(),
    components: z.array(componentSchema).max(200),
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
  }),
  'dossier.corrected': z.strictObject({
    /** Only what changed: a field that is sent unchanged would win over another desk's correction of it. */
    changes: dossierFieldsSchema.partial().extend({ applicant: citizenFieldsSchema.partial().optional() }),
    reason: z.string().max(2000),
  }),
  /** Only the components that changed; the others stay as they are. */
  'dossier.componentsChecked': z.strictObject({ components: z.array(componentSchema).max(200) }),
  'dossier.conflictSettled': z.strictObject({
    eventId: z.string(),
    /** The status that the officer chose to be right. */
    status: statusSchema,
    note: z.string().min(1).max(2000),
  }),
};

/** A step that the state machine forbade once two desks' logs were merged; kept until an officer settles it. */
export type Conflict = {
  eventId: string;
  from: Status;
  to: Status;
  at: string;
  actorId: string;
  deskId: string;
  reason: string;
  settledBy?: { actorId: string; at: string; note: string };
};

export type DossierState = DossierFields & {
  id: string;
  code: string;
  procedure: z.infer<typeof dossierProcedureSchema>;
  citizenId: string;
  components: Component[];
  submittedAt: number;
  acceptedAt: number;
  dueAt: number;
  limitText: string;
  receivedByName: string;
  status: Status;
  deskId: string;
  receivedBy: string;
  /** Ngày kết thúc xử lý and ngày trả, UTC milliseconds. */
  finishedAt?: number;
  returnedAt?: number;
  /** Intervals in which the time limit did not run, UTC milliseconds; the last is open while `to` is missing. */
  pauses: { from: number; to?: number; reason: string }[];
  conflicts: Conflict[];
  updatedAt: string;
};

export const reduceDossier = (state: DossierState | undefined, event: DomainEvent): DossierState | undefined => {
  const touched = (next: DossierState): DossierState => ({ ...next, updatedAt: event.occurredAt });

  if (event.type === 'dossier.received') {
    const parsed = dossierEvents['dossier.received'].safeParse(event.payload);
    if (!parsed.success || state !== undefined) return state;
    const { fields, ...received } = parsed.data;
    return {
      ...fields,
      ...received,
      id: event.entityId,
      status: 'accepted',
      deskId: event.deskId,
      receivedBy: event.actorId,
      pauses: [],
      conflicts: [],
      updatedAt: event.occurredAt,
    };
  }
  if (state === undefined) return undefined;

  switch (event.type) {
    case 'dossier.stepTaken': {
      const parsed = dossierEvents['dossier.stepTaken'].safeParse(event.payload);
      if (!parsed.success) return state;
      return touched(takeStep(state, event, parsed.data));
    }
    case 'dossier.corrected': {
      const parsed = dossierEvents['dossier.corrected'].safeParse(event.payload);
      if (!parsed.success) return state;
      const { applicant, ...changes } = parsed.data.changes;
      return touched({ ...state, ...given(changes), applicant: { ...state.applicant, ...given(applicant ?? {}) } });
    }
    case 'dossier.componentsChecked': {
      const parsed = dossierEvents['dossier.componentsChecked'].safeParse(event.payload);
      if (!parsed.success) return state;
      const checked = new Map(parsed.data.components.map((component) => [component.key, component]));
      const known = state.components.map((component) => checked.get(component.key) ?? component);
      const added = [...checked.values()].filter(({ key }) => !known.some((component) => component.key === key));
      return touched({ ...state, components: [...known, ...added] });
    }
    case 'dossier.conflictSettled': {
      const parsed = dossierEvents['dossier.conflictSettled'].safeParse(event.payload);
      if (!parsed.success) return state;
      return touched(settle(state, event, parsed.data));
    }
    default:
      return state;
  }
};

const takeStep = (
  state: DossierState,
  event: DomainEvent,
  step: z.infer<(typeof dossierEvents)['dossier.stepTaken']>,
): DossierState => {
  // Both desks took the same step while apart: one fact, told twice.
  if (state.status === step.to && state.status !== step.from) return state;
  if (state.status !== step.from || !canStep(state.status, step.to)) return withConflict(state, event, step.to, step.reason);
  const entered = enter(state, step.to, hybridTimeMs(event.occurredAt), step.reason);
  return step.dueAt === undefined ? entered : { ...entered, dueAt: step.dueAt };
};

const settle = (
  state: DossierState,
  event: DomainEvent,
  { eventId, status, note }: z.infer<(typeof dossierEvents)['dossier.conflictSettled']>,
): DossierState => {
  // Two officers, apart, settled it differently: the second word must not silently undo the first.
  const isSettled = state.conflicts.some((conflict) => conflict.eventId === eventId && conflict.settledBy !== undefined);
  if (isSettled) return state.status === status ? state : withConflict(state, event, status, note);
  const conflicts = state.conflicts.map((conflict) =>
    conflict.eventId === eventId ? { ...conflict, settledBy: { actorId: event.actorId, at: event.occurredAt, note } } : conflict,
  );
  const settled = { ...state, conflicts };
  // Confirming the status in force keeps its times (finishedAt, returnedAt, the open pause).
  return state.status === status ? settled : enter(settled, status, hybridTimeMs(event.occurredAt), note);
};

const withConflict = (state: DossierState, event: DomainEvent, to: Status, reason: string): DossierState => {
  const conflict: Conflict = {
    eventId: event.id,
    from: state.status,
    to,
    at: event.occurredAt,
    actorId: event.actorId,
    deskId: event.deskId,
    reason,
  };
  return { ...state, conflicts: [...state.conflicts, conflict] };
};

const enter = (state: DossierState, status: Status, atMs: number, reason: string): DossierState => {
  const wasPaused = isPaused(state.status);
  const pauses = wasPaused
    ? state.pauses.map((pause, index) => (index === state.pauses.length - 1 && pause.to === undefined ? { ...pause, to: atMs } : pause))
    : state.pauses;
  const { finishedAt, returnedAt: _, ...rest } = state;
  return {
    ...rest,
    status,
    pauses: isPaused(status) ? [...pauses, { from: atMs, reason }] : pauses,
    ...(status === 'done' ? { finishedAt: atMs } : status === 'returned' ? { finishedAt: finishedAt ?? atMs, returnedAt: atMs } : {}),
    ...(status === 'withdrawn' || status === 'refused' ? { finishedAt: atMs } : {}),
  };
};
