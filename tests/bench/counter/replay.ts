import type { Connection, Statement } from '../../../db/connection.ts';
import type { Call } from './recorder.ts';

/** Makes recorded calls again on a bare connection, each statement prepared once. */
export const createReplay = (connection: Connection): ((calls: readonly Call[]) => void) => {
  const prepared = new Map<string, Statement<unknown[], unknown>>();
  const statementOf = ({ sql, isPlucked, isRaw }: Call): Statement<unknown[], unknown> => {
    const name = `${isPlucked} ${isRaw} ${sql}`;
    let statement = prepared.get(name);
    if (statement === undefined) {
      statement = connection.prepare<unknown[], unknown>(sql);
      if (isPlucked) statement.pluck();
      if (isRaw) (statement as unknown as { raw(): void }).raw();
      prepared.set(name, statement);
    }
    return statement;
  };
  return (calls) => {
    for (const call of calls) statementOf(call)[call.method](...call.parameters);
  };
};
