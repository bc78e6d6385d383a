import { randomUUID } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { appendFileSync, closeSync, existsSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isProblem, type Problem, type ProblemCode, problem } from '../../domain/problem.ts';
import { vi } from '../../renderer/i18n/vi.ts';
import { createDistrictControl, type District } from '../browser/district-control.ts';
import { memoryOf, refusalOf, type RunningDesk, startRunningDesk, whenTaken } from '../fixtures/running-desk.ts';
import { cardPhoto, imagePdf, jpegScan, lockedPdf, oddName, pagePng, program, textPdf, tiffScan } from '../fixtures/scans.ts';

/** Long enough for a test that writes a file in pieces to be slower than this machine ever is between two of them. */
const patienceMs = 4000;

let folder: string;
let district: District;
let desk: RunningDesk;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'đầu vào xấu '));
  district = createDistrictControl(join(folder, 'cấp trên'));
  [desk] = await Promise.all([startRunningDesk(folder, { flags: ['--scan-patience-ms', String(patienceMs)] }), district.start()]);
});
afterAll(async () => {
  await desk?.stop();
  await district?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The officer reads three whole sentences, and nothing in them is left unfilled or in the program's own words. */
const saysClearly = ({ problem: code, data }: Problem): void => {
  const parts = (['happened', 'toDo', 'safe'] as const).map((part) => vi[`problem.${code}.${part}`]);
  for (const sentence of parts) {
    const said = sentence.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => (name in data ? String(data[name]) : whole));
    expect(said, code).toMatch(/^\p{Lu}.{8,}\.$/u);
    expect(said, code).not.toMatch(/\{\{|undefined|\b(number|fullName|dateOfBirth|cardIssuedOn|unit\.\w+)\b/);
    expect(said.normalize('NFC'), code).toMatch(/[ạảãàáâậầấẩẫăắằặẳẵóòọõỏôộổỗồốơờớợởỡéèẻẹẽêếềệểễúùụủũưựữửừứíìịỉĩýỳỷỵỹđ]/i);
    expect(said, code).toBe(said.normalize('NFC'));
  }
  expect(new Set(parts).size, code).toBe(3);
};

let count = 0;
/** After whatever came: a reception, and a scan that is taken and attached to it. */
const goesOn = async (): Promise<void> => {
  count += 1;
  const received = await desk.receive();
  const fileName = `tốt ${count}.jpg`;
  const bytes = await jpegScan(count);
  desk.drop(fileName, bytes);
  const { id } = await whenTaken(desk, fileName, bytes);
  const { state } = await desk.officer.api.dossier.get.query({ id: received.dossierId });
  await desk.officer.api.digitisation.attach.mutate({ documentId: id, dossierId: received.dossierId, componentKey: state.components[0]!.key });
  expect(desk.process.child.exitCode).toBeNull();
};

const refusedAs = async (fileName: string): Promise<string | undefined> =>
  (await desk.officer.api.digitisation.refused.query()).find((scan) => scan.fileName === fileName)?.reason;

const whenRefused = (fileName: string, reason: ProblemCode): Promise<void> =>
  expect.poll(() => refusedAs(fileName), { timeout: patienceMs + 20_000, message: `${fileName} refused` }).toBe(reason);

const statusOfFolder = async () => (await desk.officer.api.digitisation.folders.query())[0]!;

describe('a file in the scanner folder that is no good is refused for the right reason and left exactly as it was', () => {
  const table: [name: string, reason: ProblemCode, make: () => Buffer | Promise<Buffer>][] = [
    ['cắt cụt.jpg', 'scan.truncated', async () => (await jpegScan()).subarray(0, 20_000)],
    ['trống.pdf', 'scan.empty', () => Buffer.alloc(0)],
    ['có mật khẩu.pdf', 'scan.passwordProtected', lockedPdf],
    ['hóa đơn.pdf', 'scan.unsupportedType', program],
    ['ảnh thẻ.jpg', 'scan.unsupportedType', program],
  ];

  test('truncated, empty, locked or a program under another name', async () => {
    const files = await Promise.all(table.map(async ([name, reason, make]) => ({ name, reason, bytes: await make() })));
    for (const { name, bytes } of files) desk.drop(name, bytes);
    for (const { name, reason, bytes } of files) {
      await whenRefused(name, reason);
      saysClearly(problem(reason));
      expect(readFileSync(join(desk.scannerFolder, name)).equals(bytes)).toBe(true);
    }
    await goesOn();

    // Tried again on the officer's word, each is refused again, as the same document and still untouched.
    const before = await desk.officer.api.digitisation.refused.query();
    for (const { id, fileName } of before) {
      const again = await refusalOf(desk.officer.api.digitisation.retry.mutate({ documentId: id }));
      expect([fileName, again.problem]).toEqual([fileName, files.find(({ name }) => name === fileName)!.reason]);
      saysClearly(again);
    }
    expect(await desk.officer.api.digitisation.refused.query()).toEqual(before);
    for (const { name, bytes } of files) expect(readFileSync(join(desk.scannerFolder, name)).equals(bytes)).toBe(true);
    await goesOn();
  });

  test('300 MB behind a good beginning, without the desk growing', async () => {
    const head = (await jpegScan()).subarray(0, 30_000);
    const path = join(desk.scannerFolder, 'khổng lồ.jpg');
    const before = memoryOf(desk);
    const file = openSync(path, 'w');
    writeSync(file, head);
    ftruncateSync(file, 300 * 1024 * 1024);
    closeSync(file);
    await whenRefused('khổng lồ.jpg', 'scan.tooLarge');
    saysClearly(problem('scan.tooLarge'));
    expect(statSync(path).size).toBe(300 * 1024 * 1024);
    expect(memoryOf(desk).peakMb - before.peakMb).toBeLessThan(60);
    await goesOn();
    rmSync(path);
  });

  test('just small enough, and nothing but zeros after a good beginning and before a good end', async () => {
    const scan = await jpegScan();
    const path = join(desk.scannerFolder, 'ruột rỗng.jpg');
    const before = memoryOf(desk);
    const file = openSync(join(folder, 'ruột rỗng.jpg'), 'w');
    writeSync(file, scan.subarray(0, 30_000));
    ftruncateSync(file, 190 * 1024 * 1024);
    writeSync(file, Buffer.from([0xff, 0xd9]), 0, 2, 190 * 1024 * 1024 - 2);
    closeSync(file);
    renameSync(join(folder, 'ruột rỗng.jpg'), path);
    await expect.poll(() => refusedAs('ruột rỗng.jpg'), { timeout: 40_000 }).toMatch(/^scan\.(truncated|unreadable)$/);
    console.log('memory', before, memoryOf(desk));
    expect(statSync(path).size).toBe(190 * 1024 * 1024);
    await goesOn();
    rmSync(path);
  });
});
