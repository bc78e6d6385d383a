import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deliveries, sync as syncTable } from '../../db/schema.ts';
import { createDistrict, type District } from '../../district/district.ts';
import { rowsOf } from '../../district/database.ts';
import { isProblem } from '../../domain/problem.ts';
import { clockState } from '../../electron/desk/maintenance/clock-state.ts';
import { localStore } from '../../electron/desk/sync/local-store.ts';
import { createSyncDesk, officer, type SyncDesk, type SyncDeskOptions } from '../fixtures/sync-desk.ts';
import { dossierReceived, sha256Of, stepTaken } from '../fixtures/test-desk.ts';
import { createToxicProxy, type ToxicProxy } from '../fixtures/toxic-proxy.ts';

const MB = 1_048_576;
let folder: string;
let district: District;
let server: ServerType;
let line: ToxicProxy;
let agencyCode: string;
let communes = 0;
const faults: unknown[] = [];
/** Of the test that runs; closed after it, whatever became of it. */
let open: SyncDesk[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cấp huyện '));
  district = await createDistrict({
    dataFolder: folder,
    name: 'UBND huyện Lục Nam',
    level: 'huyện',
    clock: { now: () => Date.now() },
    randomBytes: (size) => randomBytes(size),
    onFault: (error) => faults.push(error),
  });
  server = await new Promise<ServerType>((resolve) => {
    const made = serve({ fetch: district.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(made));
  });
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await district.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  communes += 1;
  agencyCode = `H02.15.${communes}`;
  line = await createToxicProxy((server.address() as AddressInfo).port);
  open = [];
});
afterEach(async () => {
  for (const desk of open) await desk.close();
  await line.close();
});

const codeFor = async (): Promise<string> => {
  const issued = await district.issueEnrolmentCode({ agencyCode, unitName: 'UBND xã Lục Sơn' });
  if (isProblem(issued)) throw new Error(issued.problem);
  return issued.code;
};
const newDesk = (options: Partial<SyncDeskOptions> = {}): SyncDesk => {
  const desk = createSyncDesk({ agencyCode, number: open.length, ...options });
  open.push(desk);
  return desk;
};
const enrolledDesk = async (options: Partial<SyncDeskOptions> = {}): Promise<SyncDesk> => {
  const desk = newDesk(options);
  const enrolled = await desk.sync.enrol(officer, { url: line.url, enrolmentCode: await codeFor() });
  if (isProblem(enrolled)) throw new Error(enrolled.problem);
  return desk;
};
const restarted = async (desk: SyncDesk, settings: Partial<SyncDeskOptions['settings']> = {}): Promise<SyncDesk> => {
  open = open.filter((other) => other !== desk);
  const next = await desk.restart(settings as never);
  open.push(next);
  return next;
};
const level = (desk: SyncDesk) => desk.until((status) => status.isLevel);
const atDistrict = async (deskId: string): Promise<{ deskSeq: number; hash: string }[]> =>
  (
    await rowsOf<{ desk_seq: string; hash: string }>(
      district.context.db,
      sql`select desk_seq, hash from events where desk_id = ${deskId} order by desk_seq`,
    )
  ).map((row) => ({ deskSeq: Number(row.desk_seq), hash: row.hash }));
const fileAtDistrict = async (sha256: string) => sha256Of(await readFile(district.context.blobs.pathOf(agencyCode, sha256)));

describe('enrolment', () => {
  test('is done once, and again without harm when the answer was lost', async () => {
    const desk = newDesk();
    const enrolmentCode = await codeFor();
    line.toxics.cutDownAfterBytes = 0;
    expect(await desk.sync.enrol(officer, { url: line.url, enrolmentCode })).toEqual({ problem: 'district.unreachable', data: {} });
    line.toxics.cutDownAfterBytes = undefined;
    const done = { url: line.url, name: 'UBND huyện Lục Nam' };
    expect(await desk.sync.enrol(officer, { url: `${line.url}/`, enrolmentCode })).toEqual(done);
    expect(desk.store.state('desk', desk.store.deskId)?.district).toEqual(done);
    expect(desk.sync.status()).toMatchObject({ connection: 'trying', districtName: 'UBND huyện Lục Nam', level: 'huyện' });
  });

  test('each refusal is a problem that says what is wrong, and changes nothing', async () => {
    const desk = newDesk();
    const foreign = await district.issueEnrolmentCode({ agencyCode: 'H02.99', unitName: 'UBND xã khác' });
    const enrol = (url: string, enrolmentCode: string) => desk.sync.enrol(officer, { url, enrolmentCode });
    expect([
      await enrol(line.url, 'XXXX-XXXX-XXXX'),
      await enrol(line.url, (foreign as { code: string }).code),
      await enrol('không phải địa chỉ', 'x'),
      await enrol('file:///etc/passwd', 'x'),
    ]).toMatchObject([
      { problem: 'district.wrongEnrolmentCode' },
      { problem: 'district.otherCommune' },
      { problem: 'input.malformed' },
      { problem: 'input.malformed' },
    ]);
    expect(desk.sync.status().connection).toBe('notConfigured');
  });

  test('a desk whose enrolment the district has withdrawn says so', async () => {
    const desk = await enrolledDesk();
    const issued = await district.issueEnrolmentCode({ agencyCode, unitName: 'UBND xã Lục Sơn', deskNumber: 0, isReplacement: true });
    const replacement = newDesk({ number: 0 });
    await replacement.sync.enrol(officer, { url: line.url, enrolmentCode: (issued as { code: string }).code });
    desk.sync.start();
    const status = await desk.until(({ connection }) => connection === 'notEnrolled');
    expect(status).toMatchObject({ waitingReason: { problem: 'district.notEnrolled' }, nextTryAt: expect.any(Number) });
  });
});

