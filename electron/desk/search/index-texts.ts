import { hasText, lastArrival, ownPapersBefore, papersByText } from '../../../db/queries/paper-texts.ts';
import { documentsChangedAfter } from '../../../db/queries/rendering.ts';
import { isDiskFull } from '../../../db/store.ts';
import type { DocumentState, PageEdit } from '../../../domain/document/document.ts';
import { textKeyOf } from '../../../domain/document/page-text.ts';
import { shownPages } from '../../../domain/document/pages.ts';
import type { Desk } from '../desk.ts';
import type { ReadPageText } from '../digitisation/ocr/page-texts.ts';
import { mediaTypeOf } from '../digitisation/pages/editable.ts';
import { putDocumentText } from './document-text.ts';

export type TextIndexer = {
  /** Reads what is missing, and from then on what is scanned, changed or comes from other desks. */
  start(): void;
  stop(): Promise<void>;
  /** Waits until everything that is here now has been read. */
  settled(): Promise<void>;
};

export type TextIndexerOptions = {
  readPageText: ReadPageText;
  /** How many documents are read side by side. */
  atOnce?: number;
};

/** Raised when the reader gets better: a later reader may do again what an earlier one has done. */
const madeBy = 'pages/1';

/** Of one document before the next has its turn, so that a book does not hold up what the citizen at the desk has brought. */
const pagesAtOnce = 8;
const maxPages = 80;
const papersAtOnce = 500;

type Job = { textKey: string; pages: PageEdit[]; texts: string[] };

/**
 * Reads digitised papers for the search in the background, those in this desk's inbox first, the newest first. What is missing is
 * the list of work, so that a restart forgets nothing; pages that were read are kept, so that it repeats nothing either.
 */
export const createTextIndexer = (desk: Desk, { readPageText, atOnce = 1 }: TextIndexerOptions): TextIndexer => {
  const { store, blobs, clock, log } = desk;
  const stopping = new AbortController();
  /** What has come or changed; the last is the next. */
  const waiting: Job[] = [];
  /** Long ones that have had a turn, and take turns with what is older. */
  const begun: Job[] = [];
  let isTurnOfBegun = false;
  const taken = new Set<string>();
  let seenUpTo = 0;
  let backlog: Iterator<string | undefined> | undefined;
  const lanes = new Set<Promise<void>>();
  let endSubscription: (() => void) | undefined;

  const jobOf = (documentId: string): Job | undefined => {
    const document = store.state('document', documentId);
    if (document === undefined || !isShown(document)) return undefined;
    const textKey = textKeyOf(document);
    if (textKey === undefined || taken.has(textKey) || hasText(store, textKey)) return undefined;
    const pages = shownPages(document).slice(0, maxPages);
    return pages.every(({ sha256 }) => blobs.has(sha256)) ? { textKey, pages, texts: [] } : undefined;
  };

  const add = (documentId: string): void => {
    const job = jobOf(documentId);
    if (job === undefined) return;
    taken.add(job.textKey);
    waiting.push(job);
  };

  const noticeChanges = (): void => {
    for (;;) {
      const changed = documentsChangedAfter(store, seenUpTo, papersAtOnce);
      const last = changed.at(-1);
      if (last === undefined) return;
      seenUpTo = last.arrival;
      for (const { id } of changed) add(id);
    }
  };

  /** Every document that may lack its text, in the order of who may be waiting for it. Undefined now and then: a look at many that have theirs must not hold up the desk. */
  function* papers(): Generator<string | undefined> {
    for (const status of ['inbox', 'attached'] as const) {
      for (let after: { createdAt: string; id: string } | undefined; ; ) {
        const page = ownPapersBefore(store, status, after, papersAtOnce);
        after = page.at(-1);
        if (after === undefined) break;
        yield* page.flatMap(({ id, textKey }) => (textKey === null || hasText(store, textKey) ? [] : id));
        yield undefined;
      }
    }
    for (let after = ''; ; ) {
      const page = papersByText(store, after, papersAtOnce);
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.textKey;
      yield* page.flatMap(({ id, textKey }) => (hasText(store, textKey) ? [] : id));
      yield undefined;
    }
  }

  /** @returns whether there was anything left to look at */
  const lookAtBacklog = (): boolean => {
    const next = backlog?.next();
    if (next === undefined || next.done === true) return false;
    if (next.value !== undefined) add(next.value);
    return true;
  };

  const nextJob = async (): Promise<Job | undefined> => {
    for (;;) {
      noticeChanges();
      const job = waiting.pop() ?? (isTurnOfBegun ? begun.shift() : undefined);
      isTurnOfBegun = false;
      if (job !== undefined) return job;
      if (!lookAtBacklog()) return begun.shift();
      if (waiting.length === 0) await new Promise((resume) => setImmediate(resume));
      if (stopping.signal.aborted) return undefined;
    }
  };

  const readSome = async (job: Job): Promise<void> => {
    for (const edit of job.pages.slice(job.texts.length, job.texts.length + pagesAtOnce)) {
      const mediaType = mediaTypeOf(store, edit.sha256);
      // One page that nobody can read takes no other's words away.
      const page = mediaType === undefined ? undefined : await readPageText(edit, mediaType, { urgency: 'background', signal: stopping.signal }).catch(unread(edit));
      job.texts.push(page?.text ?? '');
    }
  };

  const unread = ({ sha256, page }: PageEdit) => (error: unknown): undefined => {
    stopping.signal.throwIfAborted();
    // It was read, and there is no room to keep it.
    if (isDiskFull(error)) throw error;
    log.warn({ err: error, sha256, page }, 'a page could not be read');
  };

  const finish = ({ textKey, texts }: Job): void => {
    putDocumentText(store, { textKey, text: texts.join('\n'), madeBy, madeAt: clock.now() });
    desk.announce(['reading']);
  };

  const work = async (): Promise<void> => {
    for (let job = await nextJob(); job !== undefined; job = await nextJob()) {
      try {
        await readSome(job);
        isTurnOfBegun = job.texts.length === job.pages.length;
        if (isTurnOfBegun) finish(job);
        else begun.push(job);
      } catch (error) {
        if (stopping.signal.aborted) return;
        // No room on the disk: it is still missing at the next start.
        log.warn({ err: error }, 'the text of a document could not be kept');
      }
      if (!begun.includes(job)) taken.delete(job.textKey);
    }
  };

  const wake = (): void => {
    while (!stopping.signal.aborted && lanes.size < atOnce) {
      const lane: Promise<void> = work()
        .catch((error: unknown) => void log.fault(error, 'search.texts'))
        .finally(() => lanes.delete(lane));
      lanes.add(lane);
    }
  };

  return {
    start: () => {
      seenUpTo = lastArrival(store);
      backlog = papers();
      wake();
      endSubscription ??= desk.onChange((topics) => {
        if (topics.includes('document')) wake();
      });
    },
    stop: async () => {
      endSubscription?.();
      stopping.abort();
      await Promise.all(lanes);
    },
    settled: async () => {
      wake();
      while (lanes.size > 0) await Promise.all(lanes);
    },
  };
};

const isShown = ({ status }: DocumentState): boolean => status === 'inbox' || status === 'attached';
