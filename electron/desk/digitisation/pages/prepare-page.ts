import type { Sharp } from 'sharp';
import type { BlobAccess } from '../../../../db/blobs.ts';
import type { PageEdit } from '../../../../domain/document/document.ts';
import { isProblem, type Problem, problem } from '../../../../domain/problem.ts';
import { imageProblem } from '../image-reader.ts';
import { defaultSettings } from '../settings.ts';
import { withEdits } from './apply-edits.ts';
import { drawnDpi } from './page-resolution.ts';
import { openOriginal, sizeOf, type SourcePage } from './page-source.ts';

export type PreparePageInput = {
  blobs: BlobAccess;
  edit: PageEdit;
  mediaType: string;
  /** `ocr`: grey, as large as the page was scanned, though not beyond 300 dpi. `preview`: for the screen, at most `width` wide. */
  purpose: 'ocr' | 'preview';
  /** Pixels. */
  width?: number;
  maxPagePixels?: number;
};

export type PreparedPage = {
  bytes: Uint8Array;
  mediaType: string;
  widthPx: number;
  heightPx: number;
  /** Dots of this picture to an inch of paper. */
  dpi: number;
};

/** Worker task: one page of an original, upright and with its edits made. */
export const preparePage = async ({ blobs, edit, mediaType, purpose, width, maxPagePixels = defaultSettings.limits.maxPagePixels }: PreparePageInput): Promise<PreparedPage | Problem> => {
  const source = await openOriginal({ blobs, sha256: edit.sha256, mediaType, maxPagePixels });
  if (isProblem(source)) return source;
  if (edit.page > source.pageCount) return problem('input.malformed', { field: 'pages' });
  const page = await source.page(edit.page);
  if (isProblem(page)) return page;
  try {
    return purpose === 'ocr' ? await forOcr(page, edit) : await forScreen(page, edit, width ?? usualWidth);
  } catch (error) {
    return imageProblem(error);
  }
};

const usualWidth = 1200;

const forOcr = async (page: SourcePage, edit: PageEdit): Promise<PreparedPage> => {
  const { image, dpi } = await editedPage(page, edit, drawnDpi);
  const { data, info } = await image.greyscale().png({ compressionLevel: 1 }).toBuffer({ resolveWithObject: true });
  return { bytes: data, mediaType: 'image/png', widthPx: info.width, heightPx: info.height, dpi };
};

const forScreen = async (page: SourcePage, edit: PageEdit, width: number): Promise<PreparedPage> => {
  const { image, dpi } = await editedPage(page, edit, dpiForWidth(page, edit, width));
  const size = await sizeOf(image);
  const { data, info } = await image.resize({ width, withoutEnlargement: true }).webp({ quality: 82, effort: 2 }).toBuffer({ resolveWithObject: true });
  return { bytes: data, mediaType: 'image/webp', widthPx: info.width, heightPx: info.height, dpi: (dpi * info.width) / size.width };
};

/** Never enlarged. @param maxDpi a finer page is made coarser before anything is done to it */
export const editedPage = async (page: SourcePage, edit: PageEdit, maxDpi: number): Promise<{ image: Sharp; dpi: number }> => {
  const dpi = Math.min(page.dpi, maxDpi);
  return { image: await withEdits(await page.image(Math.max(1, Math.round((page.widthPx * dpi) / page.dpi))), edit), dpi };
};

/** Fine enough for a picture of that width. Specks are what they are only in the page's own dots. */
const dpiForWidth = (page: SourcePage, { quarterTurns = 0, crop, isDespeckled = false }: PageEdit, width: number): number => {
  if (isDespeckled) return page.dpi;
  const shownPx = (quarterTurns % 2 === 1 ? page.heightPx : page.widthPx) * (crop?.width ?? 1);
  return page.dpi * Math.min(1, width / shownPx);
};
