import { clockOffsetOf } from '../../../db/queries/sync.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import type { Desk } from '../desk.ts';

/** `latestSeenAt`: of the latest event seen, own or foreign; `districtOffsetMs`: how far the district's clock is ahead of this PC's. */
export type ClockState = { isSetBack: boolean; latestSeenAt: number; districtOffsetMs: number };

/** Two PCs of one commune differ by so much, and nobody need be told. */
const toleranceMs = 2 * 60_000;

/**
 * Whether the PC's clock says an earlier time than something that has happened already, or than the district's clock. What is
 * written then is put in the right order all the same (hybrid clock), but carries the hour of the latest event seen.
 */
export const clockState = ({ store, clock }: Pick<Desk, 'store' | 'clock'>): ClockState => {
  const now = clock.now();
  const latest = store.latestSeen();
  const latestSeenAt = latest === undefined ? 0 : hybridTimeMs(latest);
  const districtOffsetMs = clockOffsetOf(store);
  return { isSetBack: latestSeenAt - now > toleranceMs || districtOffsetMs > toleranceMs, latestSeenAt, districtOffsetMs };
};
