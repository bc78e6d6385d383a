import type { Sharp } from 'sharp';
import type { BlobAccess } from '../../../../db/blobs.ts';
import type { PageEdit } from '../../../../domain/document/document.ts';
import { isProblem, type Problem, problem } from '../../../../domain/problem.ts';
import { imageProblem } from '../image-reader.ts';
import type { Picture } from '../open-scan.ts';
import { withEdits } from './apply-edits.ts';
import { openOriginal, type SourcePage } from './page-source.ts';

export type PreparePageInput = {
  blobs: BlobAccess;
  edit: PageEdit;
  mediaType: string;
  /** Pixels, at most. */
  width: number;
  maxPagePixels: number;
};

/** Worker task: one page of an original, upright and with its edits really made, for the screen. */
export const preparePage = async ({ edit, width, ...original }: PreparePageInput): Promise<Picture | Problem> => {
  const source = await openOriginal({ ...original, sha256: edit.sha256 });
  if (isProblem(source)) return source;
  if (edit.page > source.pageCount) return problem('input.malformed', { field: 'pages' });
  const page = await source.page(edit.page);
  if (isProblem(page)) return page;
  try {
    const { image } = await editedPage(page, edit, dpiForWidth(page, edit, width));
    return { bytes: await image.resize({ width, withoutEnlargement: true }).webp({ quality: 82, effort: 2 }).toBuffer(), mediaType: 'image/webp' };
  } catch (error) {
    return imageProblem(error);
  }
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
