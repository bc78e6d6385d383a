import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { consoleRoles } from '../../domain/console/permissions.ts';
import { isProblem, problem, type ProblemCode } from '../../domain/problem.ts';
import type { DistrictContext } from '../context.ts';
import { openDocument } from './document-file.ts';
import { consoleRouter } from './router.ts';
import { secured } from './security-headers.ts';
import { sessionOf } from './session-of.ts';
import { createSessions } from './sessions.ts';
import { denial } from './trpc.ts';
import { ensureUser, userFieldsSchema } from './users.ts';

export type ConsoleOptions = {
  isAdminToken: (token: string) => boolean;
  /** The built screens; missing: the operations alone. */
  screensFolder: string | undefined;
  /** @returns the number under which it is found again */
  onFault: (error: unknown) => string;
};

const maxOperationBytes = 1024 * 1024;
/** A whole catalogue of procedures comes as one file. */
const maxCatalogueBytes = 9 * 1024 * 1024;
const catalogueFiles = new Set(['/console/api/catalogue.previewImport', '/console/api/catalogue.import']);
/** More operations than any page asks for at once. */
const maxBatch = 20;

const statusOf: Partial<Record<ProblemCode, 401 | 403 | 404 | 409>> = { 'signIn.required': 401, 'permission.denied': 403, 'document.unknown': 404, 'document.bytesOnTheWay': 409 };

const tooLarge = () => Response.json(problem('input.malformed', { field: '' }), { status: 413 });
const operationLimit = bodyLimit({ maxSize: maxOperationBytes, onError: tooLarge });
const catalogueLimit = bodyLimit({ maxSize: maxCatalogueBytes, onError: tooLarge });

const ensureUserSchema = userFieldsSchema.extend({ title: z.string().max(300).default(''), roles: z.array(z.enum(consoleRoles)).min(1).default(['administrator']), password: z.string().max(200).optional() });

/**
 * A foreign page can make a browser post here, but not in JSON without asking first, and not without saying where it comes from;
 * the session's cookie does not come along either (SameSite).
 */
const fromOwnPage: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('origin');
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  const isOwn = origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
  const isJson = /^application\/json\b/.test(c.req.header('content-type') ?? '');
  return c.req.method === 'POST' && isOwn && isJson ? next() : c.body(null, 403);
};

/** The console under `/console`: screens, operations, files, and a door for the server's own administrator. */
export const consoleApp = (district: DistrictContext, { isAdminToken, screensFolder, onFault }: ConsoleOptions): Hono => {
  const sessions = createSessions(district.clock, district.randomBytes);
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.res = secured(c.res);
  });

  app.all(
    '/api/*',
    fromOwnPage,
    (c, next) => (catalogueFiles.has(c.req.path) ? catalogueLimit : operationLimit)(c, next),
    (c) =>
      fetchRequestHandler({
        endpoint: '/console/api',
        req: c.req.raw,
        router: consoleRouter,
        maxBatchSize: maxBatch,
        // Questions come as POST too: what they are about stands in no address, and so in no log of a proxy.
        allowMethodOverride: true,
        createContext: ({ req, resHeaders, info }) => ({
          district,
          sessions,
          onFault,
          session: sessionOf({ district, sessions }, req, info.calls.map(({ path }) => path), (line) => resHeaders.append('set-cookie', line)),
        }),
      }),
  );

  app.get('/files/documents/:agencyCode/:id', async (c) => {
    const user = await sessionOf({ district, sessions }, c.req.raw, ['files.document'], () => {}).user();
    const denied = denial('files.document', user?.roles) ?? (user?.isOneTime ? problem('console.passwordMustChange') : undefined);
    if (denied || !user) return refuse(c, denied ?? problem('signIn.required'));
    const { agencyCode, id } = c.req.param();
    const file = await openDocument({ district, user }, { agencyCode, id });
    return isProblem(file) ? refuse(c, file) : file;
  });

  // For `console-user.ts` on the server itself: the first administrator, and a way back in.
  app.post('/admin/users', operationLimit, async (c) => {
    const token = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    if (!token || !isAdminToken(token)) return c.json(problem('permission.denied'), 401);
    const input = ensureUserSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!input.success) return c.json(problem('input.malformed', { field: input.error.issues[0]?.path.join('.') ?? '' }), 400);
    const ensured = await ensureUser(district, input.data);
    return isProblem(ensured) ? c.json(ensured, 400) : c.json(ensured);
  });

  if (screensFolder !== undefined) {
    const inFolder = (path: string): string => path.slice('/console'.length);
    // The build puts a hash of the content into these names, so they never change.
    const forEver: MiddlewareHandler = async (c, next) => {
      await next();
      if (c.res.ok) c.header('cache-control', 'public, max-age=31536000, immutable');
    };
    app.get('/assets/*', forEver, serveStatic({ root: screensFolder, rewriteRequestPath: inFolder }), (c) => c.body(null, 404));
    app.get('/mark.svg', serveStatic({ path: join(screensFolder, 'mark.svg') }));
    // Any other address is a place inside the program.
    app.get('*', serveStatic({ path: join(screensFolder, 'index.html') }));
  }
  app.onError((error) => Response.json({ fault: onFault(error) }, { status: 500 }));
  return app;
};

const refuse = (c: Context, found: ReturnType<typeof problem>): Response => c.json(found, statusOf[found.problem] ?? 400);
