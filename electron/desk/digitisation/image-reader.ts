import sharp, { type Sharp } from 'sharp';
import { type Problem, problem } from '../../../domain/problem.ts';
import { headBytes, kindOf } from './file-kind.ts';

// One thread's worth: the officer's program has the rest.
sharp.concurrency(1);
sharp.cache(false);

export type ImageReader = {
  pageCount: number;
  /** Upright (EXIF and TIFF orientation applied), never larger than the scan itself. @param page from 1 */
  page(page: number, width: number): Promise<Sharp>;
  close(): void;
};

/** Only in a worker thread. @returns a Problem for a file that cannot be shown */
export const openImage = async (bytes: Uint8Array, maxPagePixels: number): Promise<ImageReader | Problem> => {
  // A decoder of several megabytes that most desks never need.
  if (kindOf(bytes.subarray(0, headBytes)) === 'heic') return (await import('./heic-reader.ts')).openHeic(bytes, maxPagePixels);
  // `error`: broken data and a missing rest fail; what merely deviates from the standard, as many scanners do, is shown.
  const options = { failOn: 'error', limitInputPixels: maxPagePixels } as const;
  try {
    // The header alone, so that the size is known before any pixel has been unpacked.
    const first = await sharp(bytes, { ...options, limitInputPixels: false }).metadata();
    const pageCount = first.pages ?? 1;
    for (let page = 0; page < pageCount; page += 1) {
      const { width, height } = page === 0 ? first : await sharp(bytes, { ...options, limitInputPixels: false, page }).metadata();
      if (width * height > maxPagePixels) return problem('scan.tooManyPixels', { width, height });
    }
    return {
      pageCount,
      page: async (page, width) => upright(pageCount > 1 ? sharp(bytes, { ...options, page: page - 1 }) : sharp(bytes, options), width),
      close: () => undefined,
    };
  } catch (error) {
    return imageProblem(error);
  }
};

export const upright = (input: Sharp, width: number): Sharp =>
  input.autoOrient().flatten({ background: '#fff' }).toColourspace('srgb').resize({ width, withoutEnlargement: true });

/** libvips has no error codes; these are its words for a file whose rest is missing. */
export const imageProblem = (error: unknown): Problem =>
  problem(/premature end|truncated|end of (file|stream)|not enough|read error|unexpected eof|past end/i.test(String(error)) ? 'scan.truncated' : 'scan.unreadable');
