import { dayMs } from '../../../../domain/time.ts';
import type { Desk } from '../../desk.ts';
import { dropOldOriginals } from './originals.ts';

export type Caretaker = {
  start(): void;
  stop(): Promise<void>;
  /** @returns how many originals were let go */
  tidy(): Promise<number>;
};

/** A desk that is switched on each morning is busy first. */
const firstAfterMs = 10 * 60_000;

/** Once a day, and some time after the start. */
export const createCaretaker = ({ desk, alone, isWatching }: { desk: Desk; alone: <T>(work: () => Promise<T>) => Promise<T>; isWatching: boolean }): Caretaker => {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<number> | undefined;

  const tidy = (): Promise<number> => {
    running ??= dropOldOriginals({ desk, alone, signal: stopping.signal })
      .then((count) => {
        if (count > 0) desk.log.info({ count }, 'original scans whose time was over are no longer on this disk');
        return count;
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  };

  const later = (ms: number): void => {
    if (!isWatching || stopping.signal.aborted) return;
    timer = setTimeout(() => {
      void tidy()
        .catch((error: unknown) => desk.log.fault(error, 'digitisation.archive'))
        .finally(() => later(dayMs));
    }, ms);
    timer.unref();
  };

  return {
    start: () => later(firstAfterMs),
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await running?.catch(() => undefined);
    },
    tidy,
  };
};
