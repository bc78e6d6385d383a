import sharp, { type Sharp } from 'sharp';
import { parseSheetCode } from '../../../../domain/document/code-sheet.ts';
import { isProblem, type Problem } from '../../../../domain/problem.ts';
import { imageProblem } from '../image-reader.ts';
import { openOriginal, type OriginalRef, type PageSource } from '../pages/page-source.ts';
import { type Pixels, readQrCodes } from '../qr-reader.ts';

export type FindCodesInput = OriginalRef & {
  /** From 1. */
  firstPage: number;
  pages: number;
};

/** What is on a page for the eyes of the router. */
export type PageCodes = {
  /** What every QR code says, ours or not. */
  texts: string[];
  isBlank: boolean;
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
    found.push(isProblem(pixels) ? { texts: [], isBlank: false } : { texts: await textsOn(pixels), isBlank: await isEmpty(pixels) });
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

/** Dots. What is left of a word at this size is still darker than paper, and what shines through from the other side is not. */
const smallWidth = 200;
const leastContrast = 60;
/** Of the page without its margins, where shadows and holes are. */
const mostInk = 0.0005;
const margin = 0.04;

const isEmpty = async (pixels: Pixels): Promise<boolean> => {
  const { data, info } = await imageOf(pixels).removeAlpha().greyscale().resize({ width: smallWidth }).raw().toBuffer({ resolveWithObject: true });
  const [fromX, fromY] = [Math.ceil(info.width * margin), Math.ceil(info.height * margin)];
  const inside: number[] = [];
  for (let y = fromY; y < info.height - fromY; y += 1) for (let x = fromX; x < info.width - fromX; x += 1) inside.push(data[(y * info.width + x) * info.channels]!);
  const paper = inside.toSorted((a, b) => a - b)[Math.floor(inside.length * 0.9)] ?? 255;
  return inside.filter((value) => paper - value > leastContrast).length <= inside.length * mostInk;
};
