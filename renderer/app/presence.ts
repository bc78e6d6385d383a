import type { Clock } from '../../domain/time.ts';

const tellEveryMs = 60_000;
/** Less than this is a table that shakes, or a page that moved under a resting mouse. */
const movementPx = 3;

/** Passes on that somebody is there: at once, then at most once a minute, and nothing while nobody is. */
export const createPresence = (clock: Clock, tell: () => void): { notice: () => void } => {
  let toldAt = -Infinity;
  return {
    notice: () => {
      const now = clock.now();
      // A clock that was set back must not silence an officer for hours.
      if (now >= toldAt && now - toldAt < tellEveryMs) return;
      toldAt = now;
      tell();
    },
  };
};

/**
 * Tells that somebody is at work on this page: who only reads asks for nothing, and would be locked out over the third page of a file.
 *
 * @returns the function that ends it
 */
export const listenForPresence = (clock: Clock, tell: () => void): (() => void) => {
  const presence = createPresence(clock, tell);
  const onMove = ({ movementX, movementY }: PointerEvent): void => {
    if (Math.abs(movementX) + Math.abs(movementY) >= movementPx) presence.notice();
  };
  const options = { capture: true, passive: true };
  const signs = ['keydown', 'pointerdown', 'wheel'] as const;
  for (const sign of signs) window.addEventListener(sign, presence.notice, options);
  window.addEventListener('pointermove', onMove, options);
  return () => {
    for (const sign of signs) window.removeEventListener(sign, presence.notice, options);
    window.removeEventListener('pointermove', onMove, options);
  };
};
