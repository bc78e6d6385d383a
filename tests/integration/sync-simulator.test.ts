import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { simulate, type Report } from '../faults/simulator/simulate.ts';
import { createWorld } from '../faults/simulator/world.ts';

let world: Awaited<ReturnType<typeof createWorld>>;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const summary = ({ seed, events, files, requests, crashes, levelAfterMs }: Report): string =>
  `seed ${seed}: ${events} events, ${files} files, ${requests} requests, ${crashes} power cuts, level after ${Math.round(levelAfterMs / 1000)} s`;

/** Seeds that once failed. Never remove one. 2066: the simulator stopped too early. 2067: same bytes on two desks, never recorded as delivered. */
const fixtures: number[] = [2066, 2067];
const seeds = [...fixtures, ...Array.from({ length: 18 }, (_, index) => 100 + index)];

describe('desks and district are level after any weather', () => {
  test.each(seeds)('seed %i', async (seed) => {
    const report = await simulate(world, seed);
    console.log(summary(report));
    expect(report.faults, `again: npm run simulate -- --seed ${seed}`).toEqual([]);
    expect(report.levelAfterMs).toBeLessThan(20 * 60_000);
  });
});

test('a seed replays exactly, on another district as well', async () => {
  const other = await createWorld();
  try {
    const [first, second] = [await simulate(world, 9_001), await simulate(other, 9_001)];
    expect(second.trace).toEqual(first.trace);
  } finally {
    await other.close();
  }
});
