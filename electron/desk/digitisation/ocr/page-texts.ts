import { eq, lt } from 'drizzle-orm';
import { pageTexts } from '../../../../db/schema.ts';
import type { PageEdit } from '../../../../domain/document/document.ts';
import { pageTextKey, type PageText, textOfWords } from '../../../../domain/document/page-text.ts';
import { isProblem } from '../../../../domain/problem.ts';
import { dayMs } from '../../../../domain/time.ts';
import type { Desk } from '../../desk.ts';
import type { RunOptions } from '../../workers/pool.ts';
import { defaultSettings } from '../settings.ts';
import { isPageUnreadable, type PageReader } from './page-reader.ts';

/** The words of a page as it is with its edits. Throws where they cannot be read. */
export type ReadPageText = (edit: PageEdit, mediaType: string, options?: RunOptions) => Promise<PageText>;

/** Raised when the reader gets better. */
const madeBy = 'vie-best-int/1';

/** As long as a paper is being worked on; read again where somebody wants them after that. */
const keptMs = 60 * dayMs;

type StoredWord = [text: string, left: number, top: number, right: number, bottom: number, confidence: number, line: number];

/** From the table, where the page has been read already. */
export const createPageTexts = ({ store, blobs, clock }: Desk, reader: PageReader): { readPageText: ReadPageText; tidy: () => void } => {
  const inHand = new Map<string, Promise<PageText>>();

  const known = (pageKey: string): PageText | undefined => {
    const row = store.read.select().from(pageTexts).where(eq(pageTexts.pageKey, pageKey)).get();
    if (row?.madeBy !== madeBy) return undefined;
    if (row.problem !== null) throw new Error(`the page could not be read: ${row.problem}`);
    const words = (JSON.parse(row.words) as StoredWord[]).map(([text, left, top, right, bottom, confidence, line]) => ({ text, left, top, right, bottom, confidence, line }));
    return { widthPx: row.widthPx, heightPx: row.heightPx, words, text: textOfWords(words) };
  };

  const keep = (pageKey: string, { widthPx, heightPx, words }: Pick<PageText, 'widthPx' | 'heightPx' | 'words'>, problem: string | null): void => {
    const stored = words.map(({ text, left, top, right, bottom, confidence, line }): StoredWord => [text, left, top, right, bottom, confidence, line]);
    const values = { madeBy, madeAt: clock.now(), widthPx, heightPx, words: JSON.stringify(stored), problem };
    store.write('reading', ({ db }) => void db.insert(pageTexts).values({ pageKey, ...values }).onConflictDoUpdate({ target: pageTexts.pageKey, set: values }).run());
  };
  const keepProblem = (pageKey: string, problem: string): void => keep(pageKey, { widthPx: 0, heightPx: 0, words: [] }, problem);

  const read = async (pageKey: string, edit: PageEdit, mediaType: string, options: RunOptions): Promise<PageText> => {
    if (!blobs.has(edit.sha256)) throw new Error('the original is not here');
    const page = await reader.read({ blobs: blobs.access, edit, mediaType, maxPagePixels: defaultSettings.limits.maxPagePixels }, options).catch((error: unknown) => {
      if (isPageUnreadable(error)) keepProblem(pageKey, error.message);
      throw error;
    });
    if (isProblem(page)) {
      keepProblem(pageKey, page.problem);
      throw new Error(`the page could not be read: ${page.problem}`);
    }
    keep(pageKey, page, null);
    return page;
  };

  return {
    readPageText: async (edit, mediaType, options = {}) => {
      const pageKey = pageTextKey(edit);
      const before = known(pageKey);
      if (before) return before;
      // Search and file want the same page, often at the same time. An officer does not wait for what waits in the background.
      const sameInHand = options.urgency === 'background' ? inHand.get(pageKey) : undefined;
      if (sameInHand) return sameInHand;
      const reading = read(pageKey, edit, mediaType, options).finally(() => {
        if (inHand.get(pageKey) === reading) inHand.delete(pageKey);
      });
      inHand.set(pageKey, reading);
      return reading;
    },
    tidy: () => store.write('reading', ({ db }) => void db.delete(pageTexts).where(lt(pageTexts.madeAt, clock.now() - keptMs)).run()),
  };
};
