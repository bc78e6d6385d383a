import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import { headBytes, kindOf } from './file-kind.ts';
import { openScan } from './open-scan.ts';

// By default the decoder would be fetched from the network.
const wasmFile = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(readFileSync(wasmFile)).buffer } });

const options: ReaderOptions = { formats: ['QRCode'], tryHarder: true, tryRotate: true, tryInvert: true, tryDownscale: true, maxNumberOfSymbols: 8 };

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
        const image = { data: new Uint8ClampedArray(pixels.data), width: pixels.width, height: pixels.height, colorSpace: 'srgb' };
        const found = await readBarcodes(image as ImageData, options);
        const texts = found.filter((code) => code.isValid).map((code) => code.text);
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