describe('events', () => {
  test('reach the district and the other desk', async () => {
    const [a, b] = [await enrolledDesk(), await enrolledDesk()];
    a.append(dossierReceived('d1', 'H02.15.20-261123-0001'), stepTaken('d1', 'accepted', 'processing'));
    for (const desk of [a, b]) desk.sync.start();
    await level(a);
    await b.untilTrue(() => b.store.state('dossier', 'd1')?.status === 'processing');
    expect(b.store.state('dossier', 'd1')).toEqual(a.store.state('dossier', 'd1'));
  });

  test('a desk whose clock is an hour wrong learns the district’s time', async () => {
    const desk = await enrolledDesk({ clockAheadMs: 3_600_000 });
    desk.sync.start();
    await level(desk);
    expect(desk.sync.status().rejected).toBe(0);
    // And whoever sits there learns that the PC's is wrong.
    await desk.untilTrue(() => clockState(desk.desk).districtOffsetMs !== 0);
    expect(Math.round(clockState(desk.desk).districtOffsetMs / 60_000)).toBe(-60);
    const behind = await enrolledDesk({ clockAheadMs: -600_000 });
    behind.sync.start();
    await level(behind);
    await behind.untilTrue(() => clockState(behind.desk).isSetBack);
    expect(Math.round(clockState(behind.desk).districtOffsetMs / 60_000)).toBe(10);
  });

  test('the server does the work and the answer is cut, again and again: nothing twice', async () => {
    const desk = await enrolledDesk();
    for (let i = 0; i < 40; i += 1) desk.append(dossierReceived(`d${i}`, `H02.15.20-261123-${1000 + i}`));
    line.toxics.cutDownAfterBytes = 0;
    desk.sync.start();
    const down = await desk.until(({ connection }) => connection === 'offline');
    expect(down).toMatchObject({ pendingEvents: desk.store.head().deskSeq, waitingReason: { problem: 'district.unreachable' }, isLevel: false });
    await desk.untilTrue(() => line.cuts() >= 3);
    line.toxics.cutDownAfterBytes = undefined;
    await level(desk);
    const rows = await atDistrict(desk.store.deskId);
    expect(rows.map(({ deskSeq }) => deskSeq)).toEqual(Array.from({ length: desk.store.head().deskSeq }, (_, i) => i + 1));
    expect(rows.at(-1)!.hash).toBe(desk.store.head().hash);
  });

  test('a request that is never answered holds nothing for ever (Joplin 8402)', async () => {
    const desk = await enrolledDesk({ settings: { requestTimeoutMs: 150 } });
    line.toxics.isSilent = true;
    desk.sync.start();
    const status = await desk.until(({ waitingReason }) => waitingReason !== undefined);
    expect(status).toMatchObject({ connection: 'trying', waitingReason: { problem: 'district.noAnswer' } });
    line.toxics.isSilent = false;
    await level(desk);
    expect((await atDistrict(desk.store.deskId)).length).toBe(desk.store.head().deskSeq);
  });

  test('refused work stays visible through a restart until a person settles it (OpenCRVS)', async () => {
    let desk = await enrolledDesk({ clockAheadMs: 3 * 86_400_000 });
    desk.append(dossierReceived('d1', 'H02.15.20-261126-0001'));
    desk.sync.start();
    await desk.until(({ pendingEvents }) => pendingEvents === 0);
    desk = await restarted(desk);
    const refused = desk.sync.rejections();
    expect(refused.map(({ reason }) => reason)).toEqual(refused.map(() => 'clockAhead'));
    expect(refused.map(({ event }) => event.type)).toContain('dossier.received');
    expect(desk.sync.status().rejected).toBe(refused.length);
    for (const { deskSeq } of refused) expect(desk.sync.settleRejection(officer, { deskSeq, note: 'Đã nhập lại' })).toBeUndefined();
    expect(desk.sync.rejections()).toEqual([]);
    expect(desk.sync.settleRejection(officer, { deskSeq: 1, note: 'lại' })).toMatchObject({ problem: 'sync.rejectionUnknown' });
  });

  test('the cursor does not move when the rows were not written (PouchDB 1240)', async () => {
    const [a, b] = [await enrolledDesk(), await enrolledDesk()];
    a.append(dossierReceived('d1', 'H02.15.20-261123-0001'));
    a.sync.start();
    await level(a);
    const merge = b.store.merge;
    let failures = 0;
    b.store.merge = () => {
      failures += 1;
      throw Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' });
    };
    b.sync.start();
    const status = await b.until(({ waitingReason }) => waitingReason?.problem === 'store.diskFull');
    expect([status.isLevel, b.store.read.select().from(syncTable).get()!.cursor, failures > 0]).toEqual([false, '', true]);
    b.store.merge = merge;
    await level(b);
    expect(b.store.state('dossier', 'd1')?.code).toBe('H02.15.20-261123-0001');
  });

  test('an interrupted first sync is not taken for done (CHT 7419)', async () => {
    const a = await enrolledDesk();
    let b = await enrolledDesk({ settings: { maxBatch: 5 } });
    for (let i = 0; i < 30; i += 1) a.append(dossierReceived(`d${i}`, `H02.15.20-261123-${1000 + i}`));
    a.sync.start();
    await level(a);
    b.sync.start();
    await b.untilTrue(() => b.store.state('dossier', 'd3') !== undefined);
    line.toxics.isDown = true;
    line.cutNow();
    expect(b.sync.status().isLevel).toBe(false);
    b = await restarted(b);
    b.sync.start();
    const status = await b.until(({ waitingReason }) => waitingReason !== undefined);
    expect([status.isLevel, b.store.state('dossier', 'd29')]).toEqual([false, undefined]);
    line.toxics.isDown = false;
    await level(b);
    expect(b.store.state('dossier', 'd29')?.code).toBe('H02.15.20-261123-1029');
  });

  test('a captive portal’s page is not an answer', async () => {
    const portal = await new Promise<ServerType>((resolve) => {
      const made = serve({ fetch: () => new Response('<html>Đăng nhập</html>', { headers: { 'content-type': 'text/html' } }), port: 0 }, () => resolve(made));
    });
    const wifi = await createToxicProxy((portal.address() as AddressInfo).port);
    const desk = await enrolledDesk();
    desk.append({ entity: 'desk', entityId: desk.store.deskId, type: 'desk.enrolled', payload: { districtUrl: wifi.url, districtName: 'x' } });
    desk.sync.start();
    const status = await desk.until(({ waitingReason }) => waitingReason !== undefined);
    expect(status).toMatchObject({ pendingEvents: desk.store.head().deskSeq, waitingReason: { problem: 'district.unexpectedAnswer', data: { status: 200 } } });
    await desk.sync.stop();
    await wifi.close();
    await new Promise((resolve) => portal.close(resolve));
  });
});

