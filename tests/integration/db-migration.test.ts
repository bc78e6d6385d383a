import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Connection, openConnection, storeFile, writeKeyCheck } from '../../db/connection.ts';
import { canonicalPayload, createEventLog } from '../../db/event-log.ts';
import { levelFacts } from '../../db/facts.ts';
import { listMigrations, migrationsFolder } from '../../db/migrate.ts';
import { dossiersOfPerson } from '../../db/queries/dossiers.ts';
import { search } from '../../db/queries/search.ts';
import { fold } from '../../domain/entities.ts';
import type { DomainEvent } from '../../domain/event.ts';
import { utcOf } from '../../domain/time.ts';
import { dumpProjections, makeFolder, mustOpen, removeFolder, storeOptions } from '../fixtures/db-store.ts';
import { citizenRegistered, createTestDesk, documentAttached, documentScanned, dossierReceived, sha256Of, stepTaken } from '../fixtures/test-desk.ts';

let folder: string;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => removeFolder(folder));

const key = new Uint8Array(32).fill(7);

/** What the desk wrote in its first weeks: only events that the first version knew. */
const firstWeeks = (): { deskId: string; events: DomainEvent[] } => {
  let now = utcOf('2026-11-23', 8 * 60);
  const desk = createTestDesk({ agencyCode: 'H02.15.20', number: 1, clock: { now: () => (now += 60_000) }, fetch: () => Promise.reject(new Error('no line')) });
  const sha256 = sha256Of(Buffer.from('bản quét'));
  desk.append(citizenRegistered('c1', 'Nguyễn Văn Ấn'));
  for (let order = 1; order <= 40; order += 1) {
    desk.append(dossierReceived(`d${order}`, `H02.15.20-261123-1${String(order).padStart(3, '0')}`));
    desk.append(stepTaken(`d${order}`, 'accepted', 'processing'));
    if (order % 2 === 0) desk.append(stepTaken(`d${order}`, 'processing', 'done'));
  }
  desk.append(documentScanned('x1', sha256, 10));
  desk.append(documentAttached('x1', 'd1', sha256));
  desk.append({ entity: 'officer', entityId: 'o1', type: 'officer.added', payload: { username: 'hoa', fullName: 'Nguyễn Thị Hoa', title: '', roles: ['receiving'] } });
  return { deskId: desk.deskId, events: desk.log };
};

/** A store as version 1 left it: its one migration, its log, and what it had laid down. */
const makeFirstVersion = (layDown: (connection: Connection) => void): { deskId: string; events: DomainEvent[] } => {
  const storeFolder = join(folder, 'store');
  mkdirSync(storeFolder, { recursive: true });
  writeKeyCheck({ folder: storeFolder, key });
  const connection = openConnection(storeFile(storeFolder), { key });
  connection.exec(readFileSync(listMigrations(migrationsFolder)[0]!.file, 'utf8'));
  connection.pragma('user_version = 1');
  const { deskId, events } = firstWeeks();
  const log = createEventLog(connection);
  for (const event of events) log.insert(event, canonicalPayload(event.payload));
  connection.prepare("INSERT INTO meta (name, value) VALUES ('deskId', ?), ('projectionVersion', '1')").run(deskId);
  layDown(connection);
  connection.close();
  return { deskId, events };
};

