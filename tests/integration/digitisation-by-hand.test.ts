import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inbox, refusedScans } from '../../db/queries/documents.ts';
import { createDigitisation, type DigitisationControl } from '../../electron/desk/digitisation/control.ts';
import { defaultSettings } from '../../electron/desk/digitisation/settings.ts';
import { demoPassword } from '../../electron/desk/setup/demo.ts';
import { createWorkers, type Workers } from '../../electron/desk/workers/pool.ts';
import { makeApi, type TestPage } from '../fixtures/desk-api.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { refusalOf } from '../fixtures/running-desk.ts';
import { bombPng, jpegScan, lockedPdf, type PdfCipher, portfolioPdf, program, textPdf, turnedHeic } from '../fixtures/scans.ts';

let workers: Workers;
let made: TestDesk;
let digitisation: DigitisationControl;

beforeAll(() => {
  workers = createWorkers();
});
afterAll(() => workers.close());
beforeEach(async () => {
  made = await makeDesk({ workers, hasOfficers: false });
  digitisation = createDigitisation(made.desk, { isWatching: false });
  digitisation.start();
});
afterEach(async () => {
  await digitisation.stop();
  made.close();
});

const put = (name: string, bytes: Uint8Array): string => {
  const path = join(made.scannerFolder, name);
  writeFileSync(path, bytes);
  return path;
};
const pass = async (): Promise<void> => {
  await digitisation.rescan();
  made.clock.advance(defaultSettings.settleMs);
  await digitisation.rescan();
};
const refusedNow = () => refusedScans(made.store).map(({ source, refusedFor }) => [source.fileName, refusedFor]);
const storedFiles = (): number => readdirSync(join(made.folder, 'blobs'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;

describe('a locked PDF', () => {
  const password = 'Hồ sơ 2026';

  test.each<[PdfCipher, string]>([
    ['rc4-40', 'matkhau'],
    ['rc4-128', 'matkhau'],
    ['aes-128', 'matkhau'],
    ['aes-256', password],
  ])('of %s is asked for its password and taken without its lock', async (cipher, right) => {
    const path = put('có khóa.pdf', await lockedPdf(cipher, right));
    await pass();
    const documentId = refusedScans(made.store)[0]!.id;
    expect(await digitisation.unlock('hoa', { documentId, password: 'sai' })).toMatchObject({ problem: 'scan.wrongPassword' });
    expect(refusedNow()).toEqual([['có khóa.pdf', 'scan.passwordProtected']]);
    expect(await digitisation.unlock('hoa', { documentId, password: right })).toEqual({ documentId });
    expect([existsSync(path), refusedNow()]).toEqual([false, []]);
    const document = inbox(made.store).rows[0]!;
    expect(document).toMatchObject({ id: documentId, pageCount: 2, mediaType: 'application/pdf', scannedBy: 'hoa' });
    const file = join(made.folder, 'mở khóa.pdf');
    writeFileSync(file, await made.desk.blobs.readAll(document.sha256!));
    expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain('File is not encrypted');
    expect(execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' })).toMatch(/Trang 1\s+Trang 2/);
    must(await digitisation.pagePicture({ documentId, page: 2, width: 320 }));
  });

  test('leaves its password nowhere', async () => {
    put('có khóa.pdf', await lockedPdf('aes-256', password));
    await pass();
    must(await digitisation.unlock('hoa', { documentId: refusedScans(made.store)[0]!.id, password }));
    const said = JSON.stringify(made.store.ownEvents(0, 500));
    for (const spelling of [password, password.normalize('NFD'), Buffer.from(password).toString('hex')]) expect(said).not.toContain(spelling);
  });

  test('that was unlocked, and lies there again after a power cut, is not asked for twice', async () => {
    const bytes = await lockedPdf();
    const path = put('có khóa.pdf', bytes);
    await pass();
    const { source } = refusedScans(made.store)[0]!;
    must(await digitisation.unlock('hoa', { documentId: refusedScans(made.store)[0]!.id, password: 'matkhau' }));
    await digitisation.stop();
    writeFileSync(path, bytes);
    execFileSync('touch', ['-d', `@${source.modifiedAt / 1000}`, path]);
    made = made.reopen();
    digitisation = createDigitisation(made.desk, { isWatching: false });
    digitisation.start();
    await pass();
    expect([existsSync(path), refusedNow(), inbox(made.store).rows.length]).toEqual([false, [], 1]);
  });
});

describe('a file that an officer brings', () => {
  const upload = (bytes: Uint8Array, more: Partial<Parameters<DigitisationControl['upload']>[1]> = {}, control = digitisation) =>
    control.upload('hoa', { body: (async function* () { yield bytes; })(), fileName: 'ảnh chụp.jpg', modifiedAt: 1_700_000_000_000, ...more });

  test('is taken, once, whether there is a scanner’s folder or not', async () => {
    rmSync(made.scannerFolder, { recursive: true });
    const bytes = await jpegScan();
    const { documentId } = must(await upload(bytes));
    expect(made.store.state('document', documentId)).toMatchObject({ status: 'inbox', scannedBy: 'hoa', source: { folder: '', fileName: 'ảnh chụp.jpg', modifiedAt: 1_700_000_000_000 } });
    expect(await made.desk.blobs.readAll(made.store.state('document', documentId)!.sha256!)).toEqual(bytes);
    // The answer was lost, and the page sends it again.
    expect(await upload(bytes)).toEqual({ documentId });
    const { documentId: another } = must(await upload(bytes, { fileName: 'khác.jpg' }));
    expect(made.store.state('document', another)).toMatchObject({ duplicateOf: documentId });
  });

  test.each<[string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ['a program', program, 'scan.unsupportedType'],
    ['nothing', () => new Uint8Array(0), 'scan.empty'],
    ['a bomb', bombPng, 'scan.tooManyPixels'],
    ['a portfolio', portfolioPdf, 'scan.portfolio'],
    ['half a picture', async () => (await jpegScan()).subarray(0, 20_000), 'scan.truncated'],
    ['a locked PDF', () => lockedPdf(), 'scan.passwordProtected'],
  ])('that is no scan is refused and leaves nothing behind: %s', async (_, make, reason) => {
    expect(await upload(await make())).toMatchObject({ problem: reason });
    expect([storedFiles(), inbox(made.store).rows, refusedNow()]).toEqual([0, [], []]);
  });

  test('that is too large is cut short', async () => {
    const limits = { ...defaultSettings.limits, maxSizeBytes: 1000 };
    expect(await upload(await jpegScan(), {}, createDigitisation(made.desk, { isWatching: false, settings: { limits } }))).toMatchObject({ problem: 'scan.tooLarge' });
    expect(storedFiles()).toBe(0);
  });

  test('does not lose what a scanner has brought as well', async () => {
    const locked = await lockedPdf('aes-128');
    put('một.jpg', await jpegScan(1));
    await pass();
    expect(await upload(await jpegScan(1), { password: 'không cần' })).toHaveProperty('documentId');
    const { documentId } = must(await upload(locked, { fileName: 'có khóa.pdf', password: 'matkhau' }));
    // Of the locked one only what could be opened is kept.
    expect(storedFiles()).toBe(2);
    expect(made.desk.blobs.has(createHash('sha256').update(locked).digest('hex'))).toBe(false);
    expect(made.store.state('document', documentId)).toMatchObject({ status: 'inbox', pageCount: 2 });
  });

  test('for a refused one stands in its place, and the file in the folder is left alone from then on', async () => {
    const path = put('hỏng.jpg', program());
    await pass();
    const refusedId = refusedScans(made.store)[0]!.id;
    const { documentId } = must(await upload(await jpegScan(), { documentId: refusedId }));
    expect(made.store.state('document', refusedId)).toMatchObject({ status: 'dismissed', replacedBy: [documentId] });
    await digitisation.stop();
    made = made.reopen();
    digitisation = createDigitisation(made.desk, { isWatching: false });
    digitisation.start();
    await pass();
    expect([refusedNow(), readFileSync(path).equals(program()), inbox(made.store).rows.length]).toEqual([[], true, 1]);
    expect(await upload(await jpegScan(3), { documentId: refusedId })).toMatchObject({ problem: 'document.unknown' });
  });
});

describe('through the API', () => {
  let page: TestPage;
  beforeEach(async () => {
    page = await makeApi(made).openPage();
    // The administrator alone may not scan; the roles are there for that.
    await page.api.identity.signIn.mutate({ username: 'quantri', password: demoPassword });
  });

  test('only whoever scans may bring a file, unlock one, print sheets or ask for suggestions', async () => {
    const post = await page.request('/files/scan-upload', { method: 'POST', body: (await jpegScan()) as BodyInit, headers: { 'x-file-name': 'a.jpg' } });
    expect([post.status, await post.json()]).toEqual([403, { problem: 'permission.denied', data: {} }]);
    expect((await page.request('/files/code-sheets/x.pdf')).status).toBe(403);
    for (const asked of [
      page.api.digitisation.unlock.mutate({ documentId: 'x', password: 'y' }),
      page.api.digitisation.restore.mutate({ documentId: 'x' }),
      page.api.digitisation.suggestions.query({ documentId: 'x' }),
      page.api.digitisation.stacks.query(),
    ]) expect(await refusalOf(asked)).toMatchObject({ problem: 'permission.denied' });
  });

  test('names with any letters arrive whole, and what is wrong with a file is said', async () => {
    await page.api.identity.addOfficer.mutate({ username: 'hoa', fullName: 'Nguyễn Thị Hoa', title: '', roles: ['receiving'], password: demoPassword });
    await page.api.identity.signIn.mutate({ username: 'hoa', password: demoPassword });
    const send = async (bytes: Uint8Array, headers: Record<string, string>) => {
      const answer = await page.request('/files/scan-upload', { method: 'POST', body: bytes as BodyInit, headers });
      return [answer.status, await answer.json()];
    };
    const [status, taken] = await send(turnedHeic(), { 'x-file-name': encodeURIComponent('Giấy khai sinh bé Ánh 👶🏻.heic'), 'x-modified-at': '1700000000000' });
    expect([status, await page.api.digitisation.inbox.query({})]).toMatchObject([200, { items: [{ id: taken.documentId, fileName: 'Giấy khai sinh bé Ánh 👶🏻.heic', mediaType: 'image/heic' }] }]);
    expect(await send(await lockedPdf(), { 'x-file-name': 'a.pdf', 'x-password': encodeURIComponent('sai mật khẩu') })).toEqual([422, { problem: 'scan.wrongPassword', data: {} }]);
    expect(await send(await textPdf(), { 'x-file-name': '%E0%A4%A' })).toMatchObject([422, { problem: 'input.malformed' }]);
    expect(await send(await textPdf(), {})).toMatchObject([422, { problem: 'input.malformed' }]);
    expect((await page.request('/files/code-sheets/khong-co.pdf')).status).toBe(404);
  });
});
