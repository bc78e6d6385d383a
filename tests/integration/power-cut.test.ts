import { expect, test } from 'vitest';
import { killLoop } from '../faults/kill-loop.ts';

/** A short form of `npm run faults`, so that every test run pulls the plug a few times. */
test('twelve power cuts lose nothing and double nothing', { timeout: 300_000 }, async () => {
  const seed = Math.floor(Math.random() * 900_000);
  console.log(`seed ${seed}`);
  const { lost, duplicated, receptions, scans } = await killLoop({ rounds: 12, seed, say: console.log });
  expect({ lost, duplicated }).toEqual({ lost: [], duplicated: [] });
  // A loop in which nothing was done has nothing to lose.
  expect(receptions).toBeGreaterThanOrEqual(12);
  expect(scans).toBeGreaterThanOrEqual(12);
});
