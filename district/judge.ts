import { createHash } from 'node:crypto';
import { eventSchemas } from '../domain/entities.ts';
import { canonicalEvent, type DomainEvent, eventSchema, genesisHash, sha256Schema } from '../domain/event.ts';
import { hybridTimeMs } from '../domain/hybrid-clock.ts';
import { readPayload } from '../domain/payload.ts';
import type { RejectionReason } from '../domain/wire.ts';

/** What is made of one event: its reason to be refused if any, the hash that it claims, and the text to keep. */
export type Judgement =
  | { isGood: true; event: DomainEvent; hash: string; body: string }
  | { isGood: false; reason: RejectionReason; hash: string | null; body: string };

/**
 * Everything that can be said of an event by itself. It is the greater part of the work of a push, and is done before the
 * log is locked, so that desks of many communes wait only for each other's writing.
 */
export const judge = (item: unknown, deskId: string, latestMs: number): Judgement => {
  const refuse = (reason: RejectionReason): Judgement => refusal(item, reason);
  if (!eventSchema.safeParse(item).success) return refuse('malformed');
  const event = item as DomainEvent;
  const canonical = canonicalTextOf(event);
  if (canonical === undefined) return refuse('malformed');
  if (event.deskId !== deskId) return refuse('foreignDesk');
  // Ties between desks are broken by the desk at the end of the time; without it the fold could differ from place to place.
  if (!event.occurredAt.endsWith(`-${deskId}`)) return refuse('malformed');
  if (createHash('sha256').update(canonical).digest('hex') !== event.hash) return refuse('hashMismatch');
  if (hybridTimeMs(event.occurredAt) > latestMs) return refuse('clockAhead');
  const types = eventSchemas[event.entity];
  if (!Object.hasOwn(types, event.type)) return refuse('unknownType');
  if (!readPayload(types[event.type]!, event.payload).success) return refuse('payloadMalformed');
  return { isGood: true, event, hash: event.hash, body: withHash(canonical, event.hash) };
};

/**
 * Whether a good event is also the next link of the chain.
 * @param previousHash hash of the event before, as that event claimed it; undefined when that one had none that could be
 * read, and then the link cannot be judged
 */
export const linked = (judgement: Judgement, previousHash: string | undefined): Judgement =>
  judgement.isGood && previousHash !== undefined && judgement.event.prevHash !== previousHash
    ? refusal(judgement.event, 'chainBroken')
    : judgement;

const refusal = (item: unknown, reason: RejectionReason): Judgement => ({ isGood: false, reason, hash: claimedHash(item), body: textOf(item) });

export const firstPreviousHash = genesisHash;

/** Canonical text is kept as it is, and `hash` is put at its end: the hash can be computed again from the text alone. */
export const withHash = (canonical: string, hash: string): string => `${canonical.slice(0, -1)},"hash":"${hash}"}`;

export const claimedHash = (item: unknown): string | null => {
  const hash = typeof item === 'object' && item !== null && 'hash' in item ? item.hash : null;
  return sha256Schema.safeParse(hash).success ? (hash as string) : null;
};

/** NUL: JSON may say it, PostgreSQL's jsonb cannot hold it. Lone surrogates and endless nesting make `canonicalJson` throw. */
const canonicalTextOf = (event: DomainEvent): string | undefined => {
  try {
    const text = canonicalEvent(event);
    return text.includes('\\u0000') && /(?<!\\)(?:\\\\)*\\u0000/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
};

export const textOf = (item: unknown): string => {
  try {
    return JSON.stringify(item);
  } catch {
    // Nested deeper than the stack: nothing that a desk ever wrote.
    return JSON.stringify({ unreadable: true });
  }
};
