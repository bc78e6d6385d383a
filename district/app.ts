import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { MiddlewareHandler, TypedResponse } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { JSONParsed } from 'hono/utils/types';
import { sha256Schema } from '../domain/event.ts';
import { isProblem, type Problem, problem, type ProblemCode } from '../domain/problem.ts';
import {
  aboutSchema,
  enrolRequestSchema,
  enrolResponseSchema,
  lackingRequestSchema,
  lackingResponseSchema,
  protocolVersion,
  pullResponseSchema,
  pushRequestSchema,
  pushResponseSchema,
  wireProblemSchema,
} from '../domain/wire.ts';
import { authenticate } from './authenticate.ts';
import { consoleApp } from './console/app.ts';
import type { DistrictContext, EnrolledDesk } from './context.ts';
import { dossierResponseSchema, viewDossier } from './dossier.ts';
import { enrol, issueEnrolmentCode } from './enrol.ts';
import { maxPullLimit, pullEvents } from './pull.ts';
import { receiveEvents } from './push.ts';
import { createUploads, uploadsPath } from './uploads.ts';

type Env = { Variables: { desk: EnrolledDesk } };

type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 413;
/** The status that a problem travels with. */
const statusOf: Partial<Record<ProblemCode, RefusalStatus>> = {
  'input.malformed': 400,
  'setup.agencyCodeMalformed': 400,
  'district.signatureInvalid': 401,
  'district.clockSkew': 401,
  'permission.denied': 401,
  'district.notEnrolled': 403,
  'district.wrongEnrolmentCode': 403,
  'district.enrolmentCodeUsed': 403,
  'district.enrolmentCodeExpired': 403,
  'district.otherCommune': 403,
  'district.otherDeskNumber': 403,
  'district.deskNumberTaken': 409,
  'district.blobUnknown': 404,
  'dossier.unknown': 404,
  'district.requestTooLarge': 413,
};

const json = <T extends z.ZodType>(schema: T, description: string) => ({ content: { 'application/json': { schema } }, description });
const refusals = {
  400: json(wireProblemSchema, 'Malformed'),
  401: json(wireProblemSchema, 'Not signed, wrongly signed, replayed, or the clock is off'),
  403: json(wireProblemSchema, 'Not allowed'),
  404: json(wireProblemSchema, 'Not known'),
  409: json(wireProblemSchema, 'Taken'),
  413: json(wireProblemSchema, 'Too large'),
};

type Refused = Response & TypedResponse<Problem, RefusalStatus, 'json'>;
type Answered<T> = Response & TypedResponse<JSONParsed<T>, 200, 'json'>;
const refuse = (found: Problem): Refused => Response.json(found, { status: statusOf[found.problem] ?? 400 }) as Refused;
const answer = <T>(result: T | Problem): Answered<Exclude<T, Problem>> | Refused =>
  isProblem(result) ? refuse(result) : (Response.json(result) as Answered<Exclude<T, Problem>>);

export type AppOptions = {
  isAdminToken: (token: string) => boolean;
  /** Told of what should not have happened; the answer carries only the reference. */
  onFault: (error: unknown, reference: string) => void;
  /** The console's built screens; missing: its operations alone. */
  screensFolder?: string | undefined;
};

