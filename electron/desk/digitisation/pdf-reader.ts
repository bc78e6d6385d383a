import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Problem, problem } from '../../../domain/problem.ts';
import { writtenWords, type WrittenWord } from './written-text.ts';

export type PdfReader = {
  pageCount: number;
  /** @param page from 1 @param width of the picture in pixels; it is made smaller where the page would be more than `maxPixels` */
  draw(page: number, width: number, maxPixels: number): Promise<Canvas>;
  /** As the page is shown, in points (1/72 inch). @param page from 1 */
  size(page: number): Promise<{ width: number; height: number }>;
  /** The page's own words; undefined where there are none to be trusted. @param page from 1 */
  words(page: number): Promise<WrittenWord[] | undefined>;
  close(): Promise<void>;
};

const packageFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const resource = (name: string): string => join(packageFolder, name) + sep;

/** Pictures inside a page that have more pixels are left out of it: a page of a few kilobytes may claim any size. */
const maxImagePixels = 150_000_000;

/** Only in a worker thread. @returns a Problem for a file that cannot be shown */
export const openPdf = async (bytes: Uint8Array): Promise<PdfReader | Problem> => {
  const loading = getDocument({
    // pdf.js takes the buffer for itself.
    data: Uint8Array.from(bytes),
    // Forms with scripts and outside fonts of a stranger's file have no business here.
    enableXfa: false,
    useSystemFonts: false,
    maxImageSize: maxImagePixels,
    cMapUrl: resource('cmaps'),
    standardFontDataUrl: resource('standard_fonts'),
    // JBIG2 and JPEG 2000, which scanners like, are decoded by these.
    wasmUrl: resource('wasm'),
    iccUrl: resource('iccs'),
    verbosity: 0,
  });
  try {
    const document = await loading.promise;
    const { info } = await document.getMetadata();
    if ('IsCollectionPresent' in info && info.IsCollectionPresent === true) {
      await loading.destroy();
      // Its pages are a cover that tells one to get another reader; the papers are files inside.
      return problem('scan.portfolio');
    }
    return {
      pageCount: document.numPages,
      draw: async (number, width, maxPixels) => {
        const page = await document.getPage(number);
        const natural = page.getViewport({ scale: 1 });
        const wanted = width / natural.width;
        const scale = Math.min(wanted, Math.sqrt(maxPixels / (natural.width * natural.height)));
        const viewport = page.getViewport({ scale });
        const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)));
        await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, background: '#fff' }).promise;
        page.cleanup();
        return canvas;
      },
      size: async (number) => {
        const { width, height } = (await document.getPage(number)).getViewport({ scale: 1 });
        return { width, height };
      },
      words: async (number) => {
        const page = await document.getPage(number);
        const words = await writtenWords(page);
        page.cleanup();
        return words;
      },
      close: () => loading.destroy(),
    };
  } catch (error) {
    await loading.destroy();
    // What pdf.js throws for a broken file is of many kinds; none of them is the desk's fault.
    return problem(error instanceof Error && error.name === 'PasswordException' ? 'scan.passwordProtected' : 'scan.unreadable');
  }
};
