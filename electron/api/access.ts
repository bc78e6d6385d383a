import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Who may talk to the desk at all, before anybody signs in.
 * `browser`: pages of this origin in a browser on this machine that were opened with the launch's secret.
 * `pipe`: Electron's main process, which says the secret in a header with every request.
 */
export type Access = { kind: 'browser'; port: number; secret: string } | { kind: 'pipe'; secret: string; secretHeader: string; origin: string };

export type Verdict = 'allowed' | 'foreignHost' | 'foreignOrigin' | 'noSecret';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
export const isSameSecret = (given: string | undefined, secret: string): boolean => given !== undefined && timingSafeEqual(digest(given), digest(secret));

/** Cookies know no port: two desks on one machine (a test beside the real one) must not sign each other out. */
const cookieSuffix = (access: Access): string => (access.kind === 'browser' ? `-${access.port}` : '');
export const launchCookie = (access: Access): string => `launch${cookieSuffix(access)}`;
export const sessionCookie = (access: Access): string => `session${cookieSuffix(access)}`;

export const cookiesOf = (request: Request): Map<string, string> =>
  new Map(
    (request.headers.get('cookie') ?? '').split(/;\s*/).map((pair): [string, string] => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );

/** No script can read it, no other site's page can make the browser send it. `maxAgeSeconds` 0 removes it. */
export const cookie = (name: string, value: string, maxAgeSeconds?: number): string =>
  `${name}=${value}; Path=/; HttpOnly; SameSite=Strict${maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`}`;

const isRead = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD';

/**
 * The Host check stops a foreign site that makes its own name point here (DNS rebinding); the Origin check stops a foreign
 * page that posts here; the secret stops other programs and other users of the machine.
 */
export const judge = (request: Request, access: Access): Verdict => {
  const { headers } = request;
  const origin = headers.get('origin');
  if (access.kind === 'pipe') {
    if (origin !== null && origin !== access.origin) return 'foreignOrigin';
    return isSameSecret(headers.get(access.secretHeader) ?? undefined, access.secret) ? 'allowed' : 'noSecret';
  }
  const hosts = [`127.0.0.1:${access.port}`, `localhost:${access.port}`];
  const host = headers.get('host') ?? new URL(request.url).host;
  if (!hosts.includes(host)) return 'foreignHost';
  // Browsers send Origin with everything that is not a plain read, so its absence there is no page of ours.
  if (origin === null ? !isRead(request) : origin !== `http://${host}`) return 'foreignOrigin';
  // A foreign page may also embed or fetch without an Origin; only being opened as a page of its own is no danger.
  if (headers.get('sec-fetch-site') === 'cross-site' && headers.get('sec-fetch-mode') !== 'navigate') return 'foreignOrigin';
  return isSameSecret(cookiesOf(request).get(launchCookie(access)), access.secret) ? 'allowed' : 'noSecret';
};
