import { benchCounter } from './counter.ts';
import { benchIngest } from './digitisation-ingest.ts';
import { benchDigitisationOcr } from './digitisation-ocr.ts';
import { benchDrain } from './drain.ts';
import { type Figure, print, record } from './figures.ts';
import { benchReceptions } from './receptions.ts';
import { benchReports } from './reports.ts';

/**
 * `npm run bench`: prints a line for each figure and appends them to `RESULTS.md`. `npm run bench -- counter` takes a quarter of
 * an hour the first time and 12 GB under `out/`, and is run by its name only; so are `ocr`, which takes minutes and OCRmyPDF, and
 * `reports`, which takes minutes and PostgreSQL.
 */
const benches = { receptions: benchReceptions, drain: benchDrain, counter: benchCounter, ingest: benchIngest, ocr: benchDigitisationOcr, reports: benchReports };
const asked = process.argv[2];
if (asked !== undefined && !Object.hasOwn(benches, asked)) throw new Error(`no such bench: ${asked}; there are ${Object.keys(benches).join(', ')}`);
const chosen = asked === undefined ? [benchReceptions, benchDrain, benchIngest] : [benches[asked as keyof typeof benches]];

const startedAt = new Date();
const figures: Figure[] = [];
for (const bench of chosen) {
  for (const figure of await bench()) {
    print(figure);
    figures.push(figure);
  }
}
record(figures, startedAt);
