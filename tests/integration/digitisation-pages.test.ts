import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Blobs, openBlobs } from '../../db/blobs.ts';
import type { DocumentState, PageEdit } from '../../domain/document/document.ts';
import { effectivePages } from '../../domain/document/pages.ts';
import { openOriginal } from '../../electron/desk/digitisation/pages/page-source.ts';
import { editedPage, preparePage } from '../../electron/desk/digitisation/pages/prepare-page.ts';
import { attach } from '../../electron/desk/digitisation/inbox.ts';
import { changePages } from '../../electron/desk/digitisation/pages/change-pages.ts';
import { interleaveDocuments, mergeDocuments, splitDocument, undoCompose } from '../../electron/desk/digitisation/pages/compose.ts';
import { lookAtPage } from '../../electron/desk/digitisation/pages/look-at-page.ts';
import { createWorkers, type Workers } from '../../electron/desk/workers/pool.ts';
import { seededRandom } from '../faults/simulator/random.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { makeApi } from '../fixtures/desk-api.ts';
import { makeDossier } from '../fixtures/dossiers.ts';
import { cleanScan, printPage, scanOf } from '../fixtures/printed-page.ts';
import { marriage } from '../fixtures/reception.ts';
import { imagePdf, jpegScan, page, pagePng, textPdf, tiffScan, turnedJpeg } from '../fixtures/scans.ts';

