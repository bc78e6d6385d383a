import { createInTurn } from './in-turn.ts';

export type Slots = {
  /** Waits for a place; whoever came first goes first. @returns what gives the place back */
  enter(): Promise<() => void>;
  /** Runs when nobody else has a place, and nobody else gets one meanwhile. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** When nobody has a place: for work that can wait for all of the others. */
  whenIdle(): Promise<void>;
};

/** So many pieces of work at a time. */
export const createSlots = (places: number): Slots => {
  let taken = 0;
  const waiting: (() => void)[] = [];
  let idlers: (() => void)[] = [];
  const enter = async (): Promise<() => void> => {
    if (taken < places) taken += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return () => {
      const next = waiting.shift();
      if (next) return next();
      taken -= 1;
      if (taken > 0) return;
      for (const idler of idlers) idler();
      idlers = [];
    };
  };
  // Two that each held some of the places would wait for each other for ever.
  const inTurn = createInTurn();
  return {
    enter,
    alone: (work) =>
      inTurn(async () => {
        const leave = await Promise.all(Array.from({ length: places }, enter));
        try {
          return await work();
        } finally {
          for (const one of leave) one();
        }
      }),
    whenIdle: async () => {
      while (taken > 0) await new Promise<void>((resolve) => idlers.push(resolve));
    },
  };
};
