import { mkdirSync, readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { inbox } from '../../db/queries/documents.ts';
import type { DocumentState } from '../../domain/document/document.ts';
import { createDigitisation, type DigitisationControl } from '../../electron/desk/digitisation/control.ts';
import { defaultSettings, type DigitisationSettings } from '../../electron/desk/digitisation/settings.ts';
import { changeSettings } from '../../electron/desk/setup/settings.ts';
import { createWorkers, type Workers } from '../../electron/desk/workers/pool.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { jpegScan } from '../fixtures/scans.ts';

let workers: Workers;
let made: TestDesk;
let digitisation: DigitisationControl;
beforeAll(() => {
  workers = createWorkers();
});
afterAll(() => workers.close());

const open = (settings: Partial<DigitisationSettings> = {}, run?: Workers['run']): void => {
  digitisation = createDigitisation(run ? { ...made.desk, workers: { ...workers, run } } : made.desk, { isWatching: false, settings });
  digitisation.start();
};
beforeEach(async () => {
  made = await makeDesk({ workers, hasOfficers: false });
});
afterEach(async () => {
  await digitisation.stop();
  made.close();
});

/** So small that a test can have thousands. */
const tiny = (number: number): Promise<Buffer> => sharp({ create: { width: 8, height: 8, channels: 3, background: { r: number & 255, g: (number >> 8) & 255, b: 90 } } }).png().toBuffer();
const put = (folder: string, name: string, bytes: Uint8Array, seconds = 1_700_000_000): void => {
  writeFileSync(join(folder, name), bytes);
  utimesSync(join(folder, name), seconds, seconds);
};
const pass = async (ms = defaultSettings.settleMs): Promise<void> => {
  await digitisation.rescan();
  made.clock.advance(ms);
  await digitisation.rescan();
};
const all = (): DocumentState[] => {
  const found: DocumentState[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = inbox(made.store, { cursor, limit: 500 });
    found.push(...page.rows);
    if (page.nextCursor === null) return found;
    cursor = page.nextCursor;
  }
};
const names = (): string[] => all().map(({ source }) => source.fileName);

test('files of several scanners come in the order in which each wrote them, counted as a person counts', async () => {
  const second = join(made.folder, 'máy quét tầng hai');
  mkdirSync(second);
  must(await changeSettings(made.as('quantri'), { scannerFolders: [made.scannerFolder, second] }));
  open();
  for (const number of [10, 9, 100, 1]) {
    put(made.scannerFolder, `Quét ${number}.png`, await tiny(number));
    put(second, `Scan_${number}.png`, await tiny(1000 + number));
  }
  put(made.scannerFolder, 'cũ hơn.png', await tiny(3), 1_600_000_000);
  await pass();
  const of = (folder: string): string[] => all().filter(({ source }) => source.folder === folder).map(({ source }) => source.fileName);
  expect(of(made.scannerFolder)).toEqual(['cũ hơn.png', 'Quét 1.png', 'Quét 9.png', 'Quét 10.png', 'Quét 100.png']);
  expect(of(second)).toEqual(['Scan_1.png', 'Scan_9.png', 'Scan_10.png', 'Scan_100.png']);
});

test('2,000 files that were there before the desk was: each once, in order, in steady memory, and the screens are told of a few only', { timeout: 180_000 }, async () => {
  const count = 2000;
  for (let number = 1; number <= count; number += 1) put(made.scannerFolder, `Quét ${number}.png`, await tiny(number), 1_700_000_000 + Math.floor(number / 50));
  open();
  const before = process.memoryUsage().rss;
  await digitisation.rescan();
  const [folder] = digitisation.folders();
  expect([folder!.inProgress.length, folder!.moreInProgress]).toEqual([10, count - 10]);
  made.clock.advance(defaultSettings.settleMs);
  const startedAt = performance.now();
  await digitisation.rescan();
  console.log(`${count} files in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  expect(names()).toEqual(Array.from({ length: count }, (_, index) => `Quét ${index + 1}.png`));
  expect(readdirSync(made.scannerFolder)).toEqual([]);
  expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(200);
});

test('a name that the scanner gives only at the end is the one that counts', async () => {
  open();
  const bytes = await jpegScan();
  for (const name of ['~$tạm.jpg', '.tạm.jpg', 'quét.jpg.part', 'quét.tmp']) put(made.scannerFolder, name, bytes);
  await pass();
  expect(names()).toEqual([]);
  renameSync(join(made.scannerFolder, 'quét.jpg.part'), join(made.scannerFolder, 'quét.jpg'));
  await pass();
  expect(names()).toEqual(['quét.jpg']);
});

test('a file that its scanner still holds is waited for, and named when it is let go', async () => {
  let isHeld = true;
  const run = (async (...task: Parameters<Workers['run']>) => {
    if (isHeld && task[0] === 'takeScan') throw Object.assign(new Error('EBUSY: resource busy or locked, open'), { name: 'Error' });
    return workers.run(...task);
  }) as Workers['run'];
  open({}, run);
  put(made.scannerFolder, 'đang giữ.jpg', await jpegScan());
  await pass();
  for (let waited = 0; waited < 60_000; waited += 5000) await pass(5000);
  expect([names(), digitisation.folders()[0]!.inProgress]).toEqual([[], [{ fileName: 'đang giữ.jpg', state: 'incomplete' }]]);
  isHeld = false;
  await pass(5000);
  expect(names()).toEqual(['đang giữ.jpg']);
});

test('a thread that dies over one file keeps none of the others waiting, and the file itself is tried again', async () => {
  let deaths = 0;
  const run = (async (...task: Parameters<Workers['run']>) => {
    const from = task[0] === 'takeScan' ? (task[1] as { from: { path?: string } }).from : {};
    if (from.path?.endsWith('chết.jpg') && deaths === 0) {
      deaths += 1;
      throw new Error('the thread ended');
    }
    return workers.run(...task);
  }) as Workers['run'];
  open({}, run);
  put(made.scannerFolder, 'chết.jpg', await jpegScan(1));
  put(made.scannerFolder, 'sống.jpg', await jpegScan(2));
  await pass();
  expect([names(), digitisation.folders()[0]!.inProgress]).toEqual([['sống.jpg'], [{ fileName: 'chết.jpg', state: 'failed' }]]);
  await pass(5000);
  expect(names()).toEqual(['sống.jpg', 'chết.jpg']);
});
