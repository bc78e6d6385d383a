import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inbox, refusedScans } from '../../db/queries/documents.ts';
import type { DocumentState } from '../../domain/document/document.ts';
import { isProblem } from '../../domain/problem.ts';
import type { Desk } from '../../electron/desk/desk.ts';
import { createDigitisation, type DigitisationControl } from '../../electron/desk/digitisation/control.ts';
import { attach, detach, dismiss } from '../../electron/desk/digitisation/inbox.ts';
import { defaultSettings } from '../../electron/desk/digitisation/settings.ts';
import { createWorkers, type Workers } from '../../electron/desk/workers/pool.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { receiveSome } from '../fixtures/reception.ts';
import { avifScan, bombPng, cardPayload, cardPhoto, growingTiff, imagePdf, jpegScan, lockedPdf, oddName, page, pagePng, portfolioPdf, program, textPdf, tiffScan, turnedHeic, turnedJpeg, webpScan } from '../fixtures/scans.ts';

let workers: Workers;
let made: TestDesk;
let digitisation: DigitisationControl;

beforeAll(() => {
  workers = createWorkers();
});
afterAll(() => workers.close());

/** Looks only when told to, by a clock that only the test moves. */
const open = (desk: Desk = made.desk): DigitisationControl => {
  const control = createDigitisation(desk, { isWatching: false });
  control.start();
  return control;
};