it('a store of the first version is copied, brought forward and filled from its log, with nothing lost', () => {
  const { deskId, events } = makeFirstVersion((connection) => {
    connection
      .prepare("INSERT INTO dossiers (id, code, status, is_open, citizen_id, procedure_id, desk_id, accepted_at, due_at, open_conflicts, state) VALUES ('d1', 'H02.15.20-261123-1001', 'processing', 1, 'c1', 'p1', 'x', 1, 2, 0, '{}')")
      .run();
    connection.prepare("INSERT INTO dossier_search (rowid, code, person, about) VALUES (1, 'h02', 'nguyen van an', 'cu')").run();
    connection.prepare("UPDATE search_progress SET indexed_to = 1 WHERE search = 'dossier_search'").run();
    connection.prepare("INSERT INTO drafts (id, officer_id, form, updated_at) VALUES ('n1', 'o1', '{\"dở dang\":1}', 5)").run();
    connection.prepare("INSERT INTO credentials (officer_id, password_hash, changed_at) VALUES ('o1', 'băm', 5)").run();
    connection.prepare("UPDATE sync SET cursor = 'tới đây', acknowledged = 12").run();
  });

  const store = mustOpen(storeOptions(folder));
  expect(store.read.get(sql`PRAGMA user_version`)).toEqual({ user_version: listMigrations(migrationsFolder).length });
  expect([store.deskId, store.head().deskSeq, store.verifyLog()]).toEqual([deskId, events.length, { isIntact: true, events: events.length }]);
  expect(store.ownEvents(0, 1000)).toEqual(events);
  for (const [name, of] of Map.groupBy(events, ({ entity, entityId }) => `${entity} ${entityId}`)) {
    const { entity, entityId } = of[0]!;
    expect(store.state(entity, entityId), name).toEqual(JSON.parse(JSON.stringify(fold(entity, of))));
  }
  // The first version knew neither payments nor favourites: what comes next is laid on states that have them.
  store.write('o1', (tx) => {
    tx.append({ entity: 'dossier', entityId: 'd1', type: 'dossier.paymentRecorded', payload: { method: 'cash', amountVnd: 8000, reference: '' } });
    tx.append({ entity: 'officer', entityId: 'o1', type: 'officer.favouritesChanged', payload: { procedureIds: ['p1'] } });
  });
  expect(store.state('dossier', 'd1')?.payments).toMatchObject([{ amountVnd: 8000 }]);
  expect(search(store, 'nguyen van an 1040', 8).dossiers.map(({ id }) => id)).toEqual(['d40']);
  expect(search(store, 'cu', 8).dossiers).toEqual([]);
  expect(dossiersOfPerson(store, 'c1', 100)).toHaveLength(40);
  expect(store.read.all(sql`SELECT id, form FROM drafts`)).toEqual([{ id: 'n1', form: '{"dở dang":1}' }]);
  expect(store.read.get(sql`SELECT password_hash, (SELECT cursor FROM sync) AS cursor, (SELECT acknowledged FROM sync) AS acknowledged FROM credentials`)).toEqual({ password_hash: 'băm', cursor: 'tới đây', acknowledged: 12 });
  // Nothing is known of how late the district heard of what it had acknowledged before marks were kept.
  while (!levelFacts(store, 100));
  expect(store.read.get(sql`SELECT count(*) AS dossiers, sum(finished_day < 99991231) AS finished, count(sync_minutes) AS timed FROM dossier_facts`)).toEqual({ dossiers: 40, finished: 20, timed: 0 });
  const live = dumpProjections(store);
  store.rebuild();
  expect(dumpProjections(store)).toEqual(live);
  store.close();

  const copy = openConnection(join(folder, 'store', 'backups', 'before-migration-2.db'), { key });
  expect(copy.prepare('SELECT count(*) AS n FROM events').get()).toEqual({ n: events.length });
  expect(copy.prepare('SELECT state FROM dossiers').all()).toEqual([{ state: '{}' }]);
  copy.close();
});

it('a power cut between the migration and the filling loses nothing: the next start fills', () => {
  const { events } = makeFirstVersion(() => {});
  const connection = openConnection(storeFile(join(folder, 'store')), { key });
  connection.exec(readFileSync(listMigrations(migrationsFolder)[1]!.file, 'utf8'));
  connection.pragma('user_version = 2');
  connection.close();
  const store = mustOpen(storeOptions(folder));
  expect(store.state('dossier', 'd1')).toEqual(JSON.parse(JSON.stringify(fold('dossier', events.filter(({ entityId }) => entityId === 'd1')))));
  store.close();
});
