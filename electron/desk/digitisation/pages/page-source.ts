import { randomBytes } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { attachBlobs, type BlobAccess } from '../../../../db/blobs.ts';
import { isProblem, type Problem, problem } from '../../../../domain/problem.ts';
import { kindOfMediaType, type ScanKind } from '../file-kind.ts';
import { imageProblem, openImage } from '../image-reader.ts';
import { openPdf } from '../pdf-reader.ts';
import type { WrittenWord } from '../written-text.ts';
import { jpegParts } from './jpeg-parts.ts';
import { dpiOf, drawnDpi } from './page-resolution.ts';
import { openPdfImages, type PdfImage } from './pdf-images.ts';

/** One page of an original as it was scanned; sizes are those of the upright page. */
export type SourcePage = {
  widthPx: number;
  heightPx: number;
  /** Dots of the page to an inch of paper. */
  dpi: number;
  /** Nothing but black and white, as a fax is. */
  isBilevel: boolean;
  isGrey: boolean;
  /** The page's own compressed picture, where that is the whole page. @returns undefined where there is none */
  jpeg(): Promise<OwnJpeg | undefined>;
  /** Its dots, upright, in sRGB on white; never more than it has. @param width in pixels; all of them if it is missing */
  image(width?: number): Promise<Sharp>;
  /** Its own words; undefined where there are none to be trusted. */
  words(): Promise<WrittenWord[] | undefined>;
};

/** `quarterTurns`, clockwise, make it upright. */
export type OwnJpeg = { bytes: Uint8Array; quarterTurns: number };

export type PageSource = {
  pageCount: number;
  /** @param page from 1 */
  page(page: number): Promise<SourcePage | Problem>;
  close(): Promise<void>;
};

export type OriginalRef = { blobs: BlobAccess; sha256: string; mediaType: string; maxPagePixels: number };

/** Wider than any picture may be: the page in all its dots. */
const allDots = 1_000_000;
/** A drawn page of any length stays within this. */
const maxDrawnPixels = 40_000_000;

/** The original that was asked for last stays open, for its pages are asked for one after the other. */
let last: { sha256: string; source: PageSource } | undefined;

/** Only in a worker thread. */
export const openOriginal = async ({ blobs, sha256, mediaType, maxPagePixels }: OriginalRef): Promise<PageSource | Problem> => {
  if (last?.sha256 === sha256) return last.source;
  await last?.source.close();
  last = undefined;
  const kind = kindOfMediaType(mediaType);
  if (kind === undefined) return problem('scan.unsupportedType');
  const bytes = await attachBlobs({ ...blobs, randomBytes }).readAll(sha256);
  const source = await (kind === 'pdf' ? pdfSource(bytes, maxPagePixels) : imageSource(bytes, kind, maxPagePixels));
  if (!isProblem(source)) last = { sha256, source };
  return source;
};

/** By the tag of EXIF and TIFF. The mirrored ones are left out: no scanner writes them. */
const turnsOfOrientation: Readonly<Record<number, number>> = { 1: 0, 6: 1, 3: 2, 8: 3 };

const imageSource = async (bytes: Uint8Array, kind: ScanKind, maxPagePixels: number): Promise<PageSource | Problem> => {
  const reader = await openImage(bytes, maxPagePixels);
  if (isProblem(reader)) return reader;
  return {
    pageCount: reader.pageCount,
    page: async (page) => {
      try {
        const { autoOrient, density, space, bitsPerSample, orientation = 1, icc } = await (await reader.page(page, allDots)).metadata();
        const [widthPx, heightPx] = [autoOrient.width, autoOrient.height];
        const quarterTurns = turnsOfOrientation[orientation];
        // Colours of another space would be other colours in the PDF, where a picture's own profile counts for nothing.
        const isItsOwn = kind === 'jpeg' && quarterTurns !== undefined && (space === 'srgb' || space === 'b-w') && isStandardProfile(icc);
        return {
          widthPx,
          heightPx,
          dpi: dpiOf({ told: density, widthPx, heightPx }),
          isBilevel: space === 'b-w' && bitsPerSample === 1,
          isGrey: space === 'b-w' || space === 'grey16',
          jpeg: async () => (isItsOwn ? { bytes, quarterTurns } : undefined),
          image: async (width = allDots) => settled(await reader.page(page, width)),
          words: async () => undefined,
        };
      } catch (error) {
        return imageProblem(error);
      }
    },
    close: async () => reader.close(),
  };
};

