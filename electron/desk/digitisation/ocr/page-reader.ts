import type { PageText } from '../../../../domain/document/page-text.ts';
import type { Problem } from '../../../../domain/problem.ts';
import { mainFileBeside, openLine, type ProcessLine, startNodeProcess, type StartSideProcess } from '../../processes/side-process.ts';
import type { RunOptions } from '../../workers/pool.ts';
import type { ReadPageInput } from './read-page.ts';

/** What a process says of a page. `fault`: the page itself, or the memory for it, was too much. */
export type PageAnswer = { page: PageText | Problem } | { fault: string };

/** Reads pages in processes of their own. */
export type PageReader = {
  /** How many at once. */
  readonly processes: number;
  /** @throws {PageUnreadable} after a second try; what the signal says when it is aborted */
  read(input: ReadPageInput, options?: RunOptions): Promise<PageText | Problem>;
  /** Waits for nothing. */
  stop(): void;
};

export type PageReaderOptions = {
  start?: StartSideProcess;
  processes: number;
  /** Settles when no officer waits for anything; pages in the background begin only then. */
  whenQuiet: () => Promise<void>;
  /** A page that takes longer will never end. At low priority, on a busy old PC, a page can take very long. */
  timeoutMs?: number;
  /** A process without work ends after so long, and its memory is the officer's again. */
  idleMs?: number;
};

/** Thrown for a page that ended two processes, or was too much for both. */
export type PageUnreadable = Error & { code: 'PAGE_UNREADABLE' };
export const isPageUnreadable = (error: unknown): error is PageUnreadable => error instanceof Error && 'code' in error && error.code === 'PAGE_UNREADABLE';

const tries = 2;

type Job = { input: ReadPageInput; signal: AbortSignal | undefined; resolve: (page: PageText | Problem) => void; reject: (error: Error) => void };
type Resting = { line: ProcessLine; timer: NodeJS.Timeout };

export const createPageReader = ({ start = startNodeProcess(mainFileBeside(import.meta.url, 'ocr-main')), processes, whenQuiet, timeoutMs = 240_000, idleMs = 20_000 }: PageReaderOptions): PageReader => {
  const queues: Record<'officer' | 'background', Job[]> = { officer: [], background: [] };
  const resting: Resting[] = [];
  const busy = new Set<ProcessLine>();
  let running = 0;
  let isWaitingForQuiet = false;
  let isStopped = false;

  const take = (): ProcessLine => {
    const rested = resting.pop();
    if (rested === undefined) return openLine(start);
    clearTimeout(rested.timer);
    return rested.line;
  };

  const rest = (line: ProcessLine): void => {
    const one: Resting = {
      line,
      timer: setTimeout(() => {
        resting.splice(resting.indexOf(one), 1);
        line.end();
      }, idleMs),
    };
    one.timer.unref();
    resting.push(one);
  };

  const perform = async ({ input, signal, resolve, reject }: Job): Promise<void> => {
    let reason = 'it ended the process';
    for (let attempt = 0; attempt < tries && !isStopped && signal?.aborted !== true; attempt += 1) {
      const line = take();
      busy.add(line);
      const leave = (): void => line.end();
      signal?.addEventListener('abort', leave, { once: true });
      const answer = (await line.ask(input, timeoutMs)) as PageAnswer | undefined;
      signal?.removeEventListener('abort', leave);
      busy.delete(line);
      if (answer !== undefined && 'page' in answer) {
        rest(line);
        return resolve(answer.page);
      }
      if (answer !== undefined) reason = answer.fault;
      // Whatever state it is in, the next page gets a fresh one.
      line.end();
    }
    reject(isStopped ? new Error('the reader is stopped') : signal?.aborted === true ? abortReason(signal) : Object.assign(new Error(`a page cannot be read: ${reason}`), { code: 'PAGE_UNREADABLE' as const }));
  };

  const beginNext = (): void => {
    while (running < processes && !isStopped) {
      const job = queues.officer.shift();
      if (job === undefined) break;
      begin(job);
    }
    if (running >= processes || queues.background.length === 0 || isWaitingForQuiet || isStopped) return;
    isWaitingForQuiet = true;
    void whenQuiet().then(() => {
      isWaitingForQuiet = false;
      const job = isStopped || running >= processes ? undefined : queues.background.shift();
      if (job) begin(job);
      beginNext();
    });
  };

  const begin = (job: Job): void => {
    running += 1;
    void perform(job).finally(() => {
      running -= 1;
      beginNext();
    });
  };

  return {
    processes,
    read: (input, { signal, urgency = 'officer' } = {}) =>
      new Promise((resolve, reject) => {
        if (isStopped) return reject(new Error('the reader is stopped'));
        if (signal?.aborted) return reject(abortReason(signal));
        queues[urgency === 'officer' ? 'officer' : 'background'].push({ input, signal, resolve, reject });
        beginNext();
      }),
    stop: () => {
      isStopped = true;
      for (const { reject } of [...queues.officer.splice(0), ...queues.background.splice(0)]) reject(new Error('the reader is stopped'));
      for (const { line, timer } of resting.splice(0)) {
        clearTimeout(timer);
        line.end();
      }
      for (const line of busy) line.end();
    },
  };
};

const abortReason = (signal: AbortSignal): Error => (signal.reason instanceof Error ? signal.reason : new Error('cancelled'));
