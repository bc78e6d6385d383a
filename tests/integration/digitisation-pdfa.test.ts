import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Blobs, openBlobs } from '../../db/blobs.ts';
import type { PageText } from '../../domain/document/page-text.ts';
import { utcOf } from '../../domain/time.ts';
import { type BuildPdfInput, type PdfPage, pdfOf } from '../../electron/desk/digitisation/rendering/build-pdf.ts';
import type { PaperFacts } from '../../electron/desk/digitisation/rendering/paper-facts.ts';
import { must } from '../fixtures/desk.ts';
import { judgePdfA } from '../fixtures/pdf-a.ts';
import { imagePdf, jpegScan, page, pagePng, textPdf, tiffScan, turnedJpeg } from '../fixtures/scans.ts';

let folder: string;
let blobs: Blobs;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dựng tệp '));
  blobs = openBlobs({ folder, key: randomBytes(32), randomBytes });
});
afterAll(() => rmSync(folder, { recursive: true }));

const paper: PaperFacts = {
  title: 'Giấy khai sinh “Đặng & <Ánh>”',
  typeCode: 'KQ.G15.000031',
  number: '12/2026',
  issuedBy: 'Ủy ban nhân dân xã Lục Sơn',
  issuedOn: '2026-11-02',
  validUntil: '',
  isPermanent: true,
  ownerName: 'Đặng Thị Ngọc Ánh',
  ownerNumber: '024186001234',
  dossierCode: 'H02.15.20-261123-1001',
  procedureCode: '1.001193',
  agency: 'UBND xã Lục Sơn',
  digitisedBy: 'Nguyễn Thị Hoa',
  digitisedAt: utcOf('2026-11-23', 8 * 60 + 5),
};

/** Lines of words as a reader finds them: each letter 16 dots wide, lines 60 dots apart, on A4 at 100 dpi. */
const textOf = (lines: readonly string[]): PageText => ({
  widthPx: page.width,
  heightPx: page.height,
  words: lines.flatMap((line, row) => {
    let left = 60;
    return line.split(' ').map((text) => {
      const word = { text, left, top: 100 + row * 60, right: left + text.length * 16, bottom: 130 + row * 60, confidence: 90, line: row };
      left = word.right + 10;
      return word;
    });
  }),
  text: lines.join('\n'),
});

const pageOf = async (bytes: Uint8Array, mediaType: string, edit: Partial<PdfPage['edit']> = {}, text?: PageText): Promise<PdfPage> => ({
  edit: { sha256: (await blobs.put(bytes)).sha256, page: 1, ...edit },
  mediaType,
  ...(text && { text }),
});

const build = async (pages: readonly PdfPage[], changes: Partial<BuildPdfInput> = {}): Promise<{ bytes: Uint8Array; hasText: boolean }> =>
  must(await pdfOf({ blobs: blobs.access, pages, paper, madeAt: utcOf('2026-11-23', 8 * 60 + 9), ...changes }));

const onDisk = <T>(bytes: Uint8Array, work: (file: string, inside: string) => T): T => {
  const inside = mkdtempSync(join(tmpdir(), 'tệp '));
  try {
    writeFileSync(join(inside, 'a.pdf'), bytes);
    return work(join(inside, 'a.pdf'), inside);
  } finally {
    rmSync(inside, { recursive: true });
  }
};

const fontsOf = (bytes: Uint8Array): string[] => onDisk(bytes, (file) => execFileSync('pdffonts', [file]).toString().trim().split('\n').slice(2).map((font) => font.replace(/\s+/g, ' ')));
/** The first page, as somebody sees it. */
const pictureOf = (bytes: Uint8Array): Buffer => onDisk(bytes, (file) => execFileSync('pdftoppm', ['-r', '60', '-png', '-singlefile', file]));

const lines = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Họ và tên: Đặng Thị Ngọc Ánh, số 024186001234', 'được đăng ký khai sinh ngày mười chín tháng ba'];

