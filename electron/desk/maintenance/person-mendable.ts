import { isDiskFull } from '../../../db/store.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import { codeOf } from '../digitisation/scanner-file.ts';

/** The one failure of the machine that an officer can mend. Anything else that is thrown is a fault. */
export const mendableProblemOf = (error: unknown): Problem | undefined => (isDiskFull(error) ? problem('store.diskFull') : undefined);

/** The file system's own words for it, beside SQLite's; an error that has come from a worker thread has kept its message only. */
export const noRoomProblemOf = (error: unknown): Problem | undefined =>
  mendableProblemOf(error) ?? (noRoom.test(codeOf(error)) ? problem('store.diskFull') : undefined);
const noRoom = /^(ENOSPC|EDQUOT)$/;