beforeEach(async () => {
  made = await makeDesk({ workers, hasOfficers: false });
  digitisation = open();
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

/** Time passes, and the folders are looked at before and after. */
const pass = async (ms: number = defaultSettings.settleMs): Promise<void> => {
  await digitisation.rescan();
  made.clock.advance(ms);
  await digitisation.rescan();
};

const inInbox = (): DocumentState[] => inbox(made.store).rows;
const refused = (): { name: string; reason: string | undefined }[] => refusedScans(made.store).map(({ source, refusedFor }) => ({ name: source.fileName, reason: refusedFor }));
const eventTypes = (documentId: string): string[] => made.store.eventsOf('document', documentId).map(({ type }) => type);
const left = (): string[] => readdirSync(made.scannerFolder).sort();

describe('a scan is taken', () => {
  test('in every format that scanners write, whatever its name says, and its bytes are kept exactly', async () => {
    const scans: Record<string, [bytes: Buffer, mediaType: string, pages: number]> = {
      'a.jpg': [await jpegScan(), 'image/jpeg', 1],
      'b.jpg': [await turnedJpeg(), 'image/jpeg', 1],
      'c.png': [await pagePng(), 'image/png', 1],
      'd.tif': [await tiffScan('ccittfax4'), 'image/tiff', 3],
      'e.tif': [await tiffScan('lzw'), 'image/tiff', 3],
      'f.tif': [await tiffScan('jpeg'), 'image/tiff', 3],
      'g.pdf': [await textPdf(), 'application/pdf', 2],
      'h.pdf': [await imagePdf(), 'application/pdf', 2],
      'i.webp': [await webpScan(), 'image/webp', 1],
      'k.heic': [turnedHeic(), 'image/heic', 1],
      'l.avif': [await avifScan(), 'image/avif', 1],
      'chỉ cấm sửa.pdf': [await lockedPdf('aes-128', ''), 'application/pdf', 2],
      'không đuôi': [await jpegScan(9), 'image/jpeg', 1],
      [oddName]: [await jpegScan(8), 'image/jpeg', 1],
    };
    for (const [name, [bytes]] of Object.entries(scans)) put(name, bytes);
    await pass();

    const taken = Object.fromEntries(inInbox().map(({ source, mediaType, pageCount, sizeBytes }) => [source.fileName, [mediaType, pageCount, sizeBytes]]));
    expect(taken).toEqual(Object.fromEntries(Object.entries(scans).map(([name, [bytes, mediaType, pages]]) => [name, [mediaType, pages, bytes.length]])));
    for (const { sha256, source } of inInbox()) expect(await made.desk.blobs.readAll(sha256!)).toEqual(scans[source.fileName]![0]);
    expect(left()).toEqual(['d.tif', 'e.tif', 'f.tif']);
    await pass(defaultSettings.lingerMs);
    expect(left()).toEqual([]);
    expect(inInbox()).toHaveLength(Object.keys(scans).length);
    expect(refused()).toEqual([]);
    expect(new Set(inInbox().map(({ scannedBy }) => scannedBy))).toEqual(new Set(['desk']));
  });

  test('also when it was there before the desk started', async () => {
    put('hôm qua.jpg', await jpegScan());
    utimesSync(join(made.scannerFolder, 'hôm qua.jpg'), 1_700_000_000, 1_700_000_000);
    await digitisation.stop();
    digitisation = open();
    await pass();
    expect(inInbox().map(({ source }) => [source.fileName, source.modifiedAt])).toEqual([['hôm qua.jpg', 1_700_000_000_000]]);
  });

  test('only when it is complete, however slowly it is written', async () => {
    for (const [name, bytes] of [
      ['chậm.jpg', await jpegScan()],
      ['chậm.png', await pagePng()],
      ['chậm.tif', await tiffScan('lzw')],
      ['chậm.pdf', await imagePdf()],
    ] as const) {
      for (let second = 0; second < 60; second += 5) {
        put(name, bytes.subarray(0, 1 + Math.floor(((bytes.length - 2) * second) / 60)));
        await pass(5000);
        expect(inInbox(), `${name} after ${second} s`).toEqual([]);
      }
      put(name, bytes);
      await pass();
      expect(inInbox().map(({ source }) => source.fileName)).toEqual([name]);
      must(dismiss(made.as('quantri'), { documentId: inInbox()[0]!.id, reason: '' }));
    }
    expect(refused()).toEqual([]);
  });

  test('when the room was reserved first and neither size nor time tells that it has been filled', async () => {
    const bytes = await jpegScan();
    const path = put('giữ chỗ.jpg', Buffer.alloc(bytes.length));
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    await pass(30_000);
    expect(inInbox()).toEqual([]);
    writeFileSync(path, bytes, { flag: 'r+' });
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    await pass(1000);
    expect(inInbox()).toHaveLength(1);
  });

  test('a telephone’s data behind the picture do not make it incomplete', async () => {
    put('điện thoại.jpg', Buffer.concat([await jpegScan(), Buffer.from('\0\0SEFT trailer of the maker')]));
    await pass();
    expect(inInbox()).toHaveLength(1);
  });

  test('and says so where the same bytes are here already', async () => {
    put('một.jpg', await jpegScan());
    await pass();
    put('hai.jpg', await jpegScan());
    await pass();
    const [first, second] = inInbox();
    expect(second).toMatchObject({ duplicateOf: first!.id, sha256: first!.sha256, status: 'inbox' });
    expect(left()).toEqual([]);
  });

  test('under a name that the scanner uses again and again', async () => {
    for (const number of [1, 2, 3]) {
      put('scan.jpg', await jpegScan(number));
      await pass();
    }
    expect(new Set(inInbox().map(({ sha256 }) => sha256)).size).toBe(3);
  });
});

describe('a TIFF, which is whole after each page that a slow scanner adds,', () => {
  const inboxPages = (): (number | undefined)[] => inInbox().map(({ pageCount }) => pageCount);

  test('is in the inbox once, with all its pages, and none of its bytes is lost', async () => {
    const path = put('khay giấy.tif', growingTiff(1));
    const seen: unknown[] = [];
    for (const pages of [2, 3]) {
      await pass();
      seen.push(inboxPages());
      writeFileSync(path, growingTiff(pages), { flag: 'r+' });
    }
    await pass(defaultSettings.settleMs);
    expect([...seen, inboxPages()]).toEqual([[1], [2], [3]]);
    await pass(defaultSettings.lingerMs);
    expect([left(), inboxPages()]).toEqual([[], [3]]);
    expect(await made.desk.blobs.readAll(inInbox()[0]!.sha256!)).toEqual(growingTiff(3));
  });

  test('keeps its first page where an officer has put it, and the rest comes beside it', async () => {
    const path = put('khay giấy.tif', growingTiff(1));
    await pass();
    const officer = made.as('quantri');
    const { dossierId } = receiveSome(officer);
    const documentId = inInbox()[0]!.id;
    must(attach(officer, { documentId, dossierId, componentKey: made.store.state('dossier', dossierId)!.components[0]!.key }));
    writeFileSync(path, growingTiff(2), { flag: 'r+' });
    await pass();
    expect([made.store.state('document', documentId)?.status, inboxPages()]).toEqual(['attached', [2]]);
  });

  test('is another scan when it was written over under the same name, and both stay', async () => {
    const path = put('scan.tif', await tiffScan('ccittfax4', 2));
    await pass();
    writeFileSync(path, await tiffScan('lzw', 3), { flag: 'r+' });
    await pass();
    expect(inboxPages()).toEqual([2, 3]);
  });

  test('is not taken again when only its time is set anew', async () => {
    const path = put('scan.tif', await tiffScan('lzw', 2));
    await pass();
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    await pass();
    await pass(defaultSettings.lingerMs);
    expect([left(), inboxPages()]).toEqual([[], [2]]);
  });

  test('is not taken again after a power cut', async () => {
    put('scan.tif', await tiffScan('lzw', 2));
    await pass();
    await digitisation.stop();
    made = made.reopen();
    digitisation = open();
    await pass();
    await pass(defaultSettings.lingerMs);
    expect([left(), inboxPages()]).toEqual([[], [2]]);
  });
});

describe('a file that cannot be taken is refused with the reason, once, and left untouched', () => {
  const { incompleteAfterMs } = defaultSettings;
  const table: [name: string, make: () => Buffer | Promise<Buffer>, reason: string][] = [
    ['trống.jpg', () => Buffer.alloc(0), 'scan.empty'],
    ['cắt cụt.jpg', async () => (await jpegScan()).subarray(0, 20_000), 'scan.truncated'],
    ['cắt cụt.png', async () => (await pagePng()).subarray(0, 5000), 'scan.truncated'],
    ['cắt cụt.tif', async () => (await tiffScan('lzw')).subarray(0, 9000), 'scan.truncated'],
    ['cắt cụt.pdf', async () => (await imagePdf()).subarray(0, 30_000), 'scan.truncated'],
    ['cắt cụt.heic', async () => turnedHeic().subarray(0, 1500), 'scan.truncated'],
    ['cắt cụt.webp', async () => (await webpScan()).subarray(0, 2000), 'scan.truncated'],
    ['hỏng.heic', () => turnedHeic().fill(0xa5, 60, 400), 'scan.unreadable'],
    ['có mật khẩu.pdf', () => lockedPdf(), 'scan.passwordProtected'],
    ['tập hồ sơ.pdf', portfolioPdf, 'scan.portfolio'],
    ['hóa đơn.pdf.jpg', program, 'scan.unsupportedType'],
    ['ghi chú.txt', () => Buffer.from('Xin chào, đây không phải là bản quét.'), 'scan.unsupportedType'],
    ['khổng lồ.png', bombPng, 'scan.tooManyPixels'],
    ['hỏng.pdf', () => Buffer.from('%PDF-1.7\nnothing of the kind\n%%EOF\n'), 'scan.unreadable'],
  ];

  test.each(table)('%s', async (name, make, reason) => {
    const bytes = await make();
    const path = put(name, bytes);
    await pass(incompleteAfterMs);
    await pass(incompleteAfterMs);
    expect(refused()).toEqual([{ name, reason }]);
    await digitisation.stop();
    made = made.reopen();
    digitisation = open();
    await pass(incompleteAfterMs);
    const [document] = refusedScans(made.store);
    expect(eventTypes(document!.id)).toEqual(['document.refused']);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(inInbox()).toEqual([]);
  });

  test('300 MB, without being read', async () => {
    const path = put('lớn.tif', Buffer.alloc(0));
    truncateSync(path, 300 * 1024 * 1024);
    const before = process.memoryUsage().rss;
    await pass(defaultSettings.settleMs * 10);
    expect(refused()).toEqual([{ name: 'lớn.tif', reason: 'scan.tooLarge' }]);
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024);
    expect(left()).toEqual(['lớn.tif']);
  });

  test('and is taken, as the same document, once it has changed into a whole one', async () => {
    const bytes = await jpegScan();
    put('dở.jpg', bytes.subarray(0, 9000));
    await pass(incompleteAfterMs);
    const [document] = refusedScans(made.store);
    put('dở.jpg', bytes);
    await pass();
    expect(refused()).toEqual([]);
    expect(inInbox().map(({ id }) => id)).toEqual([document!.id]);
    expect(eventTypes(document!.id)).toEqual(['document.refused', 'document.scanned']);
  });

  test('does not come back after an officer has dismissed it', async () => {
    put('chương trình.exe', program());
    await pass();
    must(dismiss(made.as('quantri'), { documentId: refusedScans(made.store)[0]!.id, reason: 'không phải bản quét' }));
    await digitisation.stop();
    digitisation = open();
    await pass();
    expect([refused(), left()]).toEqual([[], ['chương trình.exe']]);
  });

  test('is tried again when an officer asks, and says why not', async () => {
    const path = put('tờ khai.pdf', await lockedPdf());
    await pass();
    const { id } = refusedScans(made.store)[0]!;
    expect(await digitisation.retry(id)).toMatchObject({ problem: 'scan.passwordProtected' });
    expect(eventTypes(id)).toEqual(['document.refused']);
    writeFileSync(path, await textPdf());
    expect(await digitisation.retry(id)).toEqual({ documentId: id });
    expect([inInbox().map((document) => document.id), left()]).toEqual([[id], []]);
    expect(await digitisation.retry(id)).toMatchObject({ problem: 'document.unknown' });
  });

  test('cannot be tried again when it has gone', async () => {
    put('x.exe', program());
    await pass();
    unlinkSync(join(made.scannerFolder, 'x.exe'));
    expect(await digitisation.retry(refusedScans(made.store)[0]!.id)).toMatchObject({ problem: 'scan.fileGone' });
  });

  test('while the others go on', async () => {
    put('1.exe', program());
    put('2.jpg', await jpegScan());
    put('3.jpg', Buffer.alloc(0));
    await pass();
    expect(inInbox().map(({ source }) => source.fileName)).toEqual(['2.jpg']);
  });
});

describe('exactly once', () => {
  const takenOnce = async (): Promise<void> => {
    made = made.reopen();
    digitisation = open();
    await pass();
    await pass();
    expect(inInbox().map(({ id }) => eventTypes(id))).toEqual([['document.scanned']]);
    expect(await made.desk.blobs.readAll(inInbox()[0]!.sha256!)).toEqual(await jpegScan());
    expect(left()).toEqual([]);
  };

  /** The process ends here: nothing that comes after is done. */
  const never = new Promise<never>(() => {});

  test('when the power goes between the bytes and the event', async () => {
    put('a.jpg', await jpegScan());
    await digitisation.stop();
    let isDead!: () => void;
    const dead = new Promise<void>((resolve) => (isDead = resolve));
    const blobs: Desk['blobs'] = { ...made.desk.blobs, keep: async (blob) => (await made.desk.blobs.keep(blob), isDead(), never) };
    const doomed = open({ ...made.desk, blobs });
    await doomed.rescan();
    made.clock.advance(defaultSettings.settleMs);
    void doomed.rescan();
    await dead;
    expect(inInbox()).toEqual([]);
    await takenOnce();
  });

  test('when the power goes between the event and the removal', async () => {
    const path = put('a.jpg', await jpegScan());
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    await pass();
    expect(inInbox()).toHaveLength(1);
    // The file system had not yet written the removal down.
    put('a.jpg', await jpegScan());
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    await digitisation.stop();
    await takenOnce();
  });

  test('a file that is written over while it is being taken stays, and is taken as another', async () => {
    const path = put('a.jpg', await jpegScan(1));
    await digitisation.stop();
    const second = await jpegScan(2);
    let isFirst = true;
    const run = (async (...task: Parameters<Workers['run']>) => {
      const done = await workers.run(...task);
      if (isFirst) writeFileSync(path, second);
      isFirst = false;
      return done;
    }) as Workers['run'];
    digitisation = open({ ...made.desk, workers: { ...workers, run } });
    await pass();
    expect(existsSync(path)).toBe(true);
    await pass();
    const hashes = await Promise.all(inInbox().map(({ sha256 }) => made.desk.blobs.readAll(sha256!)));
    expect(hashes).toEqual([await jpegScan(1), second]);
    expect(left()).toEqual([]);
  });
});

test('a folder may be missing, vanish and come back', async () => {
  const away = `${made.scannerFolder} cất đi`;
  renameSync(made.scannerFolder, away);
  await pass();
  expect(digitisation.folders()).toEqual([{ path: made.scannerFolder, isReachable: false, inProgress: [], moreInProgress: 0 }]);
  mkdirSync(made.scannerFolder);
  put('về.jpg', await jpegScan());
  await pass();
  expect(digitisation.folders()).toEqual([{ path: made.scannerFolder, isReachable: true, inProgress: [], moreInProgress: 0, lastScanAt: made.clock.now() }]);
  expect(inInbox()).toHaveLength(1);
  rmSync(away, { recursive: true });
});

describe('with the watcher on', () => {
  /** Real time, for the watcher is told of changes by the system. */
  const watchInRealTime = async (): Promise<Desk> => {
    await digitisation.stop();
    const desk: Desk = { ...made.desk, clock: { now: () => Date.now() } };
    digitisation = createDigitisation(desk);
    digitisation.start();
    return desk;
  };
  const whenInInbox = (desk: Desk, count: number, isSettled = false): Promise<void> =>
    new Promise((resolve) => {
      const end = desk.onChange(() => {
        if (inInbox().length < count || (isSettled && digitisation.folders().some(({ inProgress }) => inProgress.length > 0))) return;
        end();
        resolve();
      });
    });

  test('a scan is in the inbox, with its picture, once it is complete, whatever its format', async () => {
    const desk = await watchInRealTime();
    const scans: [string, Buffer][] = [
      ['1.jpg', await jpegScan()],
      ['2.tif', await tiffScan('ccittfax4')],
      ['3.pdf', await imagePdf()],
      ['4.png', await pagePng(4)],
    ];
    for (const [index, [name, bytes]] of scans.entries()) {
      const arrived = whenInInbox(desk, index + 1);
      const path = join(made.scannerFolder, name);
      await writeFile(path, bytes.subarray(0, bytes.length / 2));
      await writeFile(path, bytes.subarray(bytes.length / 2), { flag: 'a' });
      await arrived;
      const { bytes: picture } = must(await digitisation.pagePicture({ documentId: inInbox().at(-1)!.id, page: 1, width: 320 }));
      expect((await sharp(picture).metadata()).width, name).toBe(320);
    }
  });

  test('a file that is moved in from elsewhere is taken too, and the folder may be replaced', async () => {
    const desk = await watchInRealTime();
    const first = whenInInbox(desk, 1);
    writeFileSync(join(made.folder, 'ngoài.jpg'), await jpegScan(1));
    await rename(join(made.folder, 'ngoài.jpg'), join(made.scannerFolder, 'vào.jpg'));
    await first;
    const second = whenInInbox(desk, 2, true);
    rmSync(made.scannerFolder, { recursive: true });
    mkdirSync(made.scannerFolder);
    put('mới.jpg', await jpegScan(2));
    await second;
    expect(left()).toEqual([]);
  });
});

describe('a document of the inbox', () => {
  const scanned = async (bytes: Buffer, name = 'bản quét'): Promise<string> => {
    put(name, bytes);
    await pass();
    return inInbox().at(-1)!.id;
  };

  test('is attached to a component of a dossier, taken off again, and dismissed', async () => {
    const officer = made.as('quantri');
    const { dossierId } = receiveSome(officer);
    const componentKey = made.store.state('dossier', dossierId)!.components[0]!.key;
    const documentId = await scanned(await jpegScan());
    const { sha256 } = made.store.state('document', documentId)!;

    expect(attach(officer, { documentId: 'không có', dossierId, componentKey })).toMatchObject({ problem: 'document.unknown' });
    expect(attach(officer, { documentId, dossierId: 'không có', componentKey })).toMatchObject({ problem: 'dossier.unknown' });
    expect(attach(officer, { documentId, dossierId, componentKey: 'không có' })).toMatchObject({ problem: 'component.unknown' });
    expect(detach(officer, { documentId, reason: '' })).toMatchObject({ problem: 'document.notAttached' });

    must(attach(officer, { documentId, dossierId, componentKey }));
    expect(made.store.state('document', documentId)).toMatchObject({ status: 'attached', dossierId, componentKey, attachedBy: officer.officer.id });
    expect(made.store.eventsOf('document', documentId).at(-1)!.blobs).toEqual([sha256]);
    expect(attach(officer, { documentId, dossierId, componentKey })).toMatchObject({ problem: 'document.notInInbox' });
    expect(dismiss(officer, { documentId, reason: '' })).toMatchObject({ problem: 'document.notInInbox' });

    must(detach(officer, { documentId, reason: 'nhầm hồ sơ' }));
    must(dismiss(officer, { documentId, reason: 'quét lại' }));
    expect(eventTypes(documentId)).toEqual(['document.scanned', 'document.attached', 'document.detached', 'document.dismissed']);
  });

  test.each([
    ['JPEG lying on its side', turnedJpeg, 1],
    ['TIFF', () => tiffScan('ccittfax4'), 3],
    ['PDF', () => imagePdf(3), 3],
    ['PNG', () => pagePng(), 1],
    ['HEIC lying on its side', turnedHeic, 1],
    ['WebP', () => webpScan(), 1],
  ] as const)('is shown page by page, upright: %s', async (_, make, pages) => {
    const documentId = await scanned(await make());
    for (let number = 1; number <= pages; number += 1) {
      const picture = must(await digitisation.pagePicture({ documentId, page: number, width: 600 }));
      const { data, info } = await sharp(picture.bytes).resize(page.width, page.height, { fit: 'fill' }).greyscale().raw().toBuffer({ resolveWithObject: true });
      expect([picture.mediaType, info.width < info.height]).toEqual(['image/webp', true]);
      // The black disc in the page's upper left corner stands further to the right on each page.
      const darkest = (x: number): number => data[80 * info.width + x]!;
      expect([darkest(60 + number * 20), darkest(700)]).toEqual([expect.toSatisfy((value: number) => value < 60), expect.toSatisfy((value: number) => value > 200)]);
    }
    expect(await digitisation.pagePicture({ documentId, page: pages + 1, width: 600 })).toMatchObject({ problem: 'input.malformed' });
  });

  test('whose bytes have not come yet says so', async () => {
    const sha256 = 'a'.repeat(64);
    made.store.write('desk', (tx) =>
      tx.append({
        entity: 'document',
        entityId: 'từ quầy khác',
        type: 'document.scanned',
        payload: { source: { folder: '/x', fileName: 'x', sizeBytes: 1, modifiedAt: 0 }, sha256, mediaType: 'image/png', sizeBytes: 1, pageCount: 1 },
      }),
    );
    expect(await digitisation.pagePicture({ documentId: 'từ quầy khác', page: 1, width: 320 })).toMatchObject({ problem: 'document.bytesOnTheWay' });
    expect(await digitisation.pagePicture({ documentId: 'không có', page: 1, width: 320 })).toMatchObject({ problem: 'document.unknown' });
  });
});

describe('the code of an identity card is read from', () => {
  test.each([
    ['a photo', () => cardPhoto()],
    ['a tilted photo', () => cardPhoto({ degrees: 17 })],
    ['a photo upside down', () => cardPhoto({ degrees: 186 })],
    ['a large photo', () => cardPhoto({ width: 6000, degrees: -8 })],
    ['a small one', () => cardPhoto({ width: 1000 })],
    ['a scanned PDF', async () => imagePdf(2, await cardPhoto())],
  ])('%s', async (_, make) => {
    expect(await digitisation.decodeCardImage(await make())).toEqual({ payload: cardPayload });
  });

  test('and where there is none it says so', async () => {
    const problems = await Promise.all([cardPhoto({ payload: null }), program(), Buffer.alloc(0)].map(async (bytes) => digitisation.decodeCardImage(await bytes)));
    expect(problems.map((found) => isProblem(found) && found.problem)).toEqual(['card.noCodeInImage', 'scan.unsupportedType', 'scan.empty']);
  });
});
