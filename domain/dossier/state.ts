import type { z } from 'zod';
import { type Component, dossierEvents, type DossierFields, dossierProcedureSchema, handOverSchema, paymentSchema, type RequestedPaper, resultSchema } from './events.ts';
import type { FlowStage } from './flow.ts';
import { type Status, stepsFrom } from './status.ts';

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

/** From here on nothing but a reception has happened; only so far can it have been in error. */
export const isUntouched = (status: Status): boolean => status === 'accepted' || status === 'registered';

/** What may come next. Refusing is over once the dossier was accepted: whoever accepts owes a result. */
export const stepsOf = ({ status, wasAccepted }: Pick<DossierState, 'status' | 'wasAccepted'>): Status[] =>
  stepsFrom(status).filter((to) => to !== 'refused' || !wasAccepted);

/** While papers or money are awaited, or once it is over, nobody hands it on. */
export const canMove = ({ status }: Pick<DossierState, 'status'>): boolean => status === 'accepted' || status === 'processing' || status === 'done';
