import { codesOf, type PageCodes, putCodes, scansWithoutCodes, scansWithSheets } from '../../../../db/queries/page-codes.ts';
import { isDiskFull } from '../../../../db/store.ts';
import { parseSheetCode } from '../../../../domain/document/code-sheet.ts';
import type { DocumentState } from '../../../../domain/document/document.ts';
import { isProblem } from '../../../../domain/problem.ts';
import type { Desk } from '../../desk.ts';
import { createInTurn } from '../in-turn.ts';
import type { DigitisationSettings } from '../settings.ts';
import { fileStack, isUntouched } from './file-stack.ts';
import { stackFrom } from './stack-of.ts';

/** Raised when the reader gets better: a later one may look again at what an earlier one has seen. */
const madeBy = 'zxing/1';
const pagesAtOnce = 8;
const scansAtOnce = 50;
const retryAfterMs = 5000;

export type Router = {
  start(): void;
  stop(): Promise<void>;
  /** Looks at all that is new, and files what can be filed now. */
  settle(): Promise<void>;
};

type RouterPorts = {
  desk: Desk;
  settings: DigitisationSettings;
  /** Taking what lies in the scanners' folders goes first. */
  whenIdle: () => Promise<void>;
  /** Whether something is on its way from there into the inbox. */
  isBusy: (folder: string) => boolean;
  /** False: only `settle` does anything. */
  isWatching: boolean;
};

/**
 * Looks for codes on what comes into the inbox, and files the pages behind them. What is to be done is read from the log and the
 * inbox each time, so nothing is forgotten at a crash and nothing is done twice.
 */
export const createRouter = ({ desk, settings, whenIdle, isBusy, isWatching }: RouterPorts): Router => {
  const { store, blobs, workers, clock, log } = desk;
  const inTurn = createInTurn();
  const stopping = new AbortController();
  /** Those that could not be looked at; tried again at the next start. */
  const failed = new Set<string>();
  let isAsked = false;
  let timer: NodeJS.Timeout | undefined;
  let endSubscription: (() => void) | undefined;

  const look = async ({ sha256 = '', mediaType = '', pageCount = 0 }: DocumentState): Promise<void> => {
    if (!blobs.has(sha256)) throw new Error('its bytes are not here');
    const pages: PageCodes[] = [];
    for (let firstPage = 1; firstPage <= pageCount; firstPage += pagesAtOnce) {
      await whenIdle();
      const input = { blobs: blobs.access, sha256, mediaType, firstPage, pages: Math.min(pagesAtOnce, pageCount - firstPage + 1), maxPagePixels: settings.limits.maxPagePixels };
      const found = await workers.run('findCodes', input, { urgency: 'background', signal: stopping.signal });
      if (isProblem(found)) throw new Error(found.problem);
      pages.push(...found);
    }
    const hasSheet = pages.some(({ texts }) => texts.some((text) => parseSheetCode(text) !== undefined));
    putCodes(store, { sha256, madeBy, madeAt: clock.now(), hasSheet, pages });
    // Which card or code was on it is asked for by whoever shows the scan.
    if (pages.some(({ texts }) => texts.length > 0)) desk.announce(['document']);
  };

  const lookAtNew = async (): Promise<void> => {
    for (;;) {
      const waiting = scansWithoutCodes(store, scansAtOnce + failed.size).filter(({ sha256 }) => !failed.has(sha256!));
      if (waiting.length === 0) return;
      for (const document of waiting) {
        if (stopping.signal.aborted) return;
        // The same bytes again, a moment ago.
        if (codesOf(store, document.sha256!) !== undefined) continue;
        await look(document).catch((error: unknown) => {
          if (stopping.signal.aborted) return;
          if (isDiskFull(error)) throw error;
          failed.add(document.sha256!);
          log.warn({ err: error, documentId: document.id }, 'the codes on a scan could not be looked for');
        });
        fileWhatIsReady();
      }
    }
  };

  /** A sheet that leads nowhere stays in the inbox: a hundred of them must not hide the next. */
  function* allWithSheets(): Generator<DocumentState> {
    for (let last: DocumentState | undefined; ; ) {
      const some = scansWithSheets(store, last, scansAtOnce);
      yield* some;
      last = some.at(-1);
      if (last === undefined) return;
    }
  }

  /** @returns how long to wait for a stack that may not have come through the scanner whole; undefined where none is waited for */
  const fileWhatIsReady = (): number | undefined => {
    const waits: number[] = [];
    for (const { id } of allWithSheets()) {
      // It may have been filed with the one before.
      const first = store.state('document', id);
      if (first === undefined || !isUntouched(desk, first)) continue;
      const { documents, closedAt } = stackFrom(store, first, settings.stackPauseMs, (document) => isUntouched(desk, document));
      const isSeen = documents.every(({ sha256 }) => sha256 === undefined || failed.has(sha256) || codesOf(store, sha256) !== undefined);
      const waitMs = closedAt === 0 ? 0 : isBusy(first.source.folder) ? settings.stackPauseMs : closedAt - clock.now();
      if (!isSeen) continue;
      if (waitMs > 0) {
        waits.push(waitMs);
        // What follows may be its continuation.
        continue;
      }
      if (fileStack(desk, documents)) log.info({ scans: documents.length }, 'stack filed by its codes');
    }
    return waits.length === 0 ? undefined : Math.min(...waits);
  };

  const settle = async (): Promise<void> => {
    isAsked = false;
    try {
      await lookAtNew();
      if (stopping.signal.aborted) return;
      const waitMs = fileWhatIsReady();
      if (waitMs !== undefined) later(waitMs);
    } catch (error) {
      // The status bar says so already; it goes on as soon as there is room.
      if (!isDiskFull(error)) log.fault(error, 'digitisation.routing');
      later(retryAfterMs);
    }
  };

  const later = (ms: number): void => {
    if (!isWatching || stopping.signal.aborted) return;
    clearTimeout(timer);
    timer = setTimeout(ask, ms);
    timer.unref();
  };

  const ask = (): void => {
    if (isAsked || stopping.signal.aborted) return;
    isAsked = true;
    void inTurn(settle);
  };

  return {
    start: () => {
      if (!isWatching) return;
      ask();
      endSubscription ??= desk.onChange((topics) => {
        // A dossier that another desk has received may be the one that a sheet waits for.
        if (topics.includes('document') || topics.includes('dossier')) ask();
      });
    },
    stop: async () => {
      endSubscription?.();
      clearTimeout(timer);
      stopping.abort();
      await inTurn(async () => undefined);
    },
    settle: () => inTurn(settle),
  };
};
