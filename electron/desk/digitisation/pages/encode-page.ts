import type { Sharp } from 'sharp';
import type { BlobAccess } from '../../../../db/blobs.ts';
import type { PageEdit } from '../../../../domain/document/document.ts';
import { isProblem, type Problem, problem } from '../../../../domain/problem.ts';
import { imageProblem } from '../image-reader.ts';
import { defaultSettings } from '../settings.ts';
import { isOnlyTurned } from './handed-on.ts';
import { jpegParts } from './jpeg-parts.ts';
import { drawnDpi } from './page-resolution.ts';
import { openOriginal, settled, sizeOf, type SourcePage } from './page-source.ts';
import { editedPage } from './prepare-page.ts';

export type EncodePageInput = { blobs: BlobAccess; edit: PageEdit; mediaType: string; maxPagePixels?: number };

/** A page as it goes into the file that is handed on. */
export type EncodedPage = {
  coding: 'jpeg' | 'group4';
  bytes: Uint8Array;
  /** Of the coded picture as it lies in the bytes. */
  widthPx: number;
  heightPx: number;
  /** 1 grey, 3 colour. */
  components: 1 | 3;
  /** Clockwise, to be upright. */
  quarterTurns: number;
  /** Group 4 is coded in rows of whole blocks; what is behind the width is nothing. */
  codedWidthPx: number;
  dpi: number;
};

/**
 * Worker task: one page for the file. A JPEG that is not edited, or only turned, is handed on as it was scanned, so that it loses
 * nothing; black and white stays that, without loss; everything else is coded anew at the resolution of the scan, though not
 * beyond 300 dpi.
 */
export const encodePage = async ({ blobs, edit, mediaType, maxPagePixels = defaultSettings.limits.maxPagePixels }: EncodePageInput): Promise<EncodedPage | Problem> => {
  const source = await openOriginal({ blobs, sha256: edit.sha256, mediaType, maxPagePixels });
  if (isProblem(source)) return source;
  if (edit.page > source.pageCount) return problem('input.malformed', { field: 'pages' });
  const page = await source.page(edit.page);
  if (isProblem(page)) return page;
  try {
    const own = isOnlyTurned(edit) ? await ownJpeg(page, edit.quarterTurns ?? 0) : undefined;
    return own ?? (await codedAnew(page, edit));
  } catch (error) {
    return imageProblem(error);
  }
};

const ownJpeg = async (page: SourcePage, quarterTurns: number): Promise<EncodedPage | undefined> => {
  const own = await page.jpeg();
  const parts = own && jpegParts(own.bytes);
  if (own === undefined || parts === undefined) return undefined;
  const { bytes, width, height, components } = parts;
  return { coding: 'jpeg', bytes, widthPx: width, heightPx: height, codedWidthPx: width, components, quarterTurns: (own.quarterTurns + quarterTurns) % 4, dpi: page.dpi };
};

const codedAnew = async (page: SourcePage, edit: PageEdit): Promise<EncodedPage> => {
  if (page.isBilevel && isOnlyTurned(edit)) return group4((await editedPage(page, edit, page.dpi)).image, page.dpi);
  const { image, dpi } = await editedPage(page, edit, drawnDpi);
  const toned = page.isGrey ? image.greyscale().toColourspace('b-w') : image;
  const coded = jpegParts(await toned.jpeg({ quality: jpegQuality, mozjpeg: true }).toBuffer());
  if (coded === undefined) throw new Error('sharp has made a JPEG that no PDF can hold');
  const { bytes, width, height, components } = coded;
  return { coding: 'jpeg', bytes, widthPx: width, heightPx: height, codedWidthPx: width, components, quarterTurns: 0, dpi };
};

/** With mozjpeg's tables a page with the grain of paper is then a little smaller than what Ghostscript makes of it within OCRmyPDF. */
const jpegQuality = 70;

/** One tile as large as the page: libtiff would otherwise begin the code anew every few rows, and a PDF wants it in one piece. */
const group4 = async (image: Sharp, dpi: number): Promise<EncodedPage> => {
  const { width, height } = await sizeOf(image);
  const whole = (size: number): number => Math.ceil(size / tileStep) * tileStep;
  const black = await settled(image.greyscale().threshold(128).extend({ right: whole(width) - width, bottom: whole(height) - height, background: '#fff' }));
  const tiff = await black.toColourspace('b-w').tiff({ compression: 'ccittfax4', bitdepth: 1, tile: true, tileWidth: whole(width), tileHeight: whole(height) }).toBuffer();
  return { coding: 'group4', bytes: onlyTile(tiff), widthPx: width, heightPx: height, codedWidthPx: whole(width), components: 1, quarterTurns: 0, dpi };
};

const tileStep = 16;

/** TIFF 6.0, sections 2 and 15. */
const onlyTile = (tiff: Buffer): Buffer => {
  const directory = tiff.readUInt32LE(4);
  const valueOf = (tag: number): number => {
    for (let entry = 0; entry < tiff.readUInt16LE(directory); entry += 1) {
      const at = directory + 2 + entry * 12;
      if (tiff.readUInt16LE(at) === tag && tiff.readUInt32LE(at + 4) === 1) return tiff.readUInt32LE(at + 8);
    }
    throw new Error(`a TIFF of one tile without tag ${tag}`);
  };
  const [offset, bytes] = [valueOf(324), valueOf(325)];
  return tiff.subarray(offset, offset + bytes);
};