describe('a page is prepared', () => {
  let folder: string;
  let blobs: Blobs;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'chuẩn bị '));
    blobs = openBlobs({ folder, key: randomBytes(32), randomBytes });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  type Prepared = { bytes: Uint8Array; widthPx: number; heightPx: number; dpi: number };
  const maxPagePixels = 50_000_000;
  /** In all its dots, though not beyond 300 to the inch. */
  const prepared = async (bytes: Uint8Array, mediaType: string, edit: Partial<PageEdit> = {}): Promise<Prepared> => {
    const { sha256 } = await blobs.put(bytes);
    const page = must(await must(await openOriginal({ blobs: blobs.access, sha256, mediaType, maxPagePixels })).page(edit.page ?? 1));
    const { image, dpi } = await editedPage(page, { sha256, page: 1, ...edit }, 300);
    const { data, info } = await image.png({ compressionLevel: 1 }).toBuffer({ resolveWithObject: true });
    return { bytes: data, widthPx: info.width, heightPx: info.height, dpi };
  };
  const pictured = async (bytes: Uint8Array, mediaType: string, edit: Partial<PageEdit>, width: number) =>
    preparePage({ blobs: blobs.access, mediaType, edit: { sha256: (await blobs.put(bytes)).sha256, page: 1, ...edit }, width, maxPagePixels });
  const pixels = async (image: Uint8Array | Sharp): Promise<Buffer> => (image instanceof Uint8Array ? sharp(image) : image).greyscale().raw().toBuffer();
  /** Where the page is dark: one number for each of 8 × 8 fields, so that pictures of different sizes can be compared. */
  const sketch = async (bytes: Uint8Array): Promise<number[]> => [...(await sharp(bytes).greyscale().resize(8, 8, { fit: 'fill' }).raw().toBuffer())].map((value) => Math.round(value / 16));

  test('from every kind of original, upright, in the dots that it was scanned with', async () => {
    const whole = { widthPx: page.width, heightPx: page.height, dpi: 100 };
    const plain = await prepared(await pagePng(), 'image/png');
    expect(plain).toMatchObject(whole);
    const upright = await sketch(plain.bytes);
    for (const [bytes, mediaType] of [[await jpegScan(), 'image/jpeg'], [await turnedJpeg(), 'image/jpeg'], [await tiffScan('ccittfax4'), 'image/tiff']] as const) {
      const found = await prepared(bytes, mediaType);
      expect(found, mediaType).toMatchObject(whole);
      expect(await sketch(found.bytes)).toEqual(upright);
    }
    const third = await prepared(await tiffScan('lzw'), 'image/tiff', { page: 3 });
    expect(await sketch(third.bytes)).toEqual(await sketch(await pagePng(3)));
  });

  test('the resolution is what the scanner says, unless that cannot be true', async () => {
    const at = async (density: number | undefined, width: number, height: number): Promise<number> => {
      const image = sharp({ create: { width, height, channels: 3, background: '#fff' } });
      return (await prepared(await (density === undefined ? image : image.withMetadata({ density })).jpeg().toBuffer(), 'image/jpeg')).dpi;
    };
    expect(await at(200, 1654, 2339)).toBe(200);
    expect(await at(300, 1240, 1748)).toBe(300);
    // A photo says 72 and means nothing: it is taken for a sheet of A4.
    expect(await at(undefined, 2339, 1654)).toBe(200);
    expect(await at(96, 1654, 2339)).toBe(200);
    // Finer than the reader needs.
    expect(await at(600, 4960, 7016)).toBe(300);
  });

  test('pages of a PDF are drawn at 300 dpi', async () => {
    const text = await prepared(await textPdf(), 'application/pdf', { page: 2 });
    expect(text.widthPx).toBe(Math.round((595 / 72) * 300));
    expect(text.dpi).toBeCloseTo(300, 0);
    expect((await pixels(text.bytes)).some((value) => value < 50)).toBe(true);
    expect(await pictured(await imagePdf(), 'application/pdf', { page: 3 }, 640)).toMatchObject({ problem: 'input.malformed' });
  });

  test('turned clockwise, and what is cut out is cut from the page as it is seen', async () => {
    const scan = await pagePng();
    const turned = await prepared(scan, 'image/png', { quarterTurns: 1 });
    expect(turned).toMatchObject({ widthPx: page.height, heightPx: page.width });
    expect(await pixels(turned.bytes)).toEqual(await pixels(sharp(scan).rotate(90)));
    const cut = await prepared(scan, 'image/png', { quarterTurns: 1, crop: { left: 0.5, top: 0.25, width: 0.25, height: 0.5 } });
    const wanted = { left: Math.round(page.height / 2), top: Math.round(page.width / 4), width: Math.round(page.height / 4), height: Math.round(page.width / 2) };
    expect(cut).toMatchObject({ widthPx: wanted.width, heightPx: wanted.height, dpi: 100 });
    expect(await pixels(cut.bytes)).toEqual(await pixels(sharp(await sharp(scan).rotate(90).png().toBuffer()).extract(wanted)));
  });

  test('straightened without growing, on white', async () => {
    const straight = await pagePng();
    const tilted = await sharp(straight).rotate(-3, { background: '#fff' }).png().toBuffer();
    const found = await prepared(tilted, 'image/png', { deskewDegrees: 3 });
    const { width, height } = await sharp(tilted).metadata();
    expect(found).toMatchObject({ widthPx: width, heightPx: height });
    // A bar of the page lies level again: some row of it is dark over most of its length.
    const data = await pixels(found.bytes);
    const darkest = Math.max(...Array.from({ length: found.heightPx }, (_, row) => data.subarray(row * found.widthPx, (row + 1) * found.widthPx).filter((value) => value < 128).length));
    const before = await pixels(tilted);
    const darkestBefore = Math.max(...Array.from({ length: height }, (_, row) => before.subarray(row * width, (row + 1) * width).filter((value) => value < 128).length));
    expect(darkest).toBeGreaterThan(400);
    expect(darkestBefore).toBeLessThan(300);
  });

  test('specks go, pale ink gets dark, and white paper stays white', async () => {
    const specks = Array.from({ length: 200 }, (_, index) => ({ input: { create: { width: 1, height: 1, channels: 3 as const, background: '#000' } }, left: 5 + ((index * 397) % 800), top: 5 + ((index * 911) % 1100) }));
    const blank = { create: { width: page.width, height: page.height, channels: 3 as const, background: '#fff' } };
    const specked = await sharp(blank).composite(specks).png().toBuffer();
    expect((await pixels(specked)).some((value) => value < 128)).toBe(true);
    expect((await pixels((await prepared(specked, 'image/png', { isDespeckled: true })).bytes)).every((value) => value > 200)).toBe(true);

    const carbon = await sharp(blank).composite([{ input: { create: { width: 300, height: 20, channels: 3, background: '#c8c8d8' } }, left: 100, top: 100 }]).png().toBuffer();
    const range = async (brightness: number): Promise<[number, number]> => {
      const found = await pixels((await prepared(carbon, 'image/png', { brightness })).bytes);
      return [Math.min(...found.subarray(page.width * 90, page.width * 130)), Math.max(...found.subarray(0, page.width))];
    };
    const [ink, paper] = await range(-60);
    expect(ink).toBeLessThan(160);
    expect(paper).toBe(255);
    expect((await range(60))[0]).toBe(255);
  });

  test('the picture for the screen has all edits and the width that was asked for, and is never enlarged', async () => {
    const edit: Partial<PageEdit> = { quarterTurns: 3, crop: { left: 0.1, top: 0.1, width: 0.5, height: 0.8 }, brightness: -20 };
    const seen = must(await pictured(await jpegScan(), 'image/jpeg', edit, 300));
    const { width, height } = await sharp(seen.bytes).metadata();
    expect([seen.mediaType, width]).toEqual(['image/webp', 300]);
    expect(Math.abs(height - (300 * page.width * 0.8) / (page.height * 0.5))).toBeLessThanOrEqual(1);
    const [small, large] = [await sketch(seen.bytes), await sketch((await prepared(await jpegScan(), 'image/jpeg', edit)).bytes)];
    expect(Math.max(...small.map((value, index) => Math.abs(value - large[index]!)))).toBeLessThanOrEqual(1);
    expect(await sharp(must(await pictured(await jpegScan(), 'image/jpeg', {}, 3000)).bytes).metadata()).toMatchObject({ width: page.width });
  });

  test('an original that is not what it said is a reason, not a fault', async () => {
    expect(await pictured(randomBytes(2000), 'image/jpeg', {}, 640)).toMatchObject({ problem: 'scan.unreadable' });
  });
});

