import { sync } from '../../../db/schema.ts';
import { clockOffsetOf } from '../../../db/queries/sync.ts';
import type { Desk } from '../desk.ts';

/** An answer takes a moment, and a Date header has whole seconds: less than this is no news. */
const newsMs = 30_000;

/** Keeps how far the district's clock is ahead of this PC's, so that a wrong one is seen. @returns the function to tell each time the district told its own */
export const districtClock =
  ({ store, clock, announce }: Pick<Desk, 'store' | 'clock' | 'announce'>): ((districtNow: number) => void) =>
  (districtNow) => {
    const offsetMs = Math.round(districtNow - clock.now());
    if (Math.abs(offsetMs - clockOffsetOf(store)) < newsMs) return;
    store.write('desk', ({ db }) => void db.update(sync).set({ clockOffsetMs: Math.abs(offsetMs) < newsMs ? 0 : offsetMs }).run());
    announce(['sync']);
  };
