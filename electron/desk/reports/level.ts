import { levelFacts } from '../../../db/facts.ts';
import type { Desk } from '../desk.ts';

/** Some tens of milliseconds: an officer who receives meanwhile does not notice. */
const dossiersAtOnce = 100;

/** Brings the facts level with the log, giving way to whatever else the desk has to do after each step. */
export const bringLevel = async ({ store }: Pick<Desk, 'store'>, signal?: AbortSignal): Promise<void> => {
  while (!signal?.aborted && !levelFacts(store, dossiersAtOnce)) await new Promise((resume) => setImmediate(resume));
};
