import { randomBytes, randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openConnection, storeFile } from '../../db/connection.ts';
import { isStoreRefusal, openStore, type Store } from '../../db/store.ts';
import { fileKeyWrapper } from '../../electron/host/browser-host.ts';
import { loadOrCreateStoreKey } from '../../electron/host/key-store.ts';
import { createDistrictControl } from '../browser/district-control.ts';
import { compareDeskAndDistrict, type Expected } from '../faults/kill-verdict.ts';
import { sha256Of, startRunningDesk, whenTaken } from '../fixtures/running-desk.ts';
import { jpegScan } from '../fixtures/scans.ts';

/** «lost 0, duplicated 0» means something only if it is not said when something is lost, or there twice. */

let world: string;
let book: Pick<Expected, 'receptions' | 'scans' | 'attached'>;
let dossierIds: string[];
let attachedId: string;
let inboxId: string;
let attachedSha256: string;
let inboxSha256: string;

beforeAll(async () => {
  world = mkdtempSync(join(tmpdir(), 'phán quyết '));
  const district = createDistrictControl(join(world, 'cấp trên'));
  await district.start();
  const desk = await startRunningDesk(world, { flags: ['--district-url', district.url(), '--enrolment-code', await district.enrolmentCode(1)] });
  const receptions = new Map([
    [randomUUID(), await desk.receive()],
    [randomUUID(), await desk.receive()],
  ]);
  dossierIds = [...receptions.values()].map(({ dossierId }) => dossierId);
  const scans = new Map<string, string>();
  const documentIds: string[] = [];
  for (const number of [1, 2]) {
    const bytes = await jpegScan(number);
    desk.drop(`${number}.jpg`, bytes);
    documentIds.push((await whenTaken(desk, `${number}.jpg`, bytes)).id);
    scans.set(`${number}.jpg`, sha256Of(bytes));
  }
  [attachedId, inboxId] = documentIds as [string, string];
  [attachedSha256, inboxSha256] = [...scans.values()] as [string, string];
  const { api } = desk.officer;
  const { state } = await api.dossier.get.query({ id: dossierIds[0]! });
  await api.digitisation.attach.mutate({ documentId: attachedId, dossierId: dossierIds[0]!, componentKey: state.components[0]!.key });
  await vi.waitFor(
    async () => {
      const { pendingEvents, pendingFiles } = await api.sync.status.query();
      expect([pendingEvents, pendingFiles, readdirSync(desk.scannerFolder)]).toEqual([0, 0, []]);
    },
    { timeout: 60_000, interval: 100 },
  );
  await desk.stop();
  await district.stop();
  book = { receptions, scans, attached: new Map([[attachedId, dossierIds[0]!]]) };
});
afterAll(() => rmSync(world, { recursive: true, force: true }));

