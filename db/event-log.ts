import { hash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical.ts';
import { byClock, type DomainEvent, type EntityName } from '../domain/event.ts';
import type { Connection } from './connection.ts';

export type EventRow = {
  id: string;
  desk_id: string;
  desk_seq: number;
  entity: string;
  entity_id: string;
  type: string;
  payload: string;
  blobs: string;
  actor_id: string;
  occurred_at: string;
  prev_hash: string;
  hash: string;
};

const columns = 'id, desk_id, desk_seq, entity, entity_id, type, payload, blobs, actor_id, occurred_at, prev_hash, hash';

const envelopeOfRow = (row: EventRow): Omit<DomainEvent, 'payload' | 'blobs'> => ({
  id: row.id,
  deskId: row.desk_id,
  deskSeq: row.desk_seq,
  entity: row.entity as EntityName,
  entityId: row.entity_id,
  type: row.type,
  actorId: row.actor_id,
  occurredAt: row.occurred_at,
  prevHash: row.prev_hash,
  hash: row.hash,
});

export const eventOfRow = (row: EventRow): DomainEvent => ({
  ...envelopeOfRow(row),
  payload: JSON.parse(row.payload) as Record<string, unknown>,
  blobs: JSON.parse(row.blobs) as string[],
});

/**
 * The same bytes and hash as domain's `canonicalEvent` and `hashEvent` (a test compares them), from the payload's canonical
 * JSON as it is stored: so each payload is written out once, and the log is verified without parsing it.
 */
export const hashStored = (event: Omit<DomainEvent, 'hash' | 'payload'>, payload: string): string => {
  const quoted = JSON.stringify;
  return sha256Of(
    `{"actorId":${quoted(event.actorId)},"blobs":${quoted(event.blobs)},"deskId":${quoted(event.deskId)},"deskSeq":${event.deskSeq}` +
      `,"entity":${quoted(event.entity)},"entityId":${quoted(event.entityId)},"id":${quoted(event.id)},"occurredAt":${quoted(event.occurredAt)}` +
      `,"payload":${payload},"prevHash":${quoted(event.prevHash)},"type":${quoted(event.type)}}`,
  );
};

/** RFC 8785, so that the same payload is the same text, and its fold the same state, on every desk whatever order it travelled in. */
export const canonicalPayload = (payload: Record<string, unknown>): string => canonicalJson(payload);

/**
 * The same for what comes from a screen: half an emoji, as a cut at a length leaves it, has no canonical form and must not
 * cost a reception. It becomes U+FFFD.
 */
export const canonicalInput = (payload: Record<string, unknown>): string => {
  try {
    return canonicalJson(payload);
  } catch {
    return canonicalJson(wellFormed(payload));
  }
};

const wellFormed = (value: unknown): unknown => {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name.toWellFormed(), wellFormed(member)]));
};

export const sha256Of = (text: string): string => hash('sha256', text, 'hex');

/** Every statement on the `events` table, prepared once. Whoever inserts is in a transaction and folds afterwards. */
export const createEventLog = (connection: Connection) => {
  const insertRow = connection.prepare(
    `INSERT INTO events (${columns}, dossier_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const last = connection.prepare<[string], { desk_seq: number; hash: string; occurred_at: string }>(
    'SELECT desk_seq, hash, occurred_at FROM events WHERE desk_id = ? ORDER BY desk_seq DESC LIMIT 1',
  );
  const link = connection.prepare<[string, number], { hash: string; prev_hash: string }>(
    'SELECT hash, prev_hash FROM events WHERE desk_id = ? AND desk_seq = ?',
  );
  const after = connection.prepare<[string, number, number], EventRow>(
    `SELECT ${columns} FROM events WHERE desk_id = ? AND desk_seq > ? ORDER BY desk_seq LIMIT ?`,
  );
  const ofEntityId = connection.prepare<[string], EventRow>(`SELECT ${columns} FROM events WHERE entity_id = ?`);
  const latestOfEntityId = connection
    .prepare<[string], string | null>('SELECT max(occurred_at) FROM events WHERE entity_id = ?')
    .pluck();
  const nextDesk = connection.prepare<[string], string>('SELECT min(desk_id) FROM events WHERE desk_id > ?').pluck();
  const nextEntityId = connection.prepare<[string], string>('SELECT min(entity_id) FROM events WHERE entity_id > ?').pluck();

  return {
    /** @param payload the event's payload as `canonicalPayload` writes it */
    insert(event: DomainEvent, payload: string): void {
      const dossierId = (event.type === 'document.attached' || event.type === 'document.reused') && typeof event.payload.dossierId === 'string' ? event.payload.dossierId : null;
      insertRow.run(
        event.id,
        event.deskId,
        event.deskSeq,
        event.entity,
        event.entityId,
        event.type,
        payload,
        JSON.stringify(event.blobs),
        event.actorId,
        event.occurredAt,
        event.prevHash,
        event.hash,
        dossierId,
      );
    },
    last: (deskId: string) => last.get(deskId),
    /** The links of the chain at one place of a desk's log. */
    link: (deskId: string, deskSeq: number) => link.get(deskId, deskSeq),
    after: (deskId: string, deskSeq: number, limit: number): DomainEvent[] => after.all(deskId, deskSeq, limit).map(eventOfRow),
    /** For verifying: each event beside the hash that its stored text has. */
    hashesAfter: (deskId: string, deskSeq: number, limit: number): { deskSeq: number; hash: string; prevHash: string; found: string }[] =>
      after.all(deskId, deskSeq, limit).map((row) => {
        const event = { ...envelopeOfRow(row), blobs: JSON.parse(row.blobs) as string[] };
        return { deskSeq: event.deskSeq, hash: event.hash, prevHash: event.prevHash, found: hashStored(event, row.payload) };
      }),
    /** In clock order. */
    ofEntity: (entity: EntityName, id: string): DomainEvent[] =>
      ofEntityId
        .all(id)
        .filter((row) => row.entity === entity)
        .map(eventOfRow)
        .sort(byClock),
    /** The latest time of any event under this id. */
    latestOf: (id: string): string | undefined => latestOfEntityId.get(id) ?? undefined,
    deskIds(): string[] {
      const found: string[] = [];
      for (let next = nextDesk.get(''); next; next = nextDesk.get(next)) found.push(next);
      return found;
    },
    /** Every entity that the log names, with its events in no order. */
    *entities(): Generator<{ entity: EntityName; id: string; events: DomainEvent[] }> {
      for (let id = nextEntityId.get(''); id; id = nextEntityId.get(id)) {
        const events = ofEntityId.all(id).map(eventOfRow);
        for (const entity of new Set(events.map((event) => event.entity))) {
          yield { entity, id, events: events.filter((event) => event.entity === entity) };
        }
      }
    },
  };
};
