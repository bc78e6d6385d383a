import { randomBytes } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { attachBlobs, type BlobAccess } from '../../../../db/blobs.ts';
import { isProblem, type Problem, problem } from '../../../../domain/problem.ts';
import { kindOfMediaType, type ScanKind } from '../file-kind.ts';
import { imageProblem, openImage } from '../image-reader.ts';
import { openPdf } from '../pdf-reader.ts';
import { dpiOf, drawnDpi } from './page-resolution.ts';

/** One page of an original as it was scanned, upright, in sRGB on white. */
export type SourcePage = {
  image: Sharp;
  widthPx: number;
  heightPx: number;
  /** Dots of the picture to an inch of paper. */
  dpi: number;
};

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
  const source = await openSource(await attachBlobs({ ...blobs, randomBytes }).readAll(sha256), kind, maxPagePixels);
  if (!isProblem(source)) last = { sha256, source };
  return source;
};

export const openSource = (bytes: Uint8Array, kind: ScanKind, maxPagePixels: number): Promise<PageSource | Problem> =>
  kind === 'pdf' ? pdfSource(bytes) : imageSource(bytes, maxPagePixels);

const imageSource = async (bytes: Uint8Array, maxPagePixels: number): Promise<PageSource | Problem> => {
  const reader = await openImage(bytes, maxPagePixels);
  if (isProblem(reader)) return reader;
  return {
    pageCount: reader.pageCount,
    page: async (page) => {
      try {
        const image = await settled(await reader.page(page, allDots));
        const { width: widthPx, height: heightPx } = await sizeOf(image);
        // A photo in a container that sharp does not read tells no density either.
        const told = await sharp(bytes, { ...(reader.pageCount > 1 && { page: page - 1 }), limitInputPixels: false }).metadata().then(({ density }) => density, () => undefined);
        return { image, widthPx, heightPx, dpi: dpiOf({ told, widthPx, heightPx }) };
      } catch (error) {
        return imageProblem(error);
      }
    },
    close: async () => reader.close(),
  };
};

const pdfSource = async (bytes: Uint8Array): Promise<PageSource | Problem> => {
  const pdf = await openPdf(bytes);
  if (isProblem(pdf)) return pdf;
  return {
    pageCount: pdf.pageCount,
    page: async (page) => {
      const { width } = await pdf.size(page);
      const canvas = await pdf.draw(page, Math.max(1, Math.round((width / pointsPerInch) * drawnDpi)), maxDrawnPixels).catch(() => undefined);
      if (canvas === undefined) return problem('scan.unreadable');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      const image = sharp(pixels, { raw: { width: canvas.width, height: canvas.height, channels: 4 } }).removeAlpha();
      return { image, widthPx: canvas.width, heightPx: canvas.height, dpi: Math.round((canvas.width / width) * pointsPerInch) };
    },
    close: () => pdf.close(),
  };
};

const pointsPerInch = 72;

/** Everything so far done to the dots: sharp does the steps of one pipeline in an order of its own, and each only once. */
export const settled = async (image: Sharp): Promise<Sharp> => {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
};

export const sizeOf = async (image: Sharp): Promise<{ width: number; height: number }> => {
  const { width, height } = await image.metadata();
  return { width, height };
};
