import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';

/** Grey levels, row by row. */
export type GreyImage = { data: Uint8Array; width: number; height: number; dpi: number };

/** Tesseract, compiled to WebAssembly; only in a process of its own, for it neither yields nor gives memory back. */
export type Engine = {
  /** @returns a table of the layout, a line for each word (Tesseract's TSV) */
  read(image: GreyImage): string;
};

type TesseractApi = {
  Init(dataPath: null, language: string, engineMode: number, configFile: string | undefined): number;
  SetVariable(name: string, value: string): boolean;
  SetImageFile(orientation: number, angle: number): number;
  Recognize(monitor: null): number;
  GetTSVText(page: number): string;
  Clear(): void;
};
type TesseractModule = { FS: { writeFile(path: string, bytes: Uint8Array | string): void; unlink(path: string): void }; TessBaseAPI: new () => TesseractApi };
type TesseractCore = (options: { TesseractProgress: () => void }) => Promise<TesseractModule>;

const require = createRequire(import.meta.url);

/**
 * `best_int` makes a tenth fewer mistakes than the small network of Debian and OCRmyPDF, for a third more time; the set of 2018
 * that is beside it has the same network and an older engine as well, which is not used.
 */
const languageFile = '@tesseract.js-data/vie/4.0.0_best_int/vie.traineddata.gz';

/** Neural network only. */
const lstmOnly = 1;

export const loadEngine = async (): Promise<Engine> => {
  // 128-bit vectors are in every processor that Electron runs on; without them it would take three times as long.
  const core = require('tesseract.js-core/tesseract-core-simd-lstm') as TesseractCore;
  const { FS, TessBaseAPI } = await core({ TesseractProgress: () => undefined });
  FS.writeFile('vie.traineddata', gunzipSync(readFileSync(require.resolve(languageFile))));
  const api = new TessBaseAPI();
  if (api.Init(null, 'vie', lstmOnly, undefined) === -1) throw new Error('Tesseract refuses its language file');
  // Finds columns and tables by itself.
  api.SetVariable('tessedit_pageseg_mode', '3');
  return {
    read: ({ data, width, height, dpi }) => {
      api.SetVariable('user_defined_dpi', String(Math.round(dpi)));
      // The plainest format that it reads: nothing to pack and unpack.
      FS.writeFile('/input', Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), data]));
      try {
        if (api.SetImageFile(1, 0) === 1 || api.Recognize(null) !== 0) throw new Error('Tesseract cannot read the picture');
        return api.GetTSVText(0);
      } finally {
        api.Clear();
        FS.unlink('/input');
      }
    },
  };
};
