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
