import sharp, { type Sharp } from 'sharp';
import type { PageCodes } from '../../../../db/queries/page-codes.ts';
import { parseSheetCode } from '../../../../domain/document/code-sheet.ts';
import { isProblem, type Problem } from '../../../../domain/problem.ts';
import { imageProblem } from '../image-reader.ts';
import { isBlankPage } from '../pages/look-at-page.ts';
import { openOriginal, type OriginalRef, type PageSource } from '../pages/page-source.ts';
import { type Pixels, readQrCodes } from '../qr-reader.ts';

export type FindCodesInput = OriginalRef & {
  /** From 1. */
  firstPage: number;
  pages: number;
};

/** A4 at 300 dpi. */
const fullWidth = 2480;
/**
 * In this order. A4 at 200 dpi shows the codes that the desk prints; all there is shows the small ones of others; the smallest evens
 * out noise. A page without codes, as most are, costs all three: about a quarter of a second.
 */
const widths = [1654, fullWidth, 1000];

/** Worker task: the QR codes on some pages of a stored scan, and which of the pages are empty. */
export const findCodes = async ({ firstPage, pages, ...original }: FindCodesInput): Promise<PageCodes[] | Problem> => {
  const source = await openOriginal(original);
  if (isProblem(source)) return source;
  const found: PageCodes[] = [];
  for (let page = firstPage; page < firstPage + pages; page += 1) {
    const pixels = await pixelsOf(source, page);
    // A page that cannot be shown has nothing to say, but those behind it may.
    found.push(isProblem(pixels) ? { texts: [], isBlank: false } : { texts: await textsOn(pixels), isBlank: await isBlankPage(imageOf(pixels).removeAlpha()) });
  }
  return found;
};

const pixelsOf = async (source: PageSource, number: number): Promise<Pixels | Problem> => {
  const page = await source.page(number);
  if (isProblem(page)) return page;
  try {
    const { data, info } = await (await page.image(fullWidth)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  } catch (error) {
    return imageProblem(error);
  }
};

const imageOf = ({ data, width, height }: Pixels): Sharp => sharp(data, { raw: { width, height, channels: 4 } });

const textsOn = async (pixels: Pixels): Promise<string[]> => {
  const texts = new Set<string>();
  for (const width of widths) {
    if (width > pixels.width && width !== widths[0]) continue;
    for (const text of await readQrCodes(await scaled(pixels, width))) texts.add(text);
    if ([...texts].some((text) => parseSheetCode(text) !== undefined)) break;
  }
  return [...texts];
};

const scaled = async (pixels: Pixels, width: number): Promise<Pixels> => {
  if (pixels.width <= width) return pixels;
  const { data, info } = await imageOf(pixels).resize({ width }).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
};
