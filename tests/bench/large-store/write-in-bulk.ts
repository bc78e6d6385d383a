import { v7 as uuidV7 } from 'uuid';
import { type Connection, openConnection, storeFile } from '../../../db/connection.ts';
import { canonicalPayload, createEventLog, hashStored } from '../../../db/event-log.ts';
import { createIndexer, createProjectors } from '../../../db/projections/projections.ts';
import { indexedText } from '../../../db/search-words.ts';
import { reducers } from '../../../domain/entities.ts';
import type { DomainEvent } from '../../../domain/event.ts';
import { nextHybridTime } from '../../../domain/hybrid-clock.ts';
import { seededRandom } from '../../faults/simulator/random.ts';
import type { Happening, PaperText } from './history.ts';

type Target = { folder: string; key: Uint8Array; deskId: string; actorId: string; deskSeq: number; hash: string };

/**
 * Writes events into a store as `append` would, with their right hashes and chain, and lays down each entity once, when its last
 * event has come. Indexes are dropped and made at the end: row by row they would take most of the time.
 */
export const writeInBulk = (target: Target, happenings: Iterable<Happening>, takeTexts: () => PaperText[], report: (events: number) => void): void => {
  const connection = openConnection(storeFile(target.folder), { key: target.key });
  connection.pragma('journal_mode = OFF');
  connection.pragma('synchronous = OFF');
  connection.pragma('cache_size = -1500000');
  const indexes = connection.prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").all();
  for (const { name } of indexes) connection.exec(`DROP INDEX ${name}`);

  const log = createEventLog(connection);
  const projectors = createProjectors(connection);
  const insertText = connection.prepare('INSERT INTO document_texts (text_key, made_by, made_at, text) VALUES (?, ?, ?, ?)');
  const insertWords = connection.prepare('INSERT INTO document_search (rowid, text) VALUES (?, ?)');
  const random = seededRandom('dấu vân tay');
  const states = new Map<string, unknown>();
  let { deskSeq, hash } = target;
  let latest: string | undefined;

  connection.exec('BEGIN');
  for (const { at, event, isLast } of happenings) {
    const payload = canonicalPayload(event.payload);
    latest = nextHybridTime(latest, at, target.deskId);
    const unhashed: Omit<DomainEvent, 'hash'> = {
      id: uuidV7({ msecs: at, random: random.bytes(16) }),
      deskId: target.deskId,
      deskSeq: deskSeq + 1,
      entity: event.entity,
      entityId: event.entityId,
      type: event.type,
      payload: event.payload,
      blobs: event.blobs ?? [],
      actorId: target.actorId,
      occurredAt: latest,
      prevHash: hash,
    };
    const stamped: DomainEvent = { ...unhashed, hash: hashStored(unhashed, payload) };
    log.insert(stamped, payload);
    ({ deskSeq, hash } = stamped);
    const state = reducers[event.entity](states.get(event.entityId) as never, stamped);
    if (isLast) {
      projectors[event.entity].project(event.entityId, undefined, state as never);
      states.delete(event.entityId);
    } else states.set(event.entityId, state);
    for (const { sha256, text } of takeTexts()) {
      const { lastInsertRowid } = insertText.run(sha256, 'bench', at, text);
      insertWords.run(lastInsertRowid, indexedText('text', text));
    }
    if (deskSeq % 100_000 === 0) {
      connection.exec('COMMIT; BEGIN');
      report(deskSeq);
    }
  }
  // What is still on its way: nothing else waits but dossiers.
  for (const [id, state] of states) projectors.dossier.project(id, undefined, state as never);
  // The district has had everything until now.
  connection.prepare('UPDATE sync SET acknowledged = ?').run(deskSeq);
  connection.exec('COMMIT; BEGIN');
  report(deskSeq);
  for (const { sql } of indexes) connection.exec(sql);
  connection.exec('COMMIT; BEGIN');
  createIndexer(connection).level();
  connection.exec('COMMIT');
  finish(connection);
};

const finish = (connection: Connection): void => {
  connection.pragma('journal_mode = WAL');
  connection.close();
};
