export type BackoffSettings = { baseMs: number; factor: number; capMs: number };

/**
 * Full jitter (Brooker, «Exponential Backoff And Jitter»): anything between nothing and the exponential bound, so that
 * the desks of a whole district do not knock together when its server comes back.
 * @param failures failures in a row, from 1
 * @param random in [0, 1)
 * @returns milliseconds to wait
 */
export const backoffMs = (failures: number, random: number, settings: BackoffSettings): number =>
  Math.floor(random * Math.min(settings.capMs, settings.baseMs * settings.factor ** Math.min(failures - 1, 30)));
