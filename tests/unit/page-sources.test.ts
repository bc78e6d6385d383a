import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { jpegParts } from '../../electron/desk/digitisation/pages/jpeg-parts.ts';
import { pictureOnPage } from '../../electron/desk/digitisation/pages/pdf-content.ts';
import { toUnicode } from '../../electron/desk/digitisation/rendering/text-layer.ts';

describe('the page of a PDF is one picture', () => {
  test('however its place is said, and with words that nobody sees', () => {
    const whole = { name: 'Im1', left: 0, bottom: 0, width: 595.2, height: 841.92 };
    expect(pictureOnPage('q 595.2 0 0 841.92 0 0 cm /Im1 Do Q')).toEqual(whole);
    expect(pictureOnPage('q\n2 0 0 2 0 0 cm\n297.6 0 0 420.96 0 0 cm\n/Im1 Do\nQ\n')).toEqual(whole);
    expect(pictureOnPage('% scan\nq 1 0 0 1 0 0 cm q 595.2 0 0 841.92 0 0 cm /Im1 Do Q Q BT 3 Tr /F1 12 Tf 1 0 0 1 72 700 Tm (ch\\) (t)) Tj [<0041> -20 (b)] TJ ET')).toEqual(whole);
  });

  test('and not where anything else is on it', () => {
    const picture = 'q 595 0 0 842 0 0 cm /Im1 Do Q';
    for (const more of [
      'BT /F1 12 Tf (a) Tj ET',
      'BT 3 Tr /F1 12 Tf (a) Tj 0 Tr (b) Tj ET',
      // The mode ends with the state that it was set in.
      'q BT 3 Tr ET Q BT (a) Tj ET',
      '0 0 m 10 10 l S',
      '/Gs1 gs',
      'BI /W 1 /H 1 ID x EI',
      '/Sh1 sh',
      picture,
    ]) {
      expect(pictureOnPage(`${picture} ${more}`), more).toBeUndefined();
    }
    expect(pictureOnPage('q 0 842 -595 0 595 0 cm /Im1 Do Q')).toBeUndefined();
    expect(pictureOnPage('q -595 0 0 842 595 0 cm /Im1 Do Q')).toBeUndefined();
    expect(pictureOnPage('')).toBeUndefined();
  });

  test('whatever is in the stream, it is read to an end', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('(', ')', '\\', '<', '>', '[', ']', '/', 'q', 'Q', ' ', '1', 'Do', 'cm', '%', '\n', '3 Tr') }), (content) => void pictureOnPage(content)));
  });
});

describe('a JPEG', () => {
  const image = sharp({ create: { width: 40, height: 30, channels: 3, background: '#a52' } });

  test('keeps its picture and loses what tells of its owner, baseline or progressive', async () => {
    for (const progressive of [false, true]) {
      const jpeg = await image.clone().jpeg({ progressive }).withExif({ IFD0: { Make: 'Máy ảnh' } }).toBuffer();
      // Behind the picture, as telephones put a film.
      const parts = jpegParts(Buffer.concat([jpeg, Buffer.from('một đoạn phim')]))!;
      expect(parts).toMatchObject({ width: 40, height: 30, components: 3 });
      expect([parts.bytes.length < jpeg.length, Buffer.from(parts.bytes).includes('Exif'), Buffer.from(parts.bytes.subarray(-2)).toString('hex')]).toEqual([true, false, 'ffd9']);
      expect((await sharp(parts.bytes).raw().toBuffer()).equals(await sharp(jpeg).raw().toBuffer())).toBe(true);
    }
    expect(jpegParts(await image.clone().greyscale().toColourspace('b-w').jpeg().toBuffer())).toMatchObject({ components: 1 });
  });

  test('of another make is coded anew instead', async () => {
    expect(jpegParts(await image.clone().toColourspace('cmyk').jpeg().toBuffer())).toBeUndefined();
    const jpeg = await image.clone().jpeg().toBuffer();
    const frame = jpeg.indexOf(Buffer.from('ffc0', 'hex'));
    expect(jpegParts(Buffer.from(jpeg).fill(0xc9, frame + 1, frame + 2))).toBeUndefined();
    for (const length of [0, 1, 2, 20, frame, frame + 12]) expect(jpegParts(jpeg.subarray(0, length))).toBeUndefined();
  });
});

test('the table of what letters mean has no range across first bytes and no block of more than a hundred', () => {
  const table = toUnicode(new Set(Array.from({ length: 250 }, (_, row) => row * 256 + 7)));
  const blocks = [...table.matchAll(/(\d+) beginbfrange\n([\s\S]*?)\nendbfrange/g)].map(([, count, ranges]) => [Number(count), ranges!.split('\n')] as const);
  expect(blocks.map(([count, ranges]) => [count, ranges.length])).toEqual([[100, 100], [100, 100], [50, 50]]);
  for (const range of blocks.flatMap(([, ranges]) => ranges)) expect(range).toMatch(/^<(\w\w)00> <\1FF> <\1 ?00>$/i);
});