describe('a machine sees', () => {
  const words = 'Căn cứ Luật Tổ chức chính quyền địa phương; theo đề nghị của Văn phòng Ủy ban nhân dân xã Lục Sơn về việc cấp giấy khai sinh cho trẻ em dưới sáu tuổi trên địa bàn thôn Vĩnh Hồng.';
  const look = { font: 'Tinos', sizePt: 13, dpi: 150 } as const;
  const scanned = (blocks: Parameters<typeof printPage>[0], skewDegrees: number): Promise<Buffer> =>
    scanOf(printPage(blocks, look), { ...cleanScan, skewDegrees, blur: 0.8, noise: 8, specks: 30, contrast: 0.8, format: { kind: 'jpeg', quality: 80 } }, seededRandom('trang'));

  test('how a page must be turned and straightened', async () => {
    const paragraphs = Array.from({ length: 6 }, () => ({ kind: 'paragraph' as const, text: words }));
    for (const skewDegrees of [0, -3.2]) {
      const scan = await scanned(paragraphs, skewDegrees);
      for (const turns of [0, 1, 2, 3]) {
        const { isBlank, quarterTurns, deskewDegrees } = await lookAtPage(sharp(await sharp(scan).rotate(turns * 90).toBuffer()));
        expect({ skewDegrees, turns, isBlank, quarterTurns }).toEqual({ skewDegrees, turns, isBlank: false, quarterTurns: (4 - turns) % 4 });
        expect(Math.abs(deskewDegrees + skewDegrees)).toBeLessThanOrEqual(0.2);
      }
    }
  });

  test('which pages are empty, and takes no page with a word on it for one', async () => {
    expect(await lookAtPage(sharp(await scanned([], 0)))).toEqual({ isBlank: true, deskewDegrees: 0, quarterTurns: 0 });
    expect(await lookAtPage(sharp(await scanned([{ kind: 'lines', lines: ['Số 12'] }], 0)))).toEqual({ isBlank: false, deskewDegrees: 0, quarterTurns: 0 });
  });
});

