import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { completenessOf } from '../../electron/desk/digitisation/completeness.ts';
import { avifScan, imagePdf, jpegScan, pagePng, textPdf, tiffScan, turnedHeic, webpScan } from '../fixtures/scans.ts';

const stateOf = async (bytes: Uint8Array): Promise<string> =>
  (await completenessOf({ sizeBytes: bytes.length, read: async (offset, length) => Buffer.from(bytes.subarray(offset, offset + length)) })).state;

/** A telephone's picture: the small one inside ends before the large one has begun. */
const jpegWithThumbnail = async (): Promise<Buffer> => {
  const scan = await jpegScan();
  const thumbnail = await sharp(scan).resize(160).jpeg().toBuffer();
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), thumbnail]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length + 2);
  return Buffer.concat([scan.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, body, scan.subarray(2)]);
};

describe('a file is whole only when its last byte is there', () => {
  // The line end behind a PDF's last mark is not part of what it says.
  const table: [name: string, make: () => Promise<Buffer>, idleTailBytes: number][] = [
    ['JPEG', jpegWithThumbnail, 0],
    ['PNG', pagePng, 0],
    ['TIFF, LZW', () => tiffScan('lzw'), 0],
    ['TIFF, fax', () => tiffScan('ccittfax4'), 0],
    ['TIFF, JPEG', () => tiffScan('jpeg'), 0],
    ['TIFF, tiled', async () => sharp(await pagePng()).tiff({ tile: true, compression: 'deflate' }).toBuffer(), 0],
    ['BigTIFF', async () => sharp(await pagePng()).tiff({ bigtiff: true, compression: 'lzw' }).toBuffer(), 0],
    ['WebP', () => webpScan(), 0],
    ['HEIC', async () => turnedHeic(), 0],
    ['AVIF', () => avifScan(), 0],
    ['PDF with pictures', imagePdf, 1],
    ['PDF with text', textPdf, 1],
  ];

  test.each(table)('%s', async (_, make, idleTailBytes) => {
    const bytes = await make();
    const taken: number[] = [];
    const needed = bytes.length - idleTailBytes;
    // Each of the first and last places, where headers, directories and their values are, and a share of what lies between.
    for (let size = 1; size < needed; size += size < 2000 || needed - size < 3000 ? 1 : 197) {
      if ((await stateOf(bytes.subarray(0, size))) !== 'partial') taken.push(size);
    }
    expect(taken).toEqual([]);
    expect(await stateOf(bytes)).toBe('whole');
  });
});