/** The world again, to be spoiled by one test. */
let folder: string;
let deskFolder: string;
let districtFolder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phán quyết '));
  deskFolder = join(folder, 'quầy');
  districtFolder = join(folder, 'cấp trên');
  cpSync(join(world, 'quầy'), deskFolder, { recursive: true });
  cpSync(join(world, 'cấp trên'), districtFolder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const verdict = (more: Partial<Expected> = {}) => compareDeskAndDistrict({ deskFolder, districtFolder, ...book, faults: { lost: [], duplicated: [] }, ...more });

const deskKey = async (): Promise<Uint8Array> => {
  const opened = await loadOrCreateStoreKey([fileKeyWrapper(deskFolder)], deskFolder, randomBytes);
  if ('refused' in opened) throw new Error(opened.refused);
  return opened.key;
};

/** As a fault of the program would do it: through the door that every write goes through. */
const atDesk = async (work: (store: Store) => void): Promise<void> => {
  const store = openStore({ folder: join(deskFolder, 'store'), key: await deskKey(), clock: { now: () => Date.now() }, randomBytes });
  if (isStoreRefusal(store)) throw new Error(store.refused);
  work(store);
  store.close();
};

/** As a fault of the disk or of SQLite would do it: past the triggers. */
const inDeskFile = async (...statements: string[]): Promise<void> => {
  const connection = openConnection(storeFile(join(deskFolder, 'store')), { key: await deskKey() });
  for (const statement of ['DROP TRIGGER events_are_never_changed', 'DROP TRIGGER events_are_never_deleted', ...statements]) connection.exec(statement);
  connection.close();
};

const inDistrict = async (statement: string): Promise<void> => {
  const lite = await PGlite.create(join(districtFolder, 'pglite'));
  await lite.exec('alter table events disable trigger all');
  const { affectedRows } = (await lite.exec(statement)).at(-1)!;
  expect(affectedRows).toBeGreaterThan(0);
  await lite.close();
};

const blobOf = (base: string, sha256: string): string =>
  join(base, readdirSync(base, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith(sha256))!);

test('of a world where nothing went wrong it says nothing but what was noticed on the way', async () => {
  expect(await verdict({ faults: { lost: ['a'], duplicated: ['b'] } })).toEqual({ lost: ['a'], duplicated: ['b'] });
});

describe('it says what is lost', () => {
  const losses: [what: string, spoil: () => unknown, said: () => RegExp][] = [
    ['a dossier that no screen finds', () => inDeskFile(`DELETE FROM dossiers WHERE id = '${dossierIds[1]}'`), () => /^reception .* is not at the desk$/],
    [
      'a transaction that was acknowledged and rolled back',
      () => inDeskFile(`DELETE FROM events WHERE entity_id = '${dossierIds[1]}'`, `DELETE FROM dossiers WHERE id = '${dossierIds[1]}'`),
      () => /^reception .* is not at the desk$/,
    ],
    ['the end of the log, though nothing shows it', () => inDeskFile('DELETE FROM events WHERE desk_seq = (SELECT max(desk_seq) FROM events)'), () => /^event \d+ was sent and is no longer at the desk$/],
    ['an event in the middle of the log', () => inDeskFile('DELETE FROM events WHERE desk_seq = 3'), () => /^the desk's log is broken at 4$/],
    ['a dossier that shows other than its log says', () => inDeskFile(`UPDATE dossiers SET state = json_set(state, '$.dueAt', 1) WHERE id = '${dossierIds[0]}'`), () => /is not what its log says$/],
    ['a dossier under another code', () => inDeskFile(`UPDATE dossiers SET code = code || '9' WHERE id = '${dossierIds[0]}'`), () => /^reception .* is not at the desk$/],
    ['a scan', () => inDeskFile(`DELETE FROM documents WHERE id = '${inboxId}'`), () => /^scan 2\.jpg is not at the desk$/],
    ['a scan’s file', () => rmSync(blobOf(join(deskFolder, 'blobs'), inboxSha256)), () => /^the bytes of scan 2\.jpg$/],
    ['one byte of a scan', () => flipByte(blobOf(join(deskFolder, 'blobs'), inboxSha256)), () => /^the bytes of scan 2\.jpg$/],
    [
      'what a document is attached to',
      () => atDesk((store) => store.write('hoa', (tx) => tx.append({ entity: 'document', entityId: attachedId, type: 'document.detached', payload: { reason: 'x' } }))),
      () => /is no longer attached$/,
    ],
    ['an event at the district', () => inDistrict(`delete from events where desk_seq = 5`), () => /^event 5 is not at the district$/],
    ['the last event at the district', () => inDistrict(`delete from events where desk_seq = (select max(desk_seq) from events)`), () => /^event \d+ is not at the district$/],
    ['an event that the district would not have', () => inDistrict(`update events set verdict = 'rejected' where entity_id = '${dossierIds[1]}'`), () => /^event \d+ was rejected by the district$/],
    ['a dossier at the district', () => inDistrict(`delete from states where entity_id = '${dossierIds[0]}'`), () => /^dossier .* is not the same at the district$/],
    ['a dossier that is another at the district', () => inDistrict(`update states set state = jsonb_set(state, '{dueAt}', '1') where entity_id = '${dossierIds[0]}'`), () => /^dossier .* is not the same at the district$/],
    ['a document that is another at the district', () => inDistrict(`update states set state = jsonb_set(state, '{dossierId}', '"x"') where entity_id = '${attachedId}'`), () => /^document .* is not the same at the district$/],
    ['a file at the district', () => rmSync(blobOf(join(districtFolder, 'blobs'), attachedSha256)), () => /^the bytes of document .* at the district$/],
    ['one byte of a file at the district', () => flipByte(blobOf(join(districtFolder, 'blobs'), attachedSha256)), () => /^the bytes of document .* at the district$/],
    ['the whole store', () => writeFileSync(storeFile(join(deskFolder, 'store')), randomBytes(65_536)), () => /^the desk's store is damaged/],
  ];

  test.each(losses)('%s', async (_, spoil, said) => {
    await spoil();
    const { lost } = await verdict();
    expect(lost).toContainEqual(expect.stringMatching(said()));
  });
});

describe('it says what is there twice', () => {
  const again = (documentId: string, newId: string) => (store: Store) =>
    store.write('desk', (tx) => {
      const { source, sha256, mediaType, sizeBytes, pageCount } = store.state('document', documentId)!;
      tx.append({ entity: 'document', entityId: newId, type: 'document.scanned', payload: { source, sha256, mediaType, sizeBytes, pageCount } });
    });
  const dossierAgain = (change: (code: string) => string) => (store: Store) =>
    store.write('hoa', (tx) => {
      const [first] = store.eventsOf('dossier', dossierIds[0]!);
      tx.append({ entity: 'dossier', entityId: randomUUID(), type: 'dossier.received', payload: { ...first!.payload, code: change(String(first!.payload['code'])) } });
    });

  const doubles: [what: string, spoil: () => unknown, said: RegExp][] = [
    ['a scan taken again', () => atDesk(again(inboxId, 'lần hai')), /^scan 2\.jpg is there 2 times$/],
    ['a reception done again under a new code', () => atDesk(dossierAgain((code) => `${code.slice(0, -1)}9`)), /^3 dossiers for 2 receptions$/],
    ['a code given twice', () => inDeskFile(`UPDATE dossiers SET code = (SELECT code FROM dossiers WHERE id = '${dossierIds[0]}') WHERE id = '${dossierIds[1]}'`), /^dossier code .* on 2 dossiers$/],
    [
      'a document of no scan',
      () =>
        atDesk((store) =>
          store.write('desk', (tx) => {
            const { source, mediaType, sizeBytes, pageCount } = store.state('document', inboxId)!;
            tx.append({ entity: 'document', entityId: 'từ đâu', type: 'document.scanned', payload: { source, sha256: 'a'.repeat(64), mediaType, sizeBytes, pageCount } });
          }),
        ),
      /^document từ đâu is of no scan$/,
    ],
    [
      'a dossier that only the district has',
      () => inDistrict(`insert into states (agency_code, entity, entity_id, state, latest_at) select agency_code, entity, 'lạ', state, latest_at from states where entity_id = '${dossierIds[0]}'`),
      /^lạ is at the district alone$/,
    ],
  ];

  test.each(doubles)('%s', async (_, spoil, said) => {
    await spoil();
    const { duplicated } = await verdict();
    expect(duplicated).toContainEqual(expect.stringMatching(said));
  });
});

const flipByte = (path: string): void => {
  const bytes = readFileSync(path);
  bytes[bytes.length - 1]! ^= 1;
  writeFileSync(path, bytes);
};
