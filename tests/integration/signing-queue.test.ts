import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openConnection, storeFile, writeKeyCheck } from '../../db/connection.ts';
import { canonicalPayload, createEventLog } from '../../db/event-log.ts';
import { listMigrations, migrationsFolder } from '../../db/migrate.ts';
import { addSigningRequest, noteSigningProblem, removeSigningRequest, signingRequest, signingRequestCount, signingRequests } from '../../db/queries/signing-queue.ts';
import { recoverStore } from '../../db/recovery.ts';
import { problem } from '../../domain/problem.ts';
import { utcOf } from '../../domain/time.ts';
import { makeFolder, mustOpen, removeFolder, storeOptions } from '../fixtures/db-store.ts';
import { createTestDesk, documentScanned, sha256Of } from '../fixtures/test-desk.ts';

let folder: string;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => removeFolder(folder));

it('a store of the version before gets an empty list of papers to sign, and keeps all it had', () => {
  const storeFolder = join(folder, 'store');
  const key = new Uint8Array(32).fill(7);
  mkdirSync(storeFolder, { recursive: true });
  writeKeyCheck({ folder: storeFolder, key });
  const connection = openConnection(storeFile(storeFolder), { key });
  for (const migration of listMigrations(migrationsFolder).slice(0, 2)) connection.exec(readFileSync(migration.file, 'utf8'));
  connection.pragma('user_version = 2');
  let now = utcOf('2026-11-23', 8 * 60);
  const desk = createTestDesk({ agencyCode: 'H02.15.20', number: 1, clock: { now: () => (now += 60_000) }, fetch: () => Promise.reject(new Error('no line')) });
  desk.append(documentScanned('x1', sha256Of(Buffer.from('bản quét')), 10));
  const log = createEventLog(connection);
  for (const event of desk.log) log.insert(event, canonicalPayload(event.payload));
  connection.prepare("INSERT INTO meta (name, value) VALUES ('deskId', ?)").run(desk.deskId);
  connection.prepare("INSERT INTO drafts (id, officer_id, form, updated_at) VALUES ('n1', 'o1', '{}', 5)").run();
  connection.close();

  const store = mustOpen(storeOptions(folder));
  expect([store.deskId, store.verifyLog(), signingRequests(store)]).toEqual([desk.deskId, { isIntact: true, events: desk.log.length }, []]);
  expect(store.state('document', 'x1')?.status).toBe('inbox');
  expect(store.read.all(sql`SELECT id FROM drafts`)).toEqual([{ id: 'n1' }]);
  store.close();
});

it('a paper waits once for each kind of signature, first come first, and survives a restart and a rescue', () => {
  const options = storeOptions(folder);
  const store = mustOpen(options);
  const request = { documentId: 'b', kind: 'personal' as const, officerId: 'hoa', requestedAt: 20 };
  store.write('hoa', (tx) => {
    tx.append(documentScanned('b', sha256Of(Buffer.from('bản quét')), 10));
    addSigningRequest(tx.db, request);
    addSigningRequest(tx.db, { ...request, officerId: 'binh', requestedAt: 99 });
    addSigningRequest(tx.db, { ...request, kind: 'seal', requestedAt: 30 });
    addSigningRequest(tx.db, { ...request, documentId: 'a', requestedAt: 10 });
    noteSigningProblem(tx.db, request, problem('signing.notRendered'));
  });
  const waiting = [
    { ...request, documentId: 'a', requestedAt: 10 },
    { ...request, problem: { problem: 'signing.notRendered', data: {} } },
    { ...request, kind: 'seal', requestedAt: 30 },
  ];
  expect([signingRequests(store), signingRequestCount(store)]).toEqual([waiting, 3]);
  store.close();
  const again = mustOpen(options);
  expect(signingRequests(again)).toEqual(waiting);
  again.write('hoa', (tx) => removeSigningRequest(tx.db, { documentId: 'a', kind: 'personal' }));
  expect([signingRequest(again, { documentId: 'a', kind: 'personal' }), signingRequestCount(again)]).toEqual([undefined, 2]);
  again.close();

  const recovered = recoverStore(options);
  if ('refused' in recovered) throw new Error(recovered.detail);
  expect(signingRequests(recovered.store)).toEqual(waiting.slice(1));
  recovered.store.close();
});
