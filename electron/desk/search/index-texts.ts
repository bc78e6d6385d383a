import { documentsWithBytes } from '../../../db/queries/scan-sources.ts';
import { filesAfter, filesArrivedAfter, hasText, lastArrival } from '../../../db/queries/paper-texts.ts';
import type { Desk } from '../desk.ts';
import { createInTurn } from '../digitisation/in-turn.ts';
import { putDocumentText } from './document-text.ts';

export type TextIndexer = {
  /** Reads what is missing, and from then on what is scanned or comes from other desks. */
  start(): void;
  stop(): Promise<void>;
  /** Waits until everything that is here now has been read. */
  settled(): Promise<void>;
};

/** Raised when the reader gets better: a later reader may do again what an earlier one has done. */
const madeBy = 'pdf-text/1';

const pagesAtOnce = 8;
const maxPages = 80;
const filesAtOnce = 500;

/**
 * Reads the text layer of digitised papers in the background, one file at a time and a few pages at a time, so that no officer
 * waits for it. What cannot be read is left out of the search and hinders nothing.
 */
export const createTextIndexer = (desk: Desk): TextIndexer => {
  const { store, blobs, workers, clock, log } = desk;
  const inTurn = createInTurn();
  const stopping = new AbortController();
  let seenUpTo = 0;
  let endSubscription: (() => void) | undefined;

  const read = async (sha256: string): Promise<void> => {
    if (hasText(store, sha256) || !blobs.has(sha256)) return;
    const [document] = documentsWithBytes(store.read, sha256);
    const pageCount = document?.mediaType === 'application/pdf' ? Math.min(document.pageCount ?? 1, maxPages) : 0;
    const texts: string[] = [];
    for (let firstPage = 1; firstPage <= pageCount; firstPage += pagesAtOnce) {
      const pages = Math.min(pagesAtOnce, pageCount - firstPage + 1);
      texts.push(await workers.run('readText', { blobs: blobs.access, sha256, firstPage, pages }, { urgency: 'background', signal: stopping.signal }));
    }
    // A picture has no text layer; that it was looked at is worth keeping, or each start would look again.
    putDocumentText(store, { sha256, text: texts.join('\n'), madeBy, madeAt: clock.now() });
  };

  const readAll = async (files: readonly string[]): Promise<void> => {
    for (const sha256 of files) {
      if (stopping.signal.aborted) return;
      // One that fails (a hostile file that killed its thread, no room on the disk) is tried again at the next start.
      await read(sha256).catch((error: unknown) => {
        if (!stopping.signal.aborted) log.warn({ err: error, sha256 }, 'the text of a document could not be read');
      });
    }
  };

  const readMissing = async (): Promise<void> => {
    for (let after = ''; !stopping.signal.aborted; ) {
      const files = filesAfter(store, after, filesAtOnce);
      if (files.length === 0) return;
      after = files.at(-1)!;
      await readAll(files);
      // A look at many files that are known already must not hold up the desk.
      await new Promise((resume) => setImmediate(resume));
    }
  };

  const readNew = async (): Promise<void> => {
    for (;;) {
      const arrived = filesArrivedAfter(store, seenUpTo, filesAtOnce);
      const last = arrived.at(-1);
      if (last === undefined || stopping.signal.aborted) return;
      seenUpTo = last.arrival;
      await readAll(arrived.flatMap(({ sha256 }) => sha256 ?? []));
    }
  };

  return {
    start: () => {
      seenUpTo = lastArrival(store);
      void inTurn(readMissing);
      endSubscription ??= desk.onChange((topics) => {
        if (topics.includes('document')) void inTurn(readNew);
      });
    },
    stop: async () => {
      endSubscription?.();
      stopping.abort();
      await inTurn(async () => undefined);
    },
    settled: () => inTurn(async () => undefined),
  };
};
