/**
 * The members that have a value. An event in memory may carry `undefined`, which its JSON in the log does not; without
 * this a live state would differ from the one rebuilt from the log.
 */
export const given = <T extends object>(changes: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
