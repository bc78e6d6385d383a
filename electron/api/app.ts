import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { problem } from '../../domain/problem.ts';
import type { Desk } from '../desk/desk.ts';
import type { DigitisationControl } from '../desk/digitisation/control.ts';
import type { ReadingControl } from '../desk/digitisation/ocr/control.ts';
import type { RenderingControl } from '../desk/digitisation/rendering/control.ts';
import type { Sessions } from '../desk/identity/sessions.ts';
import type { SigningControl } from '../desk/signing/control.ts';
import type { SyncControl } from '../desk/sync/sync.ts';
import { type Access, cookie, isSameSecret, judge, launchCookie } from './access.ts';
import { filesApp } from './files.ts';
import { rendererFiles } from './renderer-files.ts';
import { requestSession } from './request-session.ts';
import { appRouter } from './router.ts';
import { secured } from './security-headers.ts';

export type ApiParts = {
  desk: Desk;
  sync: SyncControl;
  digitisation: DigitisationControl;
  rendering: Pick<RenderingControl, 'stateOf'>;
  reading: Pick<ReadingControl, 'readPageText'>;
  signing: SigningControl;
  sessions: Sessions;
  access: Access;
  /** Answers `/host/*`. */
  host: (request: Request) => Promise<Response>;
  /** What to show a page that came without the launch's secret. */
  noSecretPage: () => Response;
  /** The built screens. */
  rendererFolder: string;
  isDemo: boolean;
  /** Wraps the store's key by a new code, and so ends an older one. */
  issueRecoveryCode: () => string;
};

export type Api = { fetch: (request: Request) => Promise<Response> };

const maxOperationBytes = 1024 * 1024;
/** A whole catalogue of procedures comes as one file. */
const maxCatalogueBytes = 8 * 1024 * 1024;
const catalogueFiles = new Set(['/trpc/catalogue.previewImport', '/trpc/catalogue.import']);
const maxHostBytes = 64 * 1024;
/** More operations than any page asks for at once. */
const maxBatch = 30;

const tooLarge = () => Response.json(problem('input.malformed', { field: '' }), { status: 413 });
const operationLimit = bodyLimit({ maxSize: maxOperationBytes, onError: tooLarge });
const catalogueLimit = bodyLimit({ maxSize: maxCatalogueBytes, onError: tooLarge });

/** The whole desk as one function from request to response, the same behind a browser and behind Electron. */
export const createApi = (parts: ApiParts): Api => {
  const { desk, sync, digitisation, rendering, reading, signing, sessions, access, isDemo, issueRecoveryCode } = parts;
  const screens = rendererFiles(parts.rendererFolder);
  const seat = { access, sessions, desk };
  const app = new Hono();

  app.use(async (c, next) => {
    const verdict = judge(c.req.raw, access);
    if (verdict === 'allowed') return next();
    if (verdict !== 'noSecret' || access.kind !== 'browser' || c.req.method !== 'GET') return new Response(null, { status: 403 });
    // Swapped for a cookie at once, so that the secret stays in no history and no address that is shown.
    if (c.req.path === '/' && isSameSecret(c.req.query('secret'), access.secret)) {
      return new Response(null, { status: 303, headers: { location: '/', 'set-cookie': cookie(launchCookie(access), access.secret) } });
    }
    const isPage = (c.req.header('accept') ?? '').includes('text/html');
    return isPage ? parts.noSecretPage() : new Response(null, { status: 403 });
  });

  app.all('/host/*', bodyLimit({ maxSize: maxHostBytes, onError: () => new Response(null, { status: 413 }) }), (c) => parts.host(c.req.raw));

  app.route(
    '/files',
    filesApp(parts, (request, operation) => requestSession(seat, request, [operation], () => {})),
  );

  app.all(
    '/trpc/*',
    (c, next) => (catalogueFiles.has(c.req.path) ? catalogueLimit : operationLimit)(c, next),
    (c) =>
      fetchRequestHandler({
        endpoint: '/trpc',
        req: c.req.raw,
        router: appRouter,
        maxBatchSize: maxBatch,
        createContext: ({ req, resHeaders, info }) => ({
          desk,
          sync,
          digitisation,
          rendering,
          reading,
          signing,
          isDemo,
          issueRecoveryCode,
          session: requestSession(
            seat,
            req,
            info.calls.map(({ path }) => path),
            (line) => resHeaders.append('set-cookie', line),
          ),
        }),
      }),
  );

  app.on(['GET', 'HEAD'], '*', (c) => screens(new URL(c.req.url).pathname));
  app.notFound(() => new Response(null, { status: 404 }));
  app.onError((error) => Response.json({ reference: desk.log.fault(error, 'http') }, { status: 500 }));

  return { fetch: async (request) => secured(await app.fetch(request)) };
};
