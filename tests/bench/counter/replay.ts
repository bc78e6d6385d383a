import type { Connection, Statement } from '../../../db/connection.ts';
import type { Call } from './recorder.ts';

/** Makes recorded calls again on a bare connection, each statement prepared once. `rewrite` may send writes to other tables. */
export const createReplay = (connection: Connection, rewrite: (sql: string) => string = (sql) => sql): ((calls: readonly Call[]) => void) => {
  const prepared = new Map<string, Statement<unknown[], unknown>>();
  const statementOf = ({ sql, isPlucked, isRaw }: Call): Statement<unknown[], unknown> => {
    const name = `${isPlucked} ${isRaw} ${sql}`;
    let statement = prepared.get(name);
    if (statement === undefined) {
      statement = connection.prepare<unknown[], unknown>(rewrite(sql));
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

const writtenTo = /^\s*(INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?/i;

/**
 * Tables like those that a reception writes, with their indexes, for the raw side to write the same rows into: two rows of
 * one place in a log are never possible in the same table.
 */
export const shadowTables = (connection: Connection, tables: readonly string[]): { rewrite: (sql: string) => string; drop: () => void } => {
  const shadowOf = (table: string): string => `raw_${table}`;
  const drop = (): void => tables.forEach((table) => connection.exec(`DROP TABLE IF EXISTS ${shadowOf(table)}`));
  drop();
  for (const table of tables) {
    const rows = connection.prepare<[string], { sql: string }>("SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC").all(table);
    for (const { sql } of rows) {
      connection.exec(sql.replace(/^(CREATE TABLE )"?\w+"?/i, `$1${shadowOf(table)}`).replace(/^(CREATE (?:UNIQUE )?INDEX )"?(\w+)"? ON "?\w+"?/i, `$1${shadowOf('$2')} ON ${shadowOf(table)}`));
    }
  }
  return {
    rewrite: (sql) => {
      const table = writtenTo.exec(sql)?.[2];
      if (table === undefined) return sql;
      if (!tables.includes(table)) throw new Error(`a reception writes a table that has no shadow: ${table}`);
      return sql.replace(new RegExp(`\\b${table}\\b`, 'g'), shadowOf(table));
    },
    drop,
  };
};
