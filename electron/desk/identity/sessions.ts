import type { Clock } from '../../../domain/time.ts';

export type Sessions = {
  /** @returns the token, to be kept by the browser where no script can read it */
  begin: (officerId: string) => string;
  /** Undefined when there is no such session or it was idle for too long. `isAttended`: a person did this, so it counts as activity. */
  officerId: (token: string, isAttended: boolean) => string | undefined;
  end: (token: string) => void;
  /** After a changed password, and when an officer is deactivated. */
  endAllOf: (officerId: string, exceptToken?: string) => void;
};

const defaultIdleLimitMs = 30 * 60_000;
/** Far more than screens at one desk; bounds memory when sign-ins are never ended. */
const maxSessions = 200;

/** In memory only: after a restart everybody signs in again, and a stolen disk holds no session. */
export const createSessions = (clock: Clock, randomBytes: (size: number) => Uint8Array, idleLimitMs = defaultIdleLimitMs): Sessions => {
  const sessions = new Map<string, { officerId: string; lastActiveAt: number }>();
  const live = (token: string) => {
    const session = sessions.get(token);
    if (session && clock.now() - session.lastActiveAt <= idleLimitMs) return session;
    sessions.delete(token);
    return undefined;
  };
  return {
    begin: (officerId) => {
      for (const token of [...sessions.keys()]) live(token);
      const [oldest] = sessions.keys();
      if (sessions.size >= maxSessions && oldest !== undefined) sessions.delete(oldest);
      const token = Buffer.from(randomBytes(32)).toString('base64url');
      sessions.set(token, { officerId, lastActiveAt: clock.now() });
      return token;
    },
    officerId: (token, isAttended) => {
      const session = live(token);
      if (session && isAttended) session.lastActiveAt = clock.now();
      return session?.officerId;
    },
    end: (token) => void sessions.delete(token),
    endAllOf: (officerId, exceptToken) => {
      for (const [token, session] of [...sessions]) if (session.officerId === officerId && token !== exceptToken) sessions.delete(token);
    },
  };
};
