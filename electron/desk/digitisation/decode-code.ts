import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import { headBytes, kindOf } from './file-kind.ts';
import { openScan } from './open-scan.ts';
import { readQrCodes } from './qr-reader.ts';

/**
 * The code on a card is about a tenth of a photo's width. The middle size finds most; the large one finds the small codes
 * of a whole scanned page; the small one evens out blur and screen patterns.
 */
const widths = [1600, 3200, 900];

/** Worker task: the QR of an identity card on a photo, a scan or the first pages of a PDF. */
export const decodeCode = async ({ bytes, maxPagePixels }: { bytes: Uint8Array; maxPagePixels: number }): Promise<{ payload: string } | Problem> => {
  if (bytes.length === 0) return problem('scan.empty');
  const kind = kindOf(bytes.subarray(0, headBytes));
  if (kind === undefined) return problem('scan.unsupportedType');
  const scan = await openScan(bytes, kind, maxPagePixels);
  if (isProblem(scan)) return scan;
  try {
    for (let page = 1; page <= Math.min(scan.pageCount, 4); page += 1) {
      for (const width of widths) {
        const pixels = await scan.pixels(page, width);
        if (isProblem(pixels)) return pixels;
        const texts = await readQrCodes(pixels);
        // A sheet may carry other codes as well; a card's fields are divided by bars.
        const payload = texts.find((text) => text.split('|').length >= 6) ?? texts[0];
        if (payload !== undefined) return { payload };
        if (pixels.width < width) break;
      }
    }
    return problem('card.noCodeInImage');
  } finally {
    await scan.close();
  }
};
