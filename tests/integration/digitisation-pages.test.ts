import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Blobs, openBlobs } from '../../db/blobs.ts';
import type { PageEdit } from '../../domain/document/document.ts';
import { isProblem } from '../../domain/problem.ts';
import { type PreparedPage, preparePage } from '../../electron/desk/digitisation/pages/prepare-page.ts';
import { must } from '../fixtures/desk.ts';
import { imagePdf, jpegScan, page, pagePng, textPdf, tiffScan, turnedJpeg } from '../fixtures/scans.ts';

describe('a page is prepared', () => {
  let folder: string;
  let blobs: Blobs;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'chuẩn bị '));
    blobs = openBlobs({ folder, key: randomBytes(32), randomBytes });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const prepared = async (bytes: Uint8Array, mediaType: string, edit: Partial<PageEdit> = {}, width?: number): Promise<PreparedPage> => {
    const { sha256 } = await blobs.put(bytes);
    const purpose = width === undefined ? 'ocr' : 'preview';
    return must(await preparePage({ blobs: blobs.access, mediaType, edit: { sha256, page: 1, ...edit }, purpose, ...(width !== undefined && { width }) }));
  };
  const pixels = async (image: Uint8Array | Sharp): Promise<Buffer> => (image instanceof Uint8Array ? sharp(image) : image).greyscale().raw().toBuffer();
  /** Where the page is dark: one number for each of 8 × 8 fields, so that pictures of different sizes can be compared. */
  const sketch = async (bytes: Uint8Array): Promise<number[]> => [...(await sharp(bytes).greyscale().resize(8, 8, { fit: 'fill' }).raw().toBuffer())].map((value) => Math.round(value / 16));

  test('from every kind of original, upright, in the dots that it was scanned with', async () => {
    const whole = { widthPx: page.width, heightPx: page.height, dpi: 100, mediaType: 'image/png' };
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
    expect(await preparePage({ blobs: blobs.access, mediaType: 'application/pdf', edit: { sha256: (await blobs.put(await imagePdf())).sha256, page: 3 }, purpose: 'ocr' })).toMatchObject({ problem: 'input.malformed' });
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
    const seen = await prepared(await jpegScan(), 'image/jpeg', edit, 300);
    expect(seen).toMatchObject({ mediaType: 'image/webp', widthPx: 300 });
    expect(Math.abs(seen.heightPx - (300 * page.width * 0.8) / (page.height * 0.5))).toBeLessThanOrEqual(1);
    const read = await prepared(await jpegScan(), 'image/jpeg', edit);
    const [small, large] = [await sketch(seen.bytes), await sketch(read.bytes)];
    expect(Math.max(...small.map((value, index) => Math.abs(value - large[index]!)))).toBeLessThanOrEqual(1);
    expect((await prepared(await jpegScan(), 'image/jpeg', {}, 3000)).widthPx).toBe(page.width);
  });

  test('an original that is not what it said is a reason, not a fault', async () => {
    const { sha256 } = await blobs.put(createHash('sha512').update('x').digest());
    expect(isProblem(await preparePage({ blobs: blobs.access, mediaType: 'image/jpeg', edit: { sha256, page: 1 }, purpose: 'ocr' }))).toBe(true);
  });
});
