import { isProblem, type Problem, problem } from '../../../../domain/problem.ts';
import { imageProblem } from '../image-reader.ts';
import { lookAtPage, type PageLook } from './look-at-page.ts';
import { openOriginal, type OriginalRef } from './page-source.ts';

/** Enough for what is looked for; a scan in JPEG is then not even unpacked whole. */
const wideEnough = 1400;

/** Worker task: what a machine sees on one page of an original as it was scanned. @param page from 1 */
export const lookAtOriginal = async ({ page: number, ...original }: OriginalRef & { page: number }): Promise<PageLook | Problem> => {
  const source = await openOriginal(original);
  if (isProblem(source)) return source;
  if (number > source.pageCount) return problem('input.malformed', { field: 'page' });
  const page = await source.page(number);
  if (isProblem(page)) return page;
  try {
    return await lookAtPage(await page.image(wideEnough));
  } catch (error) {
    return imageProblem(error);
  }
};
