import type { Connection, Statement } from '../connection.ts';
import type { Reader } from '../store.ts';

/**
 * A statement that is built and prepared once for each open store. Drizzle builds its SQL anew at each call, which costs more
 * than many a query itself: worth it for what an officer waits for at each reception.
 */
export const prepared = <T>(build: (db: Reader) => T): ((db: Reader) => T) => {
  const known = new WeakMap<Reader, T>();
  return (db) => {
    let statement = known.get(db);
    if (statement === undefined) {
      statement = build(db);
      known.set(db, statement);
    }
    return statement;
  };
};

/** SQL that Drizzle has no words for, such as full-text search. Whoever uses it says what it takes and gives. */
export const preparedSql = <P extends unknown[], R>(text: string): ((db: Reader) => Statement<P, R>) =>
  prepared((db) => (db as Reader & { $client: Connection }).$client.prepare<P, R>(text));

/** The same where only the first column is wanted. */
export const preparedColumn = <P extends unknown[], R>(text: string): ((db: Reader) => Statement<P, R>) =>
  prepared((db) => (db as Reader & { $client: Connection }).$client.prepare<P, R>(text).pluck());
