import http from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { deskSecretHeader } from './launch.ts';

export type DeskAddress = { pipe: string; secret: string };

/** Hop-by-hop, or ours to say. A page must not be able to choose its cookie, its host or the secret. */
const ownRequestHeaders = new Set(['connection', 'cookie', 'host', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade', deskSecretHeader]);
const ownResponseHeaders = new Set(['connection', 'keep-alive', 'set-cookie', 'trailer', 'transfer-encoding', 'upgrade']);
/** Statuses that a `Response` refuses to have a body with. */
const bodylessStatuses = new Set([204, 205, 304]);

/**
 * Keeps the desk's cookies in memory. Chromium has no cookie jar for a scheme of our own (electron/electron#27981) and drops
 * `Set-Cookie` from what a protocol handler returns (#39525), so the forwarder is the jar; no page ever sees them.
 */
const createCookieJar = () => {
  const cookies = new Map<string, string>();
  return {
    keep: (setCookies: string[]) => {
      for (const line of setCookies) {
        const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
        const name = pair.slice(0, pair.indexOf('='));
        const isDeleted = attributes.some((attribute) => /^max-age=(0|-\d+)$/i.test(attribute));
        if (isDeleted) cookies.delete(name);
        else cookies.set(name, pair.slice(name.length + 1));
      }
    },
    header: (): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  };
};

const responseHeaders = (message: http.IncomingMessage): Headers => {
  const headers = new Headers();
  for (let index = 0; index < message.rawHeaders.length; index += 2) {
    const name = message.rawHeaders[index] ?? '';
    if (!ownResponseHeaders.has(name.toLowerCase())) headers.append(name, message.rawHeaders[index + 1] ?? '');
  }
  return headers;
};

/**
 * Hands a page's request to the desk process over its private pipe. Bodies stream in both directions, so a large scan or an
 * endless event stream is never held in memory. Rejects when the desk cannot be reached.
 */
export const createPipeForwarder = (address: () => DeskAddress | undefined): ((request: Request) => Promise<Response>) => {
  const agent = new http.Agent({ keepAlive: true });
  const jar = createCookieJar();
  return (request) =>
    new Promise((resolve, reject) => {
      const desk = address();
      if (!desk) {
        reject(new Error('the desk process is not running'));
        return;
      }
      const { pathname, search, host } = new URL(request.url);
      const headers: http.OutgoingHttpHeaders = { host, [deskSecretHeader]: desk.secret };
      for (const [name, value] of request.headers) if (!ownRequestHeaders.has(name)) headers[name] = value;
      const cookies = jar.header();
      if (cookies) headers.cookie = cookies;

      const outgoing = http.request({ socketPath: desk.pipe, path: pathname + search, method: request.method, headers, agent, signal: request.signal });
      outgoing.on('error', reject);
      outgoing.on('response', (message) => {
        jar.keep(message.headers['set-cookie'] ?? []);
        const status = message.statusCode ?? 502;
        const isBodyless = request.method === 'HEAD' || bodylessStatuses.has(status);
        if (isBodyless) message.resume();
        resolve(
          new Response(isBodyless ? null : (Readable.toWeb(message) as NodeReadableStream<Uint8Array<ArrayBuffer>> as ReadableStream<Uint8Array<ArrayBuffer>>), {
            status,
            headers: responseHeaders(message),
          }),
        );
      });
      if (!request.body) {
        outgoing.end();
        return;
      }
      pipeline(Readable.fromWeb(request.body as unknown as NodeReadableStream), outgoing).catch(reject);
    });
};
