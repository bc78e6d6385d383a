import { parseArgs } from 'node:util';
import { ingestLoop } from './ingest-loop.ts';
import { killLoop } from './kill-loop.ts';

/**
 * `npm run faults [-- --rounds N] [--seed N]`: pulls the plug on a desk at work, again and again, and counts what is missing or there
 * twice. `npm run faults -- ingest --rounds 500` does it to one that takes in scans and divides stacks.
 */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { rounds: { type: 'string', default: '200' }, seed: { type: 'string' } } });
const seed = values.seed === undefined ? Math.floor(Math.random() * 900_000) : Number(values.seed);
const asked = { rounds: Number(values.rounds), seed, say: (line: string) => console.log(line) };

console.log(`seed ${seed}`);
const judged = async (): Promise<{ said: string; lost: string[]; duplicated: string[] }> => {
  if (positionals[0] === 'ingest') {
    const { rounds, files, pages, ...verdict } = await ingestLoop(asked);
    return { said: `${rounds} kills, ${files} files of ${pages} pages`, ...verdict };
  }
  const { rounds, receptions, scans, ...verdict } = await killLoop(asked);
  return { said: `${rounds} power cuts, ${receptions} receptions and ${scans} scans acknowledged`, ...verdict };
};
const { said, lost, duplicated } = await judged();
for (const line of [...lost, ...duplicated]) console.log(line);
console.log(said);
console.log(`lost ${lost.length}, duplicated ${duplicated.length}`);
process.exit(lost.length + duplicated.length === 0 ? 0 : 1);
