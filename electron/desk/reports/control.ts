import type { Desk, Topic } from '../desk.ts';
import { createInTurn } from '../digitisation/in-turn.ts';
import { bringLevel } from './level.ts';

export type ReportsControl = {
  /** Levels the facts of reports when nothing has been written for a while, so that whoever asks for a report finds them ready. */
  start(): void;
  stop(): Promise<void>;
};

/** Longer than between two receptions' writes. */
const quietMs = 5_000;
const wanted: readonly Topic[] = ['dossier', 'document', 'procedure', 'calendar', 'sync'];

export const createReports = (desk: Desk): ReportsControl => {
  const inTurn = createInTurn();
  const stopping = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let endSubscription: (() => void) | undefined;

  const level = async (): Promise<void> => {
    // A disk that is full now may have room later; nobody is waiting for this.
    await bringLevel(desk, stopping.signal).catch((error: unknown) => desk.log.warn({ err: error }, 'the facts of reports could not be levelled'));
  };
  const levelSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void inTurn(level), quietMs);
  };

  return {
    start: () => {
      endSubscription ??= desk.onChange((topics) => {
        if (topics.some((topic) => wanted.includes(topic))) levelSoon();
      });
      levelSoon();
    },
    stop: async () => {
      endSubscription?.();
      clearTimeout(timer);
      stopping.abort();
      await inTurn(async () => undefined);
    },
  };
};
