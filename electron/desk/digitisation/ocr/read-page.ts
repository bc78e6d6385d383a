import type { BlobAccess } from '../../../../db/blobs.ts';
import type { PageEdit } from '../../../../domain/document/document.ts';
import { type PageText, textOfWords } from '../../../../domain/document/page-text.ts';
import { isProblem, type Problem, problem } from '../../../../domain/problem.ts';
import { editedPage } from '../pages/prepare-page.ts';
import { openOriginal, type SourcePage } from '../pages/page-source.ts';
import type { Engine } from './engine.ts';
import { greyOf } from './ink.ts';
import { wordsOfTable } from './words.ts';
import { placedWords } from './placed-words.ts';

export type ReadPageInput = { blobs: BlobAccess; edit: PageEdit; mediaType: string; maxPagePixels: number };

/**
 * Letters of 10 points have the size that the network was trained on. Finer scans are read more slowly and, with their grain, worse:
 * of a hundred letters one and a half were wrong at 240 dots to the inch, two and a half at 300.
 */
const readingDpi = 240;

/** Only in a process of its own. @param engine loaded when the first page needs it: a PDF with words of its own does not */
export const readPage = async (engine: () => Promise<Engine>, { edit, ...original }: ReadPageInput): Promise<PageText | Problem> => {
  const source = await openOriginal({ ...original, sha256: edit.sha256 });
  if (isProblem(source)) return source;
  if (edit.page > source.pageCount) return problem('input.malformed', { field: 'pages' });
  const page = await source.page(edit.page);
  if (isProblem(page)) return page;
  const written = await page.words();
  if (written !== undefined) {
    const { words, ...size } = placedWords(written, { widthPx: (page.widthPx * readingDpi) / page.dpi, heightPx: (page.heightPx * readingDpi) / page.dpi }, edit);
    return { ...size, words, text: textOfWords(words) };
  }
  return recognised(await engine(), page, edit);
};

const recognised = async (engine: Engine, page: SourcePage, edit: PageEdit): Promise<PageText> => {
  const { image, dpi } = await editedPage(page, edit, readingDpi);
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const words = wordsOfTable(engine.read({ data: greyOf({ data, width, height, channels: info.channels, dpi }), width, height, dpi }));
  return { widthPx: width, heightPx: height, words, text: textOfWords(words) };
};