/** None, or sRGB by its name in the profile's description. */
const isStandardProfile = (icc: Buffer | undefined): boolean => icc === undefined || icc.includes('sRGB') || icc.includes(Buffer.from('sRGB', 'utf16le').swap16());

const pdfSource = async (bytes: Uint8Array, maxPagePixels: number): Promise<PageSource | Problem> => {
  const pdf = await openPdf(bytes);
  if (isProblem(pdf)) return pdf;
  const images = await openPdfImages(bytes);
  return {
    pageCount: pdf.pageCount,
    page: async (page) => {
      const own = images?.(page);
      const scanned = own && (await scannedPage(own, maxPagePixels));
      if (scanned) return scanned;
      const { width, height } = await pdf.size(page);
      // A picture dot for dot, so that nothing is blurred by drawing it; letters and lines have no dots of their own.
      const wanted = own ? own.widthPx / own.widthPt : drawnDpi / pointsPerInch;
      const scale = Math.min(wanted, Math.sqrt(maxDrawnPixels / (width * height)));
      const widthPx = Math.max(1, Math.round(width * scale));
      return {
        widthPx,
        heightPx: Math.max(1, Math.round(height * scale)),
        dpi: (widthPx / width) * pointsPerInch,
        isBilevel: own?.isBilevel ?? false,
        isGrey: own?.isBilevel ?? false,
        jpeg: async () => undefined,
        image: async (wanted = widthPx) => {
          const canvas = await pdf.draw(page, Math.min(wanted, widthPx), maxDrawnPixels);
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
          return settled(sharp(pixels, { raw: { width: canvas.width, height: canvas.height, channels: 4 } }).removeAlpha());
        },
        words: () => pdf.words(page),
      };
    },
    close: () => pdf.close(),
  };
};

const pointsPerInch = 72;

/** The JPEG that a page of a PDF is. Turned as the page says; what the JPEG says of that counts for nothing in a PDF. */
const scannedPage = async ({ jpeg, quarterTurns, widthPt }: PdfImage, maxPagePixels: number): Promise<SourcePage | undefined> => {
  const bytes = jpeg && jpegParts(jpeg)?.bytes;
  const source = bytes && (await imageSource(bytes, 'jpeg', maxPagePixels));
  const page = source === undefined || isProblem(source) ? undefined : await source.page(1);
  if (page === undefined || isProblem(page) || bytes === undefined) return undefined;
  const lying = { widthPx: page.widthPx, heightPx: page.heightPx };
  const isOnSide = quarterTurns % 2 === 1;
  const own = await page.jpeg();
  return {
    ...page,
    ...(isOnSide && { widthPx: lying.heightPx, heightPx: lying.widthPx }),
    dpi: (lying.widthPx / widthPt) * pointsPerInch,
    jpeg: async () => own && { bytes, quarterTurns },
    image: async (width) => {
      const image = await page.image(width === undefined || !isOnSide ? width : Math.ceil((width * lying.widthPx) / lying.heightPx));
      return quarterTurns === 0 ? image : settled(image.rotate(quarterTurns * 90));
    },
  };
};

/** Everything so far done to the dots: sharp does the steps of one pipeline in an order of its own, and each only once. */
export const settled = async (image: Sharp): Promise<Sharp> => {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
};

export const sizeOf = async (image: Sharp): Promise<{ width: number; height: number }> => {
  const { width, height } = await image.metadata();
  return { width, height };
};
