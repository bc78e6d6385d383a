import { isProblem, type Problem } from '../../../domain/problem.ts';
import type { ScanKind } from './file-kind.ts';
import { imageProblem, openImage } from './image-reader.ts';

export type Picture = { bytes: Uint8Array; mediaType: string };

export type OpenScan = {
  pageCount: number;
  /** A page as a picture for the screen. @param page from 1 @param width in pixels */
  picture(page: number, width: number): Promise<Picture | Problem>;
  /** A page as raw pixels, four bytes each (RGBA). */
  pixels(page: number, width: number): Promise<{ data: Uint8Array; width: number; height: number } | Problem>;
  close(): Promise<void>;
};

/** However long a page of a PDF is, its picture stays within this. */
const maxPicturePixels = 40_000_000;

/** Only in a worker thread. */
export const openScan = async (bytes: Uint8Array, kind: ScanKind, maxPagePixels: number): Promise<OpenScan | Problem> => {
  if (kind === 'pdf') {
    // A scan in a picture need not wait for the PDF reader to be loaded.
    const { openPdf } = await import('./pdf-reader.ts');
    const pdf = await openPdf(bytes);
    if (isProblem(pdf)) return pdf;
    return {
      pageCount: pdf.pageCount,
      picture: async (page, width) => {
        const canvas = await pdf.draw(page, width, maxPicturePixels);
        return { bytes: await canvas.encode('webp', 85), mediaType: 'image/webp' };
      },
      pixels: async (page, width) => {
        const canvas = await pdf.draw(page, width, maxPicturePixels);
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return { data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength), width: canvas.width, height: canvas.height };
      },
      close: () => pdf.close(),
    };
  }

  const image = await openImage(bytes, maxPagePixels);
  if (isProblem(image)) return image;
  return {
    pageCount: image.pageCount,
    picture: async (page, width) => {
      try {
        return { bytes: await (await image.page(page, width)).webp({ quality: 82, effort: 2 }).toBuffer(), mediaType: 'image/webp' };
      } catch (error) {
        return imageProblem(error);
      }
    },
    pixels: async (page, width) => {
      try {
        const { data, info } = await (await image.page(page, width)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
        return { data, width: info.width, height: info.height };
      } catch (error) {
        return imageProblem(error);
      }
    },
    close: async () => image.close(),
  };
};
