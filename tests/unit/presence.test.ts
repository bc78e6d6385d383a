import { describe, expect, it } from 'vitest';
import { createPresence } from '../../renderer/app/presence.ts';
import { testClock } from '../fixtures/desk.ts';

describe('presence', () => {
  it('is told at once, then at most once a minute, and only while there is input', () => {
    const clock = testClock();
    const told: number[] = [];
    const start = clock.now();
    const presence = createPresence(clock, () => told.push(clock.now() - start));
    for (let second = 0; second <= 150; second += 5) {
      presence.notice();
      clock.advance(5000);
    }
    clock.advance(3_600_000);
    presence.notice();
    expect(told).toEqual([0, 60_000, 120_000, 3_755_000]);
  });

  it('is told also after the clock was set back', () => {
    const clock = testClock();
    let told = 0;
    const presence = createPresence(clock, () => (told += 1));
    presence.notice();
    clock.advance(-86_400_000);
    presence.notice();
    expect(told).toBe(2);
  });
});