describe('the file of a document', () => {
  test('is PDF/A-2b in the eyes of every judge, from all kinds of originals and edits in one', async () => {
    const { bytes, hasText } = await build([
      await pageOf(await jpegScan(), 'image/jpeg', {}, textOf(lines)),
      await pageOf(await turnedJpeg(), 'image/jpeg', { quarterTurns: 3 }),
      await pageOf(await tiffScan('ccittfax4'), 'image/tiff', { page: 2 }, textOf(['Trang hai'])),
      await pageOf(await pagePng(4), 'image/png', { deskewDegrees: 1.5, crop: { left: 0, top: 0, width: 1, height: 0.5 }, brightness: -30, isDespeckled: true }),
      await pageOf(await textPdf(), 'application/pdf', { page: 2 }),
      await pageOf(await imagePdf(), 'application/pdf', { page: 2, quarterTurns: 1 }),
    ]);
    expect(hasText).toBe(true);
    expect(judgePdfA(bytes)).toEqual([]);
    // Name, type, encoding, embedded, subset, Unicode.
    expect(fontsOf(bytes)).toEqual([expect.stringMatching(/^QuayMotCua-Empty CID TrueType Identity-H yes no yes/)]);
    const sizes = onDisk(bytes, (file) => [...execFileSync('pdfinfo', ['-l', '6', file]).toString().matchAll(/Page +\d+ size: +([\d.]+) x ([\d.]+)/g)].map(([, width, height]) => [Math.round((Number(width) / 72) * 25.4), Math.round((Number(height) / 72) * 25.4)]));
    expect(sizes).toEqual([[210, 297], [297, 210], [210, 297], [210, 149], [210, 297], [297, 210]]);
  });

  test('gives its words back, in Vietnamese and in order, and each where it stands', async () => {
    const { bytes } = await build([await pageOf(await jpegScan(), 'image/jpeg', {}, textOf(lines)), await pageOf(await jpegScan(2), 'image/jpeg')]);
    const [first, second] = onDisk(bytes, (file) => execFileSync('pdftotext', [file, '-']).toString().split('\f'));
    expect(first!.trim().split(/\n+/)).toEqual(lines.map((line) => line.normalize('NFC')));
    expect(second!.trim()).toBe('');
    const boxes = onDisk(bytes, (file) => execFileSync('pdftotext', ['-bbox', file, '-']).toString());
    const place = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">024186001234</.exec(boxes)!.slice(1).map(Number);
    const word = textOf(lines).words.find(({ text }) => text === '024186001234')!;
    for (const [index, wanted] of [word.left, word.top, word.right, word.bottom].entries()) expect(Math.abs(place[index]! - wanted * 0.72)).toBeLessThan(1.5);
    // Nobody sees them: the page looks as it would without.
    const bare = await build([await pageOf(await jpegScan(), 'image/jpeg')]);
    expect(pictureOf(bytes).equals(pictureOf(bare.bytes))).toBe(true);
    expect(bare.hasText).toBe(false);
    expect(fontsOf(bare.bytes)).toEqual([]);
  });

  test('odd words do it no harm', async () => {
    const odd = textOf(['\u0000a\uFFFE\u200B', '👶🏻', 'e\u0302\u0301', '\uD800', '(]>>', 'ｶﾅ']);
    const empty = { ...odd.words[0]!, right: odd.words[0]!.left };
    const { bytes } = await build([await pageOf(await jpegScan(), 'image/jpeg', {}, { ...odd, words: [...odd.words, empty] })]);
    expect(judgePdfA(bytes)).toEqual([]);
    expect(onDisk(bytes, (file) => execFileSync('pdftotext', [file, '-']).toString().trim().split(/\s+/))).toEqual(['a', 'ế', '(]>>', 'ｶﾅ']);
  });

  test('a scan in JPEG is in it dot for dot, and nothing of where or with what it was taken', async () => {
    const jpeg = await sharp(await pagePng()).jpeg({ quality: 60 }).withExif({ IFD0: { Make: 'Máy của Hoa', Copyright: 'riêng' }, IFD3: { GPSLatitude: '21/1 15/1 0/1' } }).toBuffer();
    expect(jpeg.includes('Exif')).toBe(true);
    for (const [original, mediaType] of [[jpeg, 'image/jpeg'], [await imagePdf(1, jpeg), 'application/pdf']] as const) {
      const { bytes } = await build([await pageOf(original, mediaType, { quarterTurns: 1 })]);
      const inside = onDisk(bytes, (file, folderOf) => {
        execFileSync('pdfimages', ['-j', file, join(folderOf, 'ảnh')]);
        return readFileSync(join(folderOf, readdirSync(folderOf).find((name) => name.endsWith('.jpg'))!));
      });
      const pixels = (image: Buffer): Promise<Buffer> => sharp(image).raw().toBuffer();
      expect((await pixels(inside)).equals(await pixels(jpeg)), mediaType).toBe(true);
      expect(inside.includes('Exif')).toBe(false);
      // Turned beside the picture, not in it.
      const sketch = (image: Buffer): Promise<Buffer> => sharp(image).greyscale().resize(16, 16, { fit: 'fill' }).raw().toBuffer();
      const shown = await sketch(pictureOf(bytes));
      const away = async (degrees: number): Promise<number> => (await sketch(await sharp(jpeg).rotate(degrees).toBuffer())).reduce((sum, value, index) => sum + Math.abs(value - shown[index]!), 0);
      expect(await away(90)).toBeLessThan((await away(270)) / 4);
    }
  });

  test('black and white stays that, dot for dot', async () => {
    const fax = await tiffScan('ccittfax4', 2);
    const { bytes } = await build([await pageOf(fax, 'image/tiff')]);
    const [kind, inside] = onDisk(bytes, (file, folderOf) => {
      execFileSync('pdfimages', ['-png', file, join(folderOf, 'ảnh')]);
      return [execFileSync('pdfimages', ['-list', file]).toString(), readFileSync(join(folderOf, 'ảnh-000.png'))];
    });
    expect(kind).toMatch(/gray +1 +1 +ccitt/);
    const pixels = await sharp(await sharp(inside).extract({ left: 0, top: 0, width: page.width, height: page.height }).png().toBuffer()).greyscale().raw().toBuffer();
    expect(pixels.equals(await sharp(fax).greyscale().raw().toBuffer())).toBe(true);
  });

  test('a grey page stays grey, edited or not', async () => {
    const grey = await sharp(await pagePng(5)).toColourspace('b-w').jpeg().toBuffer();
    const { bytes } = await build([await pageOf(grey, 'image/jpeg'), await pageOf(grey, 'image/jpeg', { deskewDegrees: 1 })]);
    const kinds = onDisk(bytes, (file) => [...execFileSync('pdfimages', ['-list', file]).toString().matchAll(/image +\d+ +\d+ +(\w+) +(\d)/g)].map(([, colour, components]) => [colour, components]));
    expect(kinds).toEqual([['gray', '1'], ['gray', '1']]);
    // Read as what it says it is, the paper of the second page is white.
    const second = onDisk(bytes, (file) => execFileSync('pdftoppm', ['-r', '60', '-f', '2', '-png', '-singlefile', file]));
    expect((await sharp(second).stats()).channels[0]!.mean).toBeGreaterThan(200);
  });

  test('says what paper it is, whose, and by whom and when it was digitised, in both of its places', async () => {
    const { bytes } = await build([await pageOf(await jpegScan(), 'image/jpeg')]);
    const said = onDisk(bytes, (file) => execFileSync('pdfinfo', ['-isodates', file]).toString());
    expect(said).toMatch(/Title: +Giấy khai sinh “Đặng & <Ánh>”\nAuthor: +UBND xã Lục Sơn\nCreator: +Quầy Một Cửa\n/);
    expect(said).toContain('2026-11-23T08:09:00+07');
    const metadata = onDisk(bytes, (file) => execFileSync('pdfinfo', ['-meta', file]).toString());
    const found = Object.fromEntries([...metadata.matchAll(/<giayto:(\w+)>([^<]*)</g)].map(([, name, value]) => [name, value]));
    expect(found).toEqual({
      typeCode: 'KQ.G15.000031',
      number: '12/2026',
      issuedBy: 'Ủy ban nhân dân xã Lục Sơn',
      issuedOn: '2026-11-02',
      isPermanent: 'True',
      ownerName: 'Đặng Thị Ngọc Ánh',
      ownerNumber: '024186001234',
      dossierCode: 'H02.15.20-261123-1001',
      procedureCode: '1.001193',
      agency: 'UBND xã Lục Sơn',
      digitisedBy: 'Nguyễn Thị Hoa',
      digitisedAt: '2026-11-23T08:05:00+07:00',
      resolution: '100',
    });
    const nothing = { ...paper, title: 'x', agency: '', digitisedBy: '', number: '', issuedBy: '', issuedOn: '', isPermanent: false };
    expect(judgePdfA((await build([await pageOf(await jpegScan(), 'image/jpeg')], { paper: nothing })).bytes)).toEqual([]);
  });

  test('comes out the same every time, and differs in its number where it differs at all', async () => {
    const pages = [await pageOf(await jpegScan(), 'image/jpeg', {}, textOf(lines))];
    const once = await build(pages);
    expect(Buffer.from((await build(pages)).bytes).equals(Buffer.from(once.bytes))).toBe(true);
    const idOf = (bytes: Uint8Array): string => /\/ID \[ ?<([0-9a-fA-F]{32})>/.exec(Buffer.from(bytes).toString('latin1'))![1]!;
    expect(idOf((await build(pages, { paper: { ...paper, number: '13/2026' } })).bytes)).not.toBe(idOf(once.bytes));
  });

  test('a page that cannot be read is a reason, not a fault', async () => {
    expect(await pdfOf({ blobs: blobs.access, pages: [await pageOf(Buffer.from('không phải ảnh'), 'image/jpeg')], paper, madeAt: 0 })).toMatchObject({ problem: 'scan.unreadable' });
    expect(await pdfOf({ blobs: blobs.access, pages: [await pageOf(await jpegScan(), 'image/jpeg', { page: 2 })], paper, madeAt: 0 })).toMatchObject({ problem: 'input.malformed' });
  });
});