describe('files', () => {
  test('of several MB over a line that breaks every 700 kB: whole at the end, resumed and not begun again', async () => {
    const desk = await enrolledDesk();
    desk.append(dossierReceived('d1', 'H02.15.20-261123-0001'));
    const sha256 = await desk.attachFile('doc1', 'd1', 6 * MB);
    desk.sync.start();
    await desk.until(({ pendingEvents }) => pendingEvents === 0);
    const before = line.upBytes();
    line.toxics.cutUpAfterBytes = 700_000;
    line.cutNow();
    const { transfer } = await desk.until((status) => (status.transfer?.percent ?? 0) >= 20);
    expect(transfer).toMatchObject({ direction: 'up', sha256, sizeBytes: 6 * MB });
    await level(desk);
    expect(await fileAtDistrict(sha256)).toBe(sha256);
    expect(line.cuts()).toBeGreaterThan(5);
    console.log(`sent ${((line.upBytes() - before) / MB).toFixed(1)} MB for 6 MB over ${line.cuts()} breaks`);
    expect(line.upBytes() - before).toBeLessThan(6 * MB * 1.5);
  });

  test('get through even when the line breaks every 100 kB, in smaller pieces', async () => {
    const desk = await enrolledDesk();
    desk.append(dossierReceived('d1', 'H02.15.20-261123-0001'));
    const sha256 = await desk.attachFile('doc1', 'd1', 2 * MB);
    desk.sync.start();
    await desk.until(({ pendingEvents }) => pendingEvents === 0);
    line.toxics.cutUpAfterBytes = 100_000;
    line.cutNow();
    await level(desk);
    expect(await fileAtDistrict(sha256)).toBe(sha256);
  });

  test('go on after a restart from where they were', async () => {
    let desk = await enrolledDesk({ settings: { maxChunkBytes: 256 * 1024 } });
    desk.append(dossierReceived('d1', 'H02.15.20-261123-0001'));
    const sha256 = await desk.attachFile('doc1', 'd1', 4 * MB);
    desk.sync.start();
    await desk.until((status) => (status.transfer?.percent ?? 0) >= 50);
    desk = await restarted(desk);
    const before = line.upBytes();
    expect(desk.store.read.select().from(deliveries).get()).toMatchObject({ sha256, uploadUrl: expect.stringContaining('/v1/uploads/'), deliveredAt: null });
    desk.sync.start();
    await level(desk);
    expect(await fileAtDistrict(sha256)).toBe(sha256);
    expect(line.upBytes() - before).toBeLessThan(2.3 * MB);
  });

  test('are not sent when the district has those bytes, and equal files do not clash (ODK Central 299)', async () => {
    const desk = await enrolledDesk();
    desk.append(dossierReceived('d1', 'H02.15.20-261123-0001'));
    const sha256 = await desk.attachFile('doc1', 'd1', MB);
    desk.sync.start();
    await level(desk);
    desk.store.write(officer, (tx) => tx.db.update(deliveries).set({ deliveredAt: null, uploadUrl: null }).run());
    const before = line.upBytes();
    desk.sync.now();
    await level(desk);
    expect([await fileAtDistrict(sha256), line.upBytes() - before < 10_000]).toEqual([sha256, true]);
  });

  test('an event does not wait behind a long file', async () => {
    const desk = await enrolledDesk({ settings: { maxChunkBytes: 65_536 } });
    desk.append(dossierReceived('d1', 'H02.15.20-261123-0001'));
    await desk.attachFile('doc1', 'd1', 6 * MB);
    line.toxics.delayMs = 2;
    desk.sync.start();
    await desk.until((status) => (status.transfer?.percent ?? 0) >= 5);
    desk.append(stepTaken('d1', 'accepted', 'processing'));
    const status = await desk.until(({ pendingEvents }) => pendingEvents === 0);
    expect(status.transfer?.percent).toBeLessThan(50);
    line.toxics.delayMs = 0;
    await level(desk);
  });

  test('a record before its file is on the way, and is complete later (OpenCRVS 13303, PouchDB 4963)', async () => {
    const [a, b] = [await enrolledDesk(), await enrolledDesk({ settings: { maxChunkBytes: 200_000 } })];
    a.append(dossierReceived('d1', 'H02.15.20-261123-0001'));
    const sha256 = await a.attachFile('doc1', 'd1', 3 * MB);
    const lane = a.blobs.read;
    // The desk cannot read its own file yet, so only the record gets through.
    a.blobs.read = () => {
      throw Object.assign(new Error('not now'), { code: 'BLOB_DAMAGED', sha256 });
    };
    for (const desk of [a, b]) desk.sync.start();
    await b.untilTrue(() => b.store.state('document', 'doc1')?.status === 'attached');
    expect(await a.until(({ waitingReason }) => waitingReason !== undefined)).toMatchObject({
      pendingFiles: 1,
      waitingReason: { problem: 'sync.fileUnreadable' },
    });
    expect([b.blobs.has(sha256), b.sync.status().isLevel]).toEqual([false, false]);
    a.blobs.read = lane;
    a.sync.now();
    await level(a);
    line.toxics.cutDownAfterBytes = 300_000;
    line.cutNow();
    await b.untilTrue(() => b.blobs.has(sha256));
    expect(sha256Of(await b.blobs.readAll(sha256))).toBe(sha256);
    await level(b);
  });
});

test('a district restored from an older copy is sent again what it has lost', async () => {
  const desk = await enrolledDesk();
  desk.append(dossierReceived('d1', 'H02.15.20-261123-0001'));
  await desk.attachFile('doc1', 'd1', 1_000);
  const local = localStore(desk.store, () => true);
  const head = desk.store.head().deskSeq;
  local.recordPushed({ verdicts: [], acknowledged: head }, 1);
  local.recordDelivered([desk.store.read.select().from(deliveries).get()!.sha256], 1);
  expect(local.see()).toMatchObject({ pendingEvents: 0, undelivered: [] });
  expect(local.recordPushed({ verdicts: [], acknowledged: 2 }, 2)).toBe(true);
  expect([local.see().pendingEvents, local.eventsToSend(1)[0]!.deskSeq]).toEqual([head - 2, 3]);
  local.recordPushed({ verdicts: [], acknowledged: head + 50 }, 3);
  // Never beyond our own log, or the next events would not be sent.
  expect(local.see()).toMatchObject({ pendingEvents: 0, undelivered: [expect.any(String)] });
});
