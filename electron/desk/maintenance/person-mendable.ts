import { isDiskFull } from '../../../db/store.ts';
import { type Problem, problem } from '../../../domain/problem.ts';

/** The one failure of the machine that an officer can mend. Anything else that is thrown is a fault. */
export const mendableProblemOf = (error: unknown): Problem | undefined => (isDiskFull(error) ? problem('store.diskFull') : undefined);
