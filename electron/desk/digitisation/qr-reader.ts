import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';

// By default the decoder would be fetched from the network.
const wasmFile = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(readFileSync(wasmFile)).buffer } });

const options: ReaderOptions = { formats: ['QRCode'], tryHarder: true, tryRotate: true, tryInvert: true, tryDownscale: true, maxNumberOfSymbols: 8 };

export type Pixels = { data: Uint8Array; width: number; height: number };

/** Only in a worker thread. What the QR codes on a picture say. @param pixels four bytes each (RGBA) */
export const readQrCodes = async ({ data, width, height }: Pixels): Promise<string[]> => {
  const image = { data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength), width, height, colorSpace: 'srgb' };
  const found = await readBarcodes(image as ImageData, options);
  return found.filter((code) => code.isValid).map((code) => code.text);
};
