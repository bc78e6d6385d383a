import { z } from 'zod';
import { eventSchema, sha256Schema } from './event.ts';
import { problemCodes } from './problem.ts';

/** The desk–district protocol on the wire. `district/PROTOCOL.md` says it in prose; these are the same shapes as code. */
export const protocolVersion = 1;
export const maxEventsPerPush = 500;

export const aboutSchema = z.object({
  protocol: z.int(),
  /** «UBND huyện Lục Nam» */
  name: z.string(),
  /** The word for its level, as shown: «huyện». */
  level: z.string(),
  /** The server's clock, UTC milliseconds. */
  now: z.int(),
});

export const enrolRequestSchema = z.strictObject({
  code: z.string().min(1).max(100),
  deskId: z.string().min(1).max(64),
  deskNumber: z.int().min(0).max(9),
  agencyCode: z.string().min(1).max(64),
  /** Ed25519, raw 32 bytes in base64url. */
  publicKey: z.string().length(43),
});
export const enrolResponseSchema = z.object({ name: z.string(), level: z.string() });

/** Why the district will not take an event. It is stored all the same, so that the chain goes on. */
export const rejectionReasons = [
  'malformed',
  'unknownType',
  'payloadMalformed',
  'hashMismatch',
  'chainBroken',
  'forked',
  'foreignDesk',
  'clockAhead',
] as const;
export type RejectionReason = (typeof rejectionReasons)[number];

export const verdictSchema = z.object({
  deskSeq: z.int(),
  /** `held`: an earlier event is missing, send again from `acknowledged + 1`. `conflict`: taken, but the state machine forbids the step. */
  verdict: z.enum(['applied', 'duplicate', 'held', 'conflict', 'rejected']),
  reason: z.enum(rejectionReasons).optional(),
});
export type Verdict = z.infer<typeof verdictSchema>;

export const pushRequestSchema = z.strictObject({ events: z.array(z.unknown()).min(1).max(maxEventsPerPush) });
export const pushResponseSchema = z.object({
  verdicts: z.array(verdictSchema),
  /** Every event of this desk up to and with this `deskSeq` is stored at the district. */
  acknowledged: z.int().min(0),
});
export type PushResponse = z.infer<typeof pushResponseSchema>;

export const pullResponseSchema = z.object({
  events: z.array(eventSchema),
  /** Opaque; goes back as `after` on the next pull. */
  cursor: z.string(),
  hasMore: z.boolean(),
});
export type PullResponse = z.infer<typeof pullResponseSchema>;

export const lackingRequestSchema = z.strictObject({ hashes: z.array(sha256Schema).max(1000) });
export const lackingResponseSchema = z.object({ lacking: z.array(sha256Schema) });

/** The body of every 4xx answer. */
export const wireProblemSchema = z.object({
  problem: z.enum(problemCodes),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
});