describe('documents of the inbox', () => {
  let workers: Workers;
  let made: TestDesk;
  beforeAll(() => {
    workers = createWorkers();
  });
  afterAll(() => workers.close());
  beforeEach(async () => {
    made = await makeDesk({ workers });
  });
  afterEach(() => made.close());

  /** A scan of so many pages, as the watcher leaves it. */
  const scan = async (bytes: Uint8Array, mediaType: string, pageCount: number, fileName = 'quét.tif'): Promise<string> => {
    const { sha256, sizeBytes } = await made.desk.blobs.put(bytes);
    const id = `scan-${made.store.head().deskSeq}`;
    made.store.write('desk', (tx) => {
      tx.append({ entity: 'document', entityId: id, type: 'document.scanned', payload: { source: { folder: '/quét', fileName, sizeBytes, modifiedAt: 1 }, sha256, mediaType, sizeBytes, pageCount } });
    });
    return id;
  };
  const stateOf = (id: string): DocumentState => made.store.state('document', id)!;
  const pagesOf = (id: string): PageEdit[] => effectivePages(stateOf(id));
  const hoa = () => made.as('hoa');
  const head = () => made.store.head().deskSeq;

  test('split, merged again, and all of it taken back: no page is ever in two papers or in none', async () => {
    const id = await scan(await tiffScan('lzw', 4), 'image/tiff', 4);
    const pages = pagesOf(id);
    const { documentIds } = must(splitDocument(hoa(), { documentId: id, before: [2, 4] }));
    expect(documentIds.map(pagesOf)).toEqual([[pages[0]], [pages[1], pages[2]], [pages[3]]]);
    expect(stateOf(id)).toMatchObject({ status: 'dismissed', replacedBy: documentIds });
    for (const part of documentIds) expect(stateOf(part)).toMatchObject({ status: 'inbox', composedFrom: [id], source: { fileName: 'quét.tif' } });

    const { documentId: whole } = must(mergeDocuments(hoa(), { documentIds }));
    expect(pagesOf(whole)).toEqual(pages);
    // What was split in between is there no more, so its own undo must wait for the later one's.
    expect(undoCompose(hoa(), { documentIds: [documentIds[0]!] })).toMatchObject({ problem: 'document.cannotUndo' });
    expect(must(undoCompose(hoa(), { documentIds: [whole] })).documentIds.toSorted()).toEqual(documentIds.toSorted());
    expect(must(undoCompose(hoa(), { documentIds: [documentIds[1]!] }))).toEqual({ documentIds: [id] });
    expect([id, ...documentIds, whole].map((one) => stateOf(one).status)).toEqual(['inbox', 'dismissed', 'dismissed', 'dismissed', 'dismissed']);
    expect(pagesOf(id)).toEqual(pages);
    expect(made.store.verifyLog().isIntact).toBe(true);
  });

  test('both sides of sheets come in order, from two files', async () => {
    const fronts = await scan(await tiffScan('lzw', 3), 'image/tiff', 3, 'mặt trước.tif');
    const backs = await scan(await tiffScan('jpeg', 3), 'image/tiff', 3, 'mặt sau.tif');
    const { documentId } = must(interleaveDocuments(hoa(), { frontsId: fronts, backsId: backs, areBacksReversed: true }));
    const [front, back] = [pagesOf(fronts), pagesOf(backs)];
    expect(pagesOf(documentId)).toEqual([front[0], back[2], front[1], back[1], front[2], back[0]]);
    const other = await scan(await jpegScan(9), 'image/jpeg', 1);
    expect(interleaveDocuments(hoa(), { frontsId: documentId, backsId: other, areBacksReversed: false })).toMatchObject({ problem: 'document.sidesDiffer', data: { fronts: 6, backs: 1 } });
  });

  test('what cannot be done changes nothing and says why', async () => {
    const id = await scan(await tiffScan('lzw', 2), 'image/tiff', 2);
    const single = await scan(await jpegScan(), 'image/jpeg', 1);
    const dossierId = makeDossier(hoa(), { procedureId: marriage }).id;
    const componentKey = made.store.state('dossier', dossierId)!.components[0]!.key;
    must(attach(hoa(), { documentId: single, dossierId, componentKey }));
    const before = head();
    const [one, two] = pagesOf(id);
    expect(splitDocument(hoa(), { documentId: id, before: [3] })).toMatchObject({ problem: 'input.malformed' });
    expect(splitDocument(hoa(), { documentId: single, before: [2] })).toMatchObject({ problem: 'document.notInInbox' });
    expect(mergeDocuments(hoa(), { documentIds: [id, id] })).toMatchObject({ problem: 'input.malformed' });
    expect(mergeDocuments(hoa(), { documentIds: [id, 'không có'] })).toMatchObject({ problem: 'document.unknown' });
    expect(changePages(hoa(), { documentId: id, pages: [one!] })).toMatchObject({ problem: 'document.pagesDiffer' });
    expect(changePages(hoa(), { documentId: id, pages: [one!, two!].map((edit) => ({ ...edit, isDropped: true })) })).toMatchObject({ problem: 'document.noPageLeft' });
    expect(undoCompose(hoa(), { documentIds: [id] })).toMatchObject({ problem: 'document.cannotUndo' });
    must(changePages(hoa(), { documentId: id, pages: [one!, two!] }));
    expect(head()).toBe(before);
    // What came of a split and is in a dossier stays there.
    const { documentIds } = must(splitDocument(hoa(), { documentId: id, before: [2] }));
    must(attach(hoa(), { documentId: documentIds[1]!, dossierId, componentKey }));
    expect(undoCompose(hoa(), { documentIds: [documentIds[0]!] })).toMatchObject({ problem: 'document.cannotUndo' });
  });

  test('the district is told of every original that a paper in a dossier is made of, and of none before', async () => {
    const [first, second] = [await scan(await jpegScan(1), 'image/jpeg', 1), await scan(await jpegScan(2), 'image/jpeg', 1)];
    const { documentId } = must(mergeDocuments(hoa(), { documentIds: [first, second] }));
    const originals = [stateOf(first).sha256!, stateOf(second).sha256!];
    const lastBlobs = () => made.store.eventsOf('document', documentId).at(-1)!.blobs;
    const [one, two] = pagesOf(documentId);
    must(changePages(hoa(), { documentId, pages: [two!, one!] }));
    expect(lastBlobs()).toEqual([]);
    const dossierId = makeDossier(hoa(), { procedureId: marriage }).id;
    must(attach(hoa(), { documentId, dossierId, componentKey: made.store.state('dossier', dossierId)!.components[0]!.key }));
    expect(lastBlobs().toSorted()).toEqual(originals.toSorted());
    must(changePages(hoa(), { documentId, pages: [{ ...one!, isDropped: true }, { ...two!, quarterTurns: 2 }] }));
    expect(lastBlobs().toSorted()).toEqual(originals.toSorted());
  });

  test('are opened, looked at, edited and shown through the API by whoever scans', async () => {
    const api = makeApi(made);
    const page = await api.signIn('hoa');
    const blank = { create: { width: 827, height: 1169, channels: 3 as const, background: '#fff' } };
    const merged = must(
      mergeDocuments(hoa(), {
        documentIds: [await scan(await turnedJpeg(), 'image/jpeg', 1, 'ảnh.jpg'), await scan(await sharp(blank).png().toBuffer(), 'image/png', 1), await scan(await textPdf(1), 'application/pdf', 1)],
      }),
    );
    const opened = await page.api.digitisation.open.query(merged);
    expect(opened).toMatchObject({ isEditable: true, rendering: { state: 'notWanted' }, document: { status: 'inbox' } });
    expect(opened.pages).toHaveLength(3);
    expect((await page.api.digitisation.detectPages.query(merged)).map(({ isBlank }) => isBlank)).toEqual([false, true, false]);

    const recipe = opened.pages.map(({ url: _, ...edit }) => edit);
    await page.api.digitisation.changePages.mutate({ ...merged, pages: [recipe[2]!, { ...recipe[1]!, isDropped: true }, { ...recipe[0]!, quarterTurns: 1 }] });
    const again = await page.api.digitisation.open.query(merged);
    expect(again.pages.map(({ isDropped = false, quarterTurns = 0 }) => [isDropped, quarterTurns])).toEqual([[false, 0], [true, 0], [false, 1]]);

    const picture = async (path: string): Promise<{ width: number; height: number }> => {
      const answer = await page.request(path);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 200, 'image/webp']);
      const { width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
      return { width, height };
    };
    const { documentId } = merged;
    // As scanned, upright; with its edits; and as the second page of what is shown, since one is left out.
    expect(await picture(`${again.pages[2]!.url}&width=640`)).toMatchObject({ width: 640, height: Math.round((640 * 1169) / 827) });
    for (const path of [`/files/document/${documentId}/edited/3?width=640`, `/files/document/${documentId}/page/2?width=640`]) expect((await picture(path)).height).toBeLessThan(640);
    expect((await page.request(`/files/document/${documentId}/page/3`)).status).toBe(422);
    expect((await page.request(`/files/document/${documentId}/source/4`)).status).toBe(422);

    // A screen that has the address of before the pages changed places still sees the same page.
    const bytesOf = async (path: string): Promise<Buffer> => Buffer.from(await (await page.request(path)).arrayBuffer());
    const before = await bytesOf(`${opened.pages[0]!.url}&width=640`);
    expect(before.equals(await bytesOf(`${again.pages[2]!.url}&width=640`))).toBe(true);
    expect(before.equals(await bytesOf(`/files/document/${documentId}/source/1?width=640`))).toBe(false);

    const approver = await api.signIn('cuong');
    await expect(approver.api.digitisation.changePages.mutate({ documentId, pages: recipe })).rejects.toMatchObject({ data: { problem: { problem: 'permission.denied' } } });
    await expect(page.api.digitisation.split.mutate({ documentId, before: [1] })).rejects.toThrow();
  });
});
