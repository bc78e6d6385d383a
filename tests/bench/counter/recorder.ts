import Sqlite from 'better-sqlite3';

/** One call of a prepared statement, as better-sqlite3 got it. */
export type Call = { sql: string; isPlucked: boolean; isRaw: boolean; method: 'run' | 'get' | 'all'; parameters: unknown[] };

export type Recorder = {
  /** What `work` asked the database, in order. */
  record: (work: () => unknown) => Call[];
};

/**
 * Listens to every statement of the connections that are opened from now on, so that «the same raw SQL» is what the program
 * really asks, and not what somebody copied once.
 */
export const listenToStatements = (): Recorder => {
  let calls: Call[] | undefined;
  const prototype = Sqlite.prototype as unknown as { prepare: (sql: string) => object };
  const prepare = prototype.prepare;
  prototype.prepare = function (this: unknown, sql: string) {
    return listening(prepare.call(this, sql), sql, (call) => void calls?.push(call));
  };
  return {
    record: (work) => {
      calls = [];
      try {
        work();
        return calls;
      } finally {
        calls = undefined;
      }
    },
  };
};

const listening = (statement: object, sql: string, heard: (call: Call) => void): object => {
  let isPlucked = false;
  let isRaw = false;
  const proxy: object = new Proxy(statement, {
    get: (target, name) => {
      const member = Reflect.get(target, name) as unknown;
      if (typeof member !== 'function') return member;
      if (name === 'pluck' || name === 'raw') {
        return () => {
          member.call(target);
          if (name === 'pluck') isPlucked = true;
          else isRaw = true;
          return proxy;
        };
      }
      if (name === 'run' || name === 'get' || name === 'all') {
        return (...parameters: unknown[]): unknown => {
          heard({ sql, isPlucked, isRaw, method: name, parameters });
          return member.apply(target, parameters);
        };
      }
      return member.bind(target);
    },
  });
  return proxy;
};
