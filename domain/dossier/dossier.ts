import { z } from 'zod';
import { citizenFieldsSchema } from '../citizen/citizen.ts';
import { type DomainEvent, sha256Schema } from '../event.ts';
import { formNameSchema, packIdSchema } from '../forms/definition.ts';
import { given } from '../given.ts';
import { hybridTimeMs } from '../hybrid-clock.ts';
import { organisationFieldsSchema } from '../organisation/organisation.ts';
import { type FlowStage, flowSchema, stageOfStatus, statusAfterMove, statusOfStage, usualFlow } from './flow.ts';
import { isFinished, isPaused, type Status, statusSchema, stepsFrom } from './status.ts';
import { readPayload } from '../payload.ts';

export const channelSchema = z.enum(['direct', 'online', 'postal']);
export const returnMethodSchema = z.enum(['desk', 'postal', 'electronic']);
export type Channel = z.infer<typeof channelSchema>;
export type ReturnMethod = z.infer<typeof returnMethodSchema>;

/** Chủ hồ sơ: whose affair it is, where that is not the applicant. */
export const ownerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), person: citizenFieldsSchema }),
  z.strictObject({ kind: z.literal('organisation'), organisation: organisationFieldsSchema }),
]);
export type Owner = z.infer<typeof ownerSchema>;

/** By what right the applicant acts for the owner. `document`: number, date and issuer of the paper that says so. */
export const authoritySchema = z.strictObject({
  kind: z.enum(['authorised', 'guardian', 'parent', 'relative', 'legalRepresentative']),
  document: z.string().max(500),
});
export type Authority = z.infer<typeof authoritySchema>;

/** `paper` handed over or shown; `reused` from what the citizen has digitised already; `data` found in a national database. */
export const componentSourceSchema = z.enum(['paper', 'reused', 'data']);

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
  /** `paper` where it is missing. */
  source: componentSourceSchema.optional(),
  /** The document, made for this dossier, that holds the reused bytes. */
  reusedDocumentId: z.string().optional(),
  /** Code of the result or kind of paper (`KQ.G15.000031`): the key for reuse. */
  typeCode: z.string().max(64).optional(),
  /** To be digitised at reception (TT 01/2023/TT-VPCP). */
  mustDigitise: z.boolean().optional(),
  note: z.string().max(500).optional(),
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
  owner: ownerSchema.optional(),
  authority: authoritySchema.optional(),
  /** Filed online by the citizen with an officer's help at the desk. */
  wasHelped: z.boolean().optional(),
  /** Where the result is to be posted; the applicant's address where it is missing. */
  returnAddress: z.string().max(500).optional(),
  /** Copies of the result that are asked for beside the original. */
  resultCopies: z.int().min(0).max(99).optional(),
});
export type DossierFields = z.infer<typeof dossierFieldsSchema>;

/** Null takes away what should not have been written: the applicant files for themselves after all. */
export const correctedFieldsSchema = dossierFieldsSchema.partial().extend({
  owner: ownerSchema.nullable().optional(),
  authority: authoritySchema.nullable().optional(),
});
export type CorrectedFields = z.infer<typeof correctedFieldsSchema>;

export const paymentMethodSchema = z.enum(['cash', 'transfer', 'portal']);
export type PaymentMethod = z.infer<typeof paymentMethodSchema>;
export const paymentSchema = z.strictObject({
  method: paymentMethodSchema,
  amountVnd: z.int().min(0).max(10_000_000_000),
  /** Of the transfer, or the national portal's payment reference. */
  reference: z.string().max(100),
});

export const ratingScores = ['satisfied', 'neutral', 'dissatisfied'] as const;

/** What the dossier ends with. Days are Vietnam days. */
export const resultSchema = z.strictObject({
  outcome: z.enum(['granted', 'refused']),
  /** Số, ký hiệu; empty where the result has none. */
  number: z.string().max(100),
  title: z.string().max(1000),
  issuedOn: z.union([z.literal(''), z.iso.date()]),
  /** The head who signed it. */
  signedBy: z.string().max(300),
});

