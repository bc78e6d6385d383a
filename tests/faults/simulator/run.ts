import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';
import { createWorld } from './world.ts';

/** `node tests/faults/simulator/run.ts [--seed N] [--seeds N] [--trace]`: one seed as it happened, or many until one fails. */
const { values } = parseArgs({
  options: { seed: { type: 'string' }, seeds: { type: 'string', default: "1" }, trace: { type: 'boolean', default: false } },
});
const first = values.seed === undefined ? Math.floor(Math.random() * 900_000) : Number(values.seed);
const count = Number(values.seeds);

const world = await createWorld();
let failed = 0;
try {
  for (let seed = first; seed < first + count; seed += 1) {
    const report = await simulate(world, seed);
    const { desks, events, files, requests, crashes, levelAfterMs, digest, faults } = report;
    console.log(
      `seed ${seed}: ${desks} desks, ${events} events, ${files} files, ${requests} requests, ${crashes} power cuts, level after ${Math.round(levelAfterMs / 1000)} s, trace ${digest}, ${faults.length === 0 ? 'level' : 'FAILED'}`,
    );
    if (values.trace || faults.length > 0) console.log(report.trace.join('\n'));
    if (faults.length > 0) {
      failed += 1;
      console.log(`${faults.join('\n')}\nagain: npm run simulate -- --seed ${seed}`);
    }
  }
} finally {
  await world.close();
}
process.exitCode = failed === 0 ? 0 : 1;
