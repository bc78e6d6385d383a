/** Virtual time: what is due next happens next, and nothing else ever does. */
export type Schedule = {
  now: () => number;
  after: (ms: number, run: () => void | Promise<void>) => () => void;
  /** Does the next thing and lets all that follows from it at once finish. @returns false when nothing is left before `until` */
  step: (until: number) => Promise<boolean>;
};

export const createSchedule = (startAt: number): Schedule => {
  let now = startAt;
  let count = 0;
  const due = new Map<number, { at: number; run: () => void | Promise<void> }>();
  return {
    now: () => now,
    after: (ms, run) => {
      count += 1;
      const number = count;
      due.set(number, { at: now + Math.max(0, ms), run });
      return () => void due.delete(number);
    },
    step: async (until) => {
      let next: [number, { at: number; run: () => void | Promise<void> }] | undefined;
      for (const entry of due) if (next === undefined || entry[1].at < next[1].at) next = entry;
      if (next === undefined || next[1].at > until) return false;
      due.delete(next[0]);
      now = Math.max(now, next[1].at);
      await next[1].run();
      // Desks keep to promises between two waits; a turn of the event loop is more than all of those.
      await new Promise((resolve) => setImmediate(resolve));
      return true;
    },
  };
};