/** Trả kết quả. `number`: of the receiver's identity card. */
export const handOverSchema = z.strictObject({
  method: returnMethodSchema,
  receiver: z.enum(['applicant', 'owner', 'authorised']),
  name: z.string().min(1).max(300),
  number: z.string().max(20),
  /** The paper that says that they may, where another comes. */
  authority: z.string().max(500),
  identity: z.enum(['card', 'vneid', 'seen', 'none']),
  /** `screen`: drawn on it, and `signatureSha256` is the picture; `paper`: on the slip, which may be scanned. */
  signature: z.enum(['screen', 'paper', 'none']),
  signatureSha256: sha256Schema.optional(),
  /** Of the postal item. */
  trackingNumber: z.string().max(100),
  /** Why it was handed over although a fee was due; missing where none was. */
  unpaidReason: z.string().min(1).max(1000).optional(),
});

/** One paper, or one thing to mend, that a request to supplement asks for. */
export const requestedPaperSchema = z.strictObject({ name: z.string().min(1).max(1000), note: z.string().max(1000) });
export type RequestedPaper = z.infer<typeof requestedPaperSchema>;

export const dossierEvents = {
  'dossier.received': z.strictObject({
    code: z.string(),
    procedure: dossierProcedureSchema,
    citizenId: z.string(),
    /** A citizen's or an organisation's id, where the owner is not the applicant. */
    ownerId: z.string().optional(),
    /** The same for dossiers that one citizen filed in one go. */
    batchId: z.string().optional(),
    /** `registered`: handed in but not accepted (yet): the time limit does not run. Missing means accepted. */
    startsAs: z.literal('registered').optional(),
    components: z.array(componentSchema).max(200),
    /** The procedure's steps then; missing: the usual five. */
    flow: flowSchema.optional(),
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
    /** Where the step makes the dossier valid only now. */
    acceptedAt: z.int().optional(),
    requested: z.array(requestedPaperSchema).max(100).optional(),
    /** Fee given back, in đồng. */
    refundVnd: z.int().min(0).optional(),
  }),
  /**
   * The dossier goes on to another stage (by its place in the flow), back to be mended, or to another person in the same stage. The
   * national status follows from the stage.
   */
  'dossier.moved': z.strictObject({
    from: z.int().min(0).max(11),
    to: z.int().min(0).max(11),
    /** Who is to take it; empty where whoever has the role may. */
    officerId: z.string().max(64),
    reason: z.string().max(2000),
  }),
  /** Taken over, or given back with a reason. */
  'dossier.moveAnswered': z.strictObject({ moveId: z.string().max(64), isAccepted: z.boolean(), reason: z.string().max(2000) }),
  /** The result paper, once it is signed and numbered (vào sổ, phát hành). */
  'dossier.resultRecorded': resultSchema,
  /** The citizen was told that the result is there, or that it will be late. */
  'dossier.citizenTold': z.strictObject({ method: z.enum(['call', 'sms', 'zalo', 'email', 'slip']), isReached: z.boolean(), note: z.string().max(1000) }),
  'dossier.handedOver': handOverSchema,
  'dossier.rated': z.strictObject({ score: z.enum(ratingScores), comment: z.string().max(2000) }),
  /** Phiếu xin lỗi drafted before the day has passed; it moves no date until it is signed (`dossier.extended`). */
  'dossier.apologyDrafted': z.strictObject({ dueAt: z.int(), reason: z.string().min(1).max(2000) }),
  'dossier.apologyDropped': z.strictObject({ reason: z.string().max(2000) }),
  'dossier.corrected': z.strictObject({
    /** Only what changed: a field that is sent unchanged would win over another desk's correction of it. */
    changes: correctedFieldsSchema.extend({ applicant: citizenFieldsSchema.partial().optional() }),
    reason: z.string().max(2000),
    /** Where another person, or another organisation, turned out to be meant; `ownerId` null: the applicant is the owner. */
    citizenId: z.string().optional(),
    ownerId: z.string().nullable().optional(),
  }),
  'dossier.paymentRecorded': paymentSchema,
  'dossier.paymentCancelled': z.strictObject({ paymentId: z.string(), reason: z.string().min(1).max(2000) }),
  /** More time promised with an apology; `dueAt` in UTC milliseconds. */
  'dossier.extended': z.strictObject({ previousDueAt: z.int(), dueAt: z.int(), reason: z.string().min(1).max(2000), signedBy: z.string().max(300) }),
  /** A calendar published late moved the date, and an officer confirmed it. */
  'dossier.rescheduled': z.strictObject({ previousDueAt: z.int(), dueAt: z.int(), reason: z.string().min(1).max(2000) }),
  /** Received in error, on the same day; the code is not given again. */
  'dossier.cancelled': z.strictObject({ reason: z.string().min(1).max(2000) }),
  /**
   * A form made out for this dossier. It is printed again from the state as it was at this event, so it stays what it was.
   * `text`: what the officer wrote for it, by placeholder; `digest`: of data and scans, in hex, on a receipt.
   */
  'dossier.formIssued': z.strictObject({
    form: formNameSchema,
    pack: packIdSchema,
    number: z.string().max(100),
    text: z.record(z.string().max(64), z.string().max(4000)),
    digest: z.string().regex(/^[0-9a-f]{64}$/).optional(),
  }),
  /** Only the components that changed; the others stay as they are. */
  'dossier.componentsChecked': z.strictObject({ components: z.array(componentSchema).max(200) }),
  'dossier.conflictSettled': z.strictObject({
    eventId: z.string(),
    /** The status that the officer chose to be right. */
    status: statusSchema,
    note: z.string().min(1).max(2000),
    /** The conflict was about a stage, and that move is to hold; missing: the dossier stays where it is. */
    isMoveRight: z.literal(true).optional(),
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
  /** What else the step would have changed, kept for when an officer finds it right. */
  dueAt?: number;
  acceptedAt?: number;
  requested?: RequestedPaper[];
  refundVnd?: number;
  isCancellation?: true;
  /** The stage that it would have come to. */
  move?: Pick<Move, 'from' | 'to' | 'officerId'>;
  /** The result was given out. */
  handOver?: HandOver;
  settledBy?: { actorId: string; at: string; note: string };
};

/** `from`, `to`: places in the flow. `heldBy`: who had it in hand until then, to whom it goes back when it is not taken. Times in UTC milliseconds. */
export type Move = {
  id: string;
  at: number;
  by: string;
  heldBy: string;
  from: number;
  to: number;
  officerId: string;
  reason: string;
  answer?: { at: number; by: string; isAccepted: boolean; reason: string };
};
/** Who has the dossier in hand. `officerId` empty: whoever has the stage's role. `moveId`: the hand-over that waits to be taken. */
export type Work = { stage: number; officerId: string; since: number; moveId?: string };
export type Result = z.infer<typeof resultSchema> & { at: number; by: string };
export type HandOver = z.infer<typeof handOverSchema> & { at: number; by: string };
export type Telling = z.infer<(typeof dossierEvents)['dossier.citizenTold']> & { at: number; by: string };
export type Rating = z.infer<(typeof dossierEvents)['dossier.rated']> & { at: number; by: string };
export type ApologyDraft = z.infer<(typeof dossierEvents)['dossier.apologyDrafted']> & { at: number; by: string };
export type Payment = z.infer<typeof paymentSchema> & { id: string; at: number; by: string; cancelled?: { by: string; at: number; reason: string } };
export type DueChange = { from: number; to: number; cause: 'pause' | 'apology' | 'calendar'; reason: string; at: number; by: string };
export type IssuedForm = { id: string; at: number; by: string } & z.infer<(typeof dossierEvents)['dossier.formIssued']>;

export type DossierState = DossierFields & {
  id: string;
  code: string;
  procedure: z.infer<typeof dossierProcedureSchema>;
  citizenId: string;
  ownerId?: string | undefined;
  batchId?: string | undefined;
  /** Whether it has ever been accepted, that is, whether its time limit has run. */
  wasAccepted: boolean;
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
  /** Intervals in which the time limit did not run, UTC milliseconds, and the status that stopped it; the last is open while `to` is missing. */
  pauses: { from: number; to?: number; reason: string; status: Status }[];
  /** What the latest request to supplement asks for. */
  requested?: RequestedPaper[];
  /** Fee given back, in đồng. */
  refundVnd?: number;
  conflicts: Conflict[];
  payments: Payment[];
  dueChanges: DueChange[];
  forms: IssuedForm[];
  flow: FlowStage[];
  work: Work;
  moves: Move[];
  tellings: Telling[];
  result?: Result;
  handOver?: HandOver;
  rating?: Rating;
  apologyDraft?: ApologyDraft;
  cancelled?: { at: number; by: string; reason: string };
  updatedAt: string;
};

export const reduceDossier = (state: DossierState | undefined, event: DomainEvent): DossierState | undefined => {
  const touched = (next: DossierState): DossierState => ({ ...next, updatedAt: event.occurredAt });

  if (event.type === 'dossier.received') {
    const parsed = readPayload(dossierEvents['dossier.received'], event.payload);
    if (!parsed.success || state !== undefined) return state;
    const { fields, startsAs, flow = [...usualFlow], ...received } = parsed.data;
    return {
      ...fields,
      ...received,
      flow,
      work: { stage: 0, officerId: event.actorId, since: hybridTimeMs(event.occurredAt) },
      moves: [],
      tellings: [],
      id: event.entityId,
      status: startsAs ?? 'accepted',
      wasAccepted: startsAs === undefined,
      deskId: event.deskId,
      receivedBy: event.actorId,
      pauses: [],
      conflicts: [],
      payments: [],
      dueChanges: [],
      forms: [],
      updatedAt: event.occurredAt,
    };
  }
  if (state === undefined) return undefined;
  const done = { at: hybridTimeMs(event.occurredAt), by: event.actorId };

  switch (event.type) {
    case 'dossier.stepTaken': {
      const parsed = readPayload(dossierEvents['dossier.stepTaken'], event.payload);
      if (!parsed.success) return state;
      return touched(takeStep(state, event, parsed.data));
    }
    case 'dossier.moved': {
      const parsed = readPayload(dossierEvents['dossier.moved'], event.payload);
      if (!parsed.success || parsed.data.to >= state.flow.length) return state;
      return touched(move(state, event, parsed.data));
    }
    case 'dossier.moveAnswered': {
      const parsed = readPayload(dossierEvents['dossier.moveAnswered'], event.payload);
      if (!parsed.success || state.work.moveId !== parsed.data.moveId) return state;
      return touched(answerMove(state, parsed.data, done));
    }
    case 'dossier.resultRecorded': {
      const parsed = readPayload(dossierEvents['dossier.resultRecorded'], event.payload);
      return parsed.success ? touched({ ...state, result: { ...parsed.data, ...done } }) : state;
    }
    case 'dossier.citizenTold': {
      const parsed = readPayload(dossierEvents['dossier.citizenTold'], event.payload);
      return parsed.success ? touched({ ...state, tellings: [...state.tellings, { ...parsed.data, ...done }] }) : state;
    }
    case 'dossier.handedOver': {
      const parsed = readPayload(dossierEvents['dossier.handedOver'], event.payload);
      // Handed over at two desks: the first is what happened, the other is in the log.
      if (!parsed.success || state.handOver) return state;
      const handOver = { ...parsed.data, ...done };
      if (state.status === 'returned') return touched({ ...state, handOver });
      if (state.status !== 'done') return touched(withConflict(state, event, { to: 'returned', reason: '', handOver }));
      return touched({ ...applyStep(state, { to: 'returned', reason: '' }, done), handOver });
    }
    case 'dossier.rated': {
      const parsed = readPayload(dossierEvents['dossier.rated'], event.payload);
      // What the citizen said first stands: nobody makes a bad mark a good one.
      return parsed.success && !state.rating ? touched({ ...state, rating: { ...parsed.data, ...done } }) : state;
    }
    case 'dossier.apologyDrafted': {
      const parsed = readPayload(dossierEvents['dossier.apologyDrafted'], event.payload);
      return parsed.success && !isFinished(state.status) ? touched({ ...state, apologyDraft: { ...parsed.data, ...done } }) : state;
    }
    case 'dossier.apologyDropped':
      return touched(withoutDraft(state));
    case 'dossier.corrected': {
      const parsed = readPayload(dossierEvents['dossier.corrected'], event.payload);
      if (!parsed.success) return state;
      const { applicant, ...changes } = parsed.data.changes;
      const { citizenId, ownerId } = parsed.data;
      const corrected = { ...state, ...given({ ...changes, citizenId, ownerId }), applicant: { ...state.applicant, ...given(applicant ?? {}) } };
      return touched(withoutNull(corrected) as DossierState);
    }
    case 'dossier.paymentRecorded': {
      const parsed = readPayload(dossierEvents['dossier.paymentRecorded'], event.payload);
      return parsed.success ? touched({ ...state, payments: [...state.payments, { ...parsed.data, id: event.id, ...done }] }) : state;
    }
    case 'dossier.paymentCancelled': {
      const parsed = readPayload(dossierEvents['dossier.paymentCancelled'], event.payload);
      if (!parsed.success) return state;
      const { paymentId, reason } = parsed.data;
      const payments = state.payments.map((payment) => (payment.id === paymentId && !payment.cancelled ? { ...payment, cancelled: { ...done, reason } } : payment));
      return touched({ ...state, payments });
    }
    case 'dossier.extended':
    case 'dossier.rescheduled': {
      const parsed = readPayload(dossierEvents[event.type], event.payload);
      if (!parsed.success) return state;
      const { dueAt, reason } = parsed.data;
      const cause = event.type === 'dossier.extended' ? 'apology' : 'calendar';
      const moved = { ...state, dueAt, dueChanges: [...state.dueChanges, { from: state.dueAt, to: dueAt, cause, reason, ...done } satisfies DueChange] };
      return touched(cause === 'apology' ? withoutDraft(moved) : moved);
    }
    case 'dossier.cancelled': {
      const parsed = readPayload(dossierEvents['dossier.cancelled'], event.payload);
      if (!parsed.success || state.cancelled) return state;
      // Another desk has begun to handle it meanwhile: whether it was received in error is then for a person to say.
      if (!isUntouched(state.status)) return touched(withConflict(state, event, { to: 'withdrawn', reason: parsed.data.reason, isCancellation: true }));
      return touched(cancel(state, parsed.data.reason, done));
    }
    case 'dossier.formIssued': {
      const parsed = readPayload(dossierEvents['dossier.formIssued'], event.payload);
      return parsed.success ? touched({ ...state, forms: [...state.forms, { ...parsed.data, id: event.id, ...done }] }) : state;
    }
    case 'dossier.componentsChecked': {
      const parsed = readPayload(dossierEvents['dossier.componentsChecked'], event.payload);
      if (!parsed.success) return state;
      const checked = new Map(parsed.data.components.map((component) => [component.key, component]));
      const known = state.components.map((component) => checked.get(component.key) ?? component);
      const added = [...checked.values()].filter(({ key }) => !known.some((component) => component.key === key));
      return touched({ ...state, components: [...known, ...added] });
    }
    case 'dossier.conflictSettled': {
      const parsed = readPayload(dossierEvents['dossier.conflictSettled'], event.payload);
      if (!parsed.success) return state;
      return touched(settle(state, event, parsed.data));
    }
    default:
      return state;
  }
};

/** From here on nothing but a reception has happened; only so far can it have been in error. */
export const isUntouched = (status: Status): boolean => status === 'accepted' || status === 'registered';

/** What may come next. Refusing is over once the dossier was accepted: whoever accepts owes a result. */
export const stepsOf = ({ status, wasAccepted }: Pick<DossierState, 'status' | 'wasAccepted'>): Status[] =>
  stepsFrom(status).filter((to) => to !== 'refused' || !wasAccepted);

/** While papers or money are awaited, or once it is over, nobody hands it on. */
export const canMove = ({ status }: Pick<DossierState, 'status'>): boolean => status === 'accepted' || status === 'processing' || status === 'done';

type Movement = NonNullable<Conflict['move']>;

const move = (state: DossierState, event: DomainEvent, { reason, ...movement }: z.infer<(typeof dossierEvents)['dossier.moved']>): DossierState => {
  const { work, flow, moves } = state;
  const { from, to, officerId } = movement;
  const last = moves.at(-1);
  // Both desks sent it the same way while apart: one fact, told twice. To two people it is not.
  const isToldTwice = from !== to && work.stage === to && last?.from === from && last.to === to && (officerId === '' || last.officerId === '' || last.officerId === officerId);
  if (canMove(state) && isToldTwice) return state;
  if (!canMove(state) || work.stage !== from) return withConflict(state, event, { to: statusAfterMove(flow[to]!.kind, state.status), reason, move: movement });
  return applyMove(state, movement, reason, { id: event.id, at: hybridTimeMs(event.occurredAt), by: event.actorId });
};

const applyMove = (state: DossierState, { from, to, officerId }: Movement, reason: string, { id, at, by }: { id: string; at: number; by: string }): DossierState => {
  const status = statusAfterMove(state.flow[to]!.kind, state.status);
  const stepped = status === state.status ? state : applyStep(state, { to: status, reason }, { at, by });
  const made: Move = { id, at, by, heldBy: state.work.officerId || by, from, to, officerId, reason };
  // What one sends to oneself need not be taken.
  const work: Work = { stage: to, officerId, since: at, ...(officerId !== by && { moveId: id }) };
  return { ...stepped, work, moves: [...state.moves, made] };
};

const answerMove = (state: DossierState, { moveId, isAccepted, reason }: z.infer<(typeof dossierEvents)['dossier.moveAnswered']>, done: { at: number; by: string }): DossierState => {
  const answered = state.moves.map((made) => (made.id === moveId ? { ...made, answer: { ...done, isAccepted, reason } } : made));
  const { moveId: _, ...work } = state.work;
  if (isAccepted) return { ...state, moves: answered, work: { ...work, officerId: done.by } };
  const made = answered.find(({ id }) => id === moveId)!;
  const status = statusAfterMove(state.flow[made.from]!.kind, state.status);
  // What was withdrawn, or waits for papers, stays so whoever has it in hand.
  const back = status === state.status || !canMove(state) ? state : applyStep(state, { to: status, reason }, done);
  return { ...back, moves: answered, work: { stage: made.from, officerId: made.heldBy, since: done.at } };
};

const withoutDraft = ({ apologyDraft: _, ...rest }: DossierState): DossierState => rest;

type Step = Pick<z.infer<(typeof dossierEvents)['dossier.stepTaken']>, 'to' | 'reason' | 'dueAt' | 'acceptedAt' | 'requested' | 'refundVnd'>;

const takeStep = (state: DossierState, event: DomainEvent, step: z.infer<(typeof dossierEvents)['dossier.stepTaken']>): DossierState => {
  // Both desks took the same step while apart: one fact, told twice.
  if (state.status === step.to && state.status !== step.from) return state;
  if (state.status !== step.from || !stepsOf(state).includes(step.to)) return withConflict(state, event, step);
  return applyStep(state, step, { at: hybridTimeMs(event.occurredAt), by: event.actorId });
};

const applyStep = (state: DossierState, { to, reason, dueAt, acceptedAt, requested, refundVnd }: Step, { at, by }: { at: number; by: string }): DossierState => {
  const entered = {
    ...enter(state, to, at, reason),
    ...given({ acceptedAt, requested, refundVnd }),
    wasAccepted: state.wasAccepted || to === 'accepted' || to === 'processing',
    work: workAfter(state, to, { at, by }),
  };
  if (dueAt === undefined || dueAt === state.dueAt) return entered;
  // Before it was accepted nothing was promised, so nothing is moved.
  if (!state.wasAccepted) return { ...entered, dueAt };
  const change: DueChange = { from: state.dueAt, to: dueAt, cause: 'pause', reason, at, by };
  return { ...entered, dueAt, dueChanges: [...state.dueChanges, change] };
};

/** A step without a word about its stage: where that status begins, in the hands of whoever took it; out of a pause it is where it was. */
const workAfter = ({ work, flow, moves }: DossierState, to: Status, { at, by }: { at: number; by: string }): Work => {
  const stage = stageOfStatus(flow, to);
  const isSentBack = to === 'processing' && work.stage === 0 && moves.length > 0;
  const isThere = isSentBack || statusOfStage(flow[work.stage]!.kind) === (to === 'returned' ? 'done' : to);
  return stage === undefined || isThere ? work : { stage, officerId: by, since: at };
};

const cancel = (state: DossierState, reason: string, done: { at: number; by: string }): DossierState => ({
  // The national list has no word for it; «rút» is what ends a dossier without a result.
  ...enter(state, 'withdrawn', done.at, reason),
  cancelled: { ...done, reason },
});

const settle = (
  state: DossierState,
  event: DomainEvent,
  { eventId, status, note, isMoveRight }: z.infer<(typeof dossierEvents)['dossier.conflictSettled']>,
): DossierState => {
  const conflict = state.conflicts.find((candidate) => candidate.eventId === eventId);
  const isSame = state.status === status && (!isMoveRight || state.work.stage === conflict?.move?.to);
  // Two officers, apart, settled it differently: the second word must not silently undo the first.
  if (conflict?.settledBy) return isSame ? state : withConflict(state, event, { to: status, reason: note, ...(isMoveRight && given({ move: conflict.move })) });
  const done = { at: hybridTimeMs(event.occurredAt), by: event.actorId };
  const settledBy = { actorId: event.actorId, at: event.occurredAt, note };
  const conflicts = state.conflicts.map((candidate) => (candidate.eventId === eventId ? { ...candidate, settledBy } : candidate));
  const settled = { ...state, conflicts };
  if (conflict?.move && isMoveRight) return applyMove(settled, { ...conflict.move, from: state.work.stage }, note, { id: event.id, ...done });
  // Confirming the status in force keeps its times (finishedAt, returnedAt, the open pause).
  if (state.status === status) return settled;
  if (conflict?.to !== status) return applyStep(settled, { to: status, reason: note }, done);
  if (conflict.isCancellation) return cancel(settled, conflict.reason, done);
  if (conflict.handOver) return { ...applyStep(settled, { to: status, reason: note }, { at: conflict.handOver.at, by: conflict.handOver.by }), handOver: conflict.handOver };
  const { dueAt, requested, refundVnd } = conflict;
  if (!state.wasAccepted) return applyStep(settled, { ...conflict, reason: note }, done);
  // What was promised since the two desks were apart is not taken back.
  return applyStep(settled, { to: status, reason: note, requested, refundVnd, dueAt: dueAt && Math.max(dueAt, state.dueAt) }, done);
};

const withConflict = (state: DossierState, event: DomainEvent, { to, reason, dueAt, acceptedAt, requested, refundVnd, isCancellation, move: moved, handOver }: Step & Pick<Conflict, 'isCancellation' | 'move' | 'handOver'>): DossierState => {
  const conflict: Conflict = {
    eventId: event.id,
    from: state.status,
    to,
    at: event.occurredAt,
    actorId: event.actorId,
    deskId: event.deskId,
    reason,
    ...given({ dueAt, acceptedAt, requested, refundVnd, isCancellation, move: moved, handOver }),
  };
  return { ...state, conflicts: [...state.conflicts, conflict] };
};

const removable = new Set(['owner', 'authority', 'ownerId']);
const withoutNull = (state: object): object => Object.fromEntries(Object.entries(state).filter(([field, value]) => value !== null || !removable.has(field)));

const enter = (state: DossierState, status: Status, atMs: number, reason: string): DossierState => {
  const wasPaused = isPaused(state.status);
  const pauses = wasPaused
    ? state.pauses.map((pause, index) => (index === state.pauses.length - 1 && pause.to === undefined ? { ...pause, to: atMs } : pause))
    : state.pauses;
  const { finishedAt, returnedAt: _returnedAt, cancelled: _cancelled, ...rest } = state;
  return {
    ...rest,
    status,
    pauses: isPaused(status) ? [...pauses, { from: atMs, reason, status }] : pauses,
    ...(status === 'done' ? { finishedAt: atMs } : status === 'returned' ? { finishedAt: finishedAt ?? atMs, returnedAt: atMs } : {}),
    ...(status === 'withdrawn' || status === 'refused' ? { finishedAt: atMs } : {}),
  };
};
