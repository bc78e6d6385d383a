import type { DistrictContext } from '../context.ts';
import type { ConsoleSession } from './context.ts';
import type { Sessions } from './sessions.ts';
import { userOf } from './users.ts';

const cookieName = 'console-session';

/** No script can read it, no other site's page can make the browser send it, and where the page came over TLS nothing else carries it. */
const cookie = (value: string, isSecure: boolean, maxAgeSeconds?: number): string =>
  `${cookieName}=${value}; Path=/console; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}${maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`}`;

/** Pages ask these again by themselves: they do not show that anybody is there. */
const unattended = new Set(['identity.me']);

const tokenIn = (request: Request): string | undefined =>
  (request.headers.get('cookie') ?? '')
    .split(/;\s*/)
    .find((pair) => pair.startsWith(`${cookieName}=`))
    ?.slice(cookieName.length + 1);

/** @param operations what this request asks for */
export const sessionOf = (
  { district, sessions }: { district: DistrictContext; sessions: Sessions },
  request: Request,
  operations: readonly string[],
  setCookie: (line: string) => void,
): ConsoleSession => {
  const isAttended = operations.some((operation) => !unattended.has(operation));
  // The proxy in front may speak TLS where we do not; the browser says by what the page came.
  const isSecure = (request.headers.get('origin') ?? '').startsWith('https:');
  let token = tokenIn(request);
  return {
    user: async () => {
      const userId = token === undefined ? undefined : sessions.userId(token, isAttended);
      return userId === undefined ? undefined : userOf(district, userId);
    },
    begin: (userId) => {
      if (token !== undefined) sessions.end(token);
      token = sessions.begin(userId);
      setCookie(cookie(token, isSecure));
    },
    end: () => {
      if (token !== undefined) sessions.end(token);
      token = undefined;
      setCookie(cookie('', isSecure, 0));
    },
    endOthersOf: (userId) => sessions.endAllOf(userId, token),
  };
};
