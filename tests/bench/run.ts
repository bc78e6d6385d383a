import { benchDrain } from './drain.ts';
import { type Figure, print, record } from './figures.ts';
import { benchReceptions } from './receptions.ts';

/** `npm run bench`: prints a line for each figure and appends them to `RESULTS.md`. */
const startedAt = new Date();
const figures: Figure[] = [];
for (const bench of [benchReceptions, benchDrain]) {
  for (const figure of await bench()) {
    print(figure);
    figures.push(figure);
  }
}
record(figures, startedAt);
