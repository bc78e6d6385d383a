import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';

export type Figure = {
  name: string;
  value: string;
  /** As the issue states it, e.g. «≥ 0.5 now, ≥ 0.8 later». */
  goal: string;
  isMet: boolean;
};

const results = new URL('RESULTS.md', import.meta.url);

export const print = (figure: Figure): void => {
  console.log(`${figure.name}: ${figure.value} (goal ${figure.goal}${figure.isMet ? '' : ', not met'})`);
};

/** One block a run: figures are only ever compared with others of the same run. */
export const record = (figures: readonly Figure[], startedAt: Date): void => {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const isDirty = execFileSync('git', ['status', '--porcelain', '--', 'domain', 'db', 'electron', 'district'], { encoding: 'utf8' }) !== '';
  if (!existsSync(results)) writeFileSync(results, '# What `npm run bench` saw\n\nRatios within one run; the newest run is at the end.\n');
  // What else the machine had to do: a load above the number of processors makes every time longer, and ratios less so.
  const load = `load ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} processors`;
  const rows = figures.map((figure) => `| ${figure.name} | ${figure.value} | ${figure.goal} | ${figure.isMet ? 'met' : 'not met'} |`);
  appendFileSync(
    results,
    `\n## ${startedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC, ${commit}${isDirty ? ' + changes' : ''}, ${load}\n\n| figure | value | goal | |\n|---|---|---|---|\n${rows.join('\n')}\n`,
  );
};

/** Seconds that the work took. Where two are compared, the caller interleaves them and takes medians. */
export const secondsOf = async (work: () => unknown): Promise<number> => {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e9;
};

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