export const createApp = (district: DistrictContext, { isAdminToken, onFault, screensFolder }: AppOptions): OpenAPIHono<Env> => {
  const app = new OpenAPIHono<Env>({
    defaultHook: (result, c) => {
      if (!result.success) return c.json(problem('input.malformed', { field: result.error.issues[0]?.path.join('.') ?? '' }), 400);
      return undefined;
    },
  });
  const referenceOf = (error: unknown): string => {
    const reference = `QMC-${Buffer.from(district.randomBytes(4)).toString('hex').toUpperCase()}`;
    onFault(error, reference);
    return reference;
  };
  app.onError((error, c) => {
    // hono throws for a body that is not JSON, or does not say that it is.
    if ('status' in error && (error.status === 400 || error.status === 415)) return c.json(problem('input.malformed'), error.status);
    return c.json({ fault: referenceOf(error) }, 500);
  });
  app.notFound((c) => c.json(problem('input.malformed', { path: c.req.path }), 404));

  const limited = bodyLimit({
    maxSize: district.limits.maxBodyBytes,
    onError: () => refuse(problem('district.requestTooLarge', { limitBytes: district.limits.maxBodyBytes })),
  });
  const signedBy = (readBody: boolean): MiddlewareHandler<Env> => async (c, next) => {
    const body = readBody && c.req.method !== 'GET' && c.req.method !== 'HEAD' ? new Uint8Array(await c.req.arrayBuffer()) : undefined;
    const request = { method: c.req.method, url: c.req.url, header: (name: string) => c.req.header(name) };
    const desk = await authenticate(district, request, body);
    if (isProblem(desk)) return refuse(desk);
    c.set('desk', desk);
    return next();
  };
  const signed: MiddlewareHandler<Env>[] = [limited, signedBy(true)];
  const signature = [{ deskSignature: [] }];
  app.openAPIRegistry.registerComponent('securitySchemes', 'deskSignature', {
    type: 'apiKey',
    in: 'header',
    name: 'Signature',
    description: 'RFC 9421 HTTP Message Signature with the key that the desk left when it enrolled; see PROTOCOL.md',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'adminToken', { type: 'http', scheme: 'bearer' });

  app.openapi(
    createRoute({ method: 'get', path: '/v1/about', summary: 'Who this is', responses: { 200: json(aboutSchema, 'About') } }),
    (c) => c.json({ protocol: protocolVersion, name: district.name, level: district.level, now: district.clock.now() }, 200),
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/enrol',
      summary: 'Enrol a desk with a one-time code',
      middleware: [limited] as const,
      request: { body: { ...json(enrolRequestSchema, 'The desk'), required: true } },
      responses: { 200: json(enrolResponseSchema, 'Enrolled'), ...refusals },
    }),
    async (c) => answer(await enrol(district, c.req.valid('json'))),
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/events',
      summary: 'Push the next piece of the own log',
      security: signature,
      middleware: signed,
      request: { body: { ...json(pushRequestSchema, 'Events in order of deskSeq'), required: true } },
      responses: { 200: json(pushResponseSchema, 'A verdict for each'), ...refusals },
    }),
    async (c) => answer(await receiveEvents(district, c.get('desk'), c.req.valid('json').events)),
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/events',
      summary: "Pull the commune's other desks' events and the district's own",
      security: signature,
      middleware: signed,
      request: { query: z.object({ after: z.string().max(100).optional(), limit: z.coerce.number().int().min(1).max(maxPullLimit).default(maxPullLimit) }) },
      responses: { 200: json(pullResponseSchema, 'The next events'), ...refusals },
    }),
    async (c) => {
      const { after, limit } = c.req.valid('query');
      const page = await pullEvents(district, c.get('desk'), { after, limit });
      if (isProblem(page)) return refuse(page);
      return new Response(page, { headers: { 'content-type': 'application/json' } }) as Answered<z.infer<typeof pullResponseSchema>>;
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/blobs/lacking',
      summary: 'Which of these files are not here',
      security: signature,
      middleware: signed,
      request: { body: { ...json(lackingRequestSchema, 'Hashes'), required: true } },
      responses: { 200: json(lackingResponseSchema, 'Those to upload'), ...refusals },
    }),
    async (c) => {
      const { agencyCode } = c.get('desk');
      const hashes = [...new Set(c.req.valid('json').hashes)];
      const sizes = await Promise.all(hashes.map((sha256) => district.blobs.sizeOf(agencyCode, sha256)));
      return answer({ lacking: hashes.filter((_, index) => sizes[index] === undefined) });
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/blobs/{sha256}',
      summary: 'The bytes of a file; one Range is honoured',
      security: signature,
      middleware: signed,
      request: { params: z.object({ sha256: sha256Schema }) },
      responses: { 200: { description: 'All bytes' }, 206: { description: 'A range' }, 416: { description: 'No such range' }, ...refusals },
    }),
    async (c) => sendBlob(district, c.get('desk'), c.req.valid('param').sha256, c.req.header('range')),
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/dossiers/{id}',
      summary: 'State, timeline and documents of a dossier',
      security: signature,
      middleware: signed,
      request: { params: z.object({ id: z.string().max(128) }) },
      responses: { 200: json(dossierResponseSchema, 'The dossier'), ...refusals },
    }),
    async (c) => answer(await viewDossier(district, c.get('desk'), c.req.valid('param').id)),
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/admin/enrolment-codes',
      summary: 'Issue a one-time enrolment code',
      security: [{ adminToken: [] }],
      middleware: [limited] as const,
      request: {
        body: {
          ...json(
            z.strictObject({ agencyCode: z.string(), unitName: z.string(), deskNumber: z.int().optional(), isReplacement: z.boolean().optional() }),
            'For whom',
          ),
          required: true,
        },
      },
      responses: { 200: json(z.object({ code: z.string(), expiresAt: z.int() }), 'Shown once'), ...refusals },
    }),
    async (c) => {
      const token = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
      if (!token || !isAdminToken(token)) return refuse(problem('permission.denied'));
      return answer(await issueEnrolmentCode(district, c.req.valid('json')));
    },
  );

  // tus has its own shapes (tus.io), so these two are not in the OpenAPI document; PROTOCOL.md has them.
  const uploads = createUploads(district);
  for (const path of [uploadsPath, `${uploadsPath}/:id`]) {
    app.all(path, signedBy(false), (c) => uploads(c.req.raw, c.get('desk')));
  }

  // For people of this level in a browser, not for desks: PROTOCOL.md does not say its shapes.
  app.route('/console', consoleApp(district, { isAdminToken, screensFolder, onFault: referenceOf }));

  app.doc31('/v1/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Quầy Một Cửa: desk–district protocol', version: String(protocolVersion), description: 'See district/PROTOCOL.md' },
  });
  return app;
};

const sendBlob = async (district: DistrictContext, desk: EnrolledDesk, sha256: string, range: string | undefined): Promise<Response> => {
  const sizeBytes = await district.blobs.sizeOf(desk.agencyCode, sha256);
  if (sizeBytes === undefined) return Response.json(problem('district.blobUnknown', { sha256 }), { status: 404 });
  const headers = { 'content-type': 'application/octet-stream', 'accept-ranges': 'bytes', etag: `"${sha256}"` };
  const wanted = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(range ?? '');
  // A range of another form is ignored, as RFC 9110 allows: the whole file is sent.
  const start = wanted ? Number(wanted[1]) : 0;
  const end = wanted?.[2] ? Math.min(Number(wanted[2]), sizeBytes - 1) : sizeBytes - 1;
  if (wanted && (start >= sizeBytes || end < start)) {
    return Response.json(problem('input.malformed', { field: 'range' }), { status: 416, headers: { 'content-range': `bytes */${sizeBytes}` } });
  }
  const stream = Readable.toWeb(createReadStream(district.blobs.pathOf(desk.agencyCode, sha256), { start, end }));
  return new Response(stream as unknown as ReadableStream, {
    status: wanted ? 206 : 200,
    headers: {
      ...headers,
      'content-length': String(end - start + 1),
      ...(wanted ? { 'content-range': `bytes ${start}-${end}/${sizeBytes}` } : {}),
    },
  });
};
