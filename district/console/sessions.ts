import type { Clock } from '../../domain/time.ts';

export type Sessions = {
  /** @returns the token, to be kept by the browser where no script can read it */
  begin: (userId: string) => string;
  /** Undefined when there is no such session or it was idle for too long. `isAttended`: a person did this. */
  userId: (token: string, isAttended: boolean) => string | undefined;
  end: (token: string) => void;
  endAllOf: (userId: string, exceptToken?: string) => void;
};

/** Seen over a network by more people than a desk is, so it ends as early as a desk's does. */
const idleLimitMs = 30 * 60_000;
/** However busy it is, a working day later one signs in again. */
const longestMs = 12 * 3_600_000;
const maxSessions = 1000;

/** In memory only: after a restart everybody signs in again, and a copy of the database holds no session. */
export const createSessions = (clock: Clock, randomBytes: (size: number) => Uint8Array): Sessions => {
  const sessions = new Map<string, { userId: string; beganAt: number; lastActiveAt: number }>();
  const live = (token: string) => {
    const session = sessions.get(token);
    const now = clock.now();
    if (session && now - session.lastActiveAt <= idleLimitMs && now - session.beganAt <= longestMs) return session;
    sessions.delete(token);
    return undefined;
  };
  return {
    begin: (userId) => {
      for (const token of [...sessions.keys()]) live(token);
      const [oldest] = sessions.keys();
      if (sessions.size >= maxSessions && oldest !== undefined) sessions.delete(oldest);
      const token = Buffer.from(randomBytes(32)).toString('base64url');
      sessions.set(token, { userId, beganAt: clock.now(), lastActiveAt: clock.now() });
      return token;
    },
    userId: (token, isAttended) => {
      const session = live(token);
      if (session && isAttended) session.lastActiveAt = clock.now();
      return session?.userId;
    },
    end: (token) => void sessions.delete(token),
    endAllOf: (userId, exceptToken) => {
      for (const [token, session] of [...sessions]) if (session.userId === userId && token !== exceptToken) sessions.delete(token);
    },
  };
};
