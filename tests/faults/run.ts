import { parseArgs } from 'node:util';
import { killLoop } from './kill-loop.ts';

/** `npm run faults [-- --rounds N] [--seed N]`: pulls the plug on a desk at work, again and again, and counts what is missing or there twice. */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '200' }, seed: { type: 'string' } } });
const seed = values.seed === undefined ? Math.floor(Math.random() * 900_000) : Number(values.seed);

console.log(`seed ${seed}`);
const { rounds, receptions, scans, lost, duplicated } = await killLoop({
  rounds: Number(values.rounds),
  seed,
  say: (line) => console.log(line),
});
for (const line of [...lost, ...duplicated]) console.log(line);
console.log(`${rounds} power cuts, ${receptions} receptions and ${scans} scans acknowledged`);
console.log(`lost ${lost.length}, duplicated ${duplicated.length}`);
process.exit(lost.length + duplicated.length === 0 ? 0 : 1);
