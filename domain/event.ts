import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { canonicalJson } from './canonical.ts';
import { isHybridTime } from './hybrid-clock.ts';

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

export const entityNames = [
  'desk',
  'officer',
  'citizen',
  'organisation',
  'dossier',
  'document',
  'procedure',
  'calendar',
  'form',
  'ticket',
  'reminder',
] as const;
export type EntityName = (typeof entityNames)[number];

/** What a use case hands over to be written; the log adds identity, order, time and chain. */
export type NewEvent = {
  entity: EntityName;
  entityId: string;
  type: string;
  payload: Record<string, unknown>;
  /** SHA-256 of the files that the event needs at the district, in hex. */
  blobs?: string[];
};

/**
 * One change, as it is kept in every log and travels on the wire.
 * `hash` covers all other members and so, through `prevHash`, the whole log of that desk before it.
 */
export const eventSchema = z.strictObject({
  id: z.uuid(),
  deskId: z.string().min(1).max(64),
  deskSeq: z.int().positive(),
  entity: z.enum(entityNames),
  entityId: z.string().min(1).max(128),
  type: z.string().min(1).max(64),
  payload: z.record(z.string(), z.unknown()),
  blobs: z.array(sha256Schema).max(1000),
  actorId: z.string().min(1).max(64),
  occurredAt: z.string().max(100).refine(isHybridTime),
  prevHash: sha256Schema,
  hash: sha256Schema,
});
export type DomainEvent = z.infer<typeof eventSchema>;

/** `prevHash` of a desk's first event. */
export const genesisHash = '0'.repeat(64);

/** RFC 8785 canonical JSON of the event without its `hash`: the bytes that `hash` is the SHA-256 of. */
export const canonicalEvent = (event: Omit<DomainEvent, 'hash'>): string => {
  const { hash: _, ...rest } = event as DomainEvent;
  return canonicalJson(rest);
};

export const hashEvent = (event: Omit<DomainEvent, 'hash'>): string =>
  bytesToHex(sha256(utf8ToBytes(canonicalEvent(event))));

/**
 * The order of folding: hybrid time, which already ends in the desk. The id decides between events that a faulty desk
 * stamped alike, because an order left to the sort would follow arrival and two desks would then disagree.
 */
export const byClock = (a: DomainEvent, b: DomainEvent): number =>
  compare(a.occurredAt, b.occurredAt) || a.deskSeq - b.deskSeq || compare(a.id, b.id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
