import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import { and, eq } from 'drizzle-orm';
import { sha256Schema } from '../domain/event.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { DistrictContext, EnrolledDesk } from './context.ts';
import { namedBlobs } from './schema.ts';

export const uploadsPath = '/v1/uploads';

/** What tus throws to refuse: it becomes the answer. */
const refusal = (status: number, body: Problem) => ({ status_code: status, body: JSON.stringify(body) });

/**
 * tus 1.0 over the blob store. An upload's id is `<desk>.<sha256>.<random>`: it says by itself whose it is and what it
 * will be, so one whose file is present is answered as complete with no record of it, also after a lost reply.
 */
export const createUploads = (district: DistrictContext): ((request: Request, desk: EnrolledDesk) => Promise<Response>) => {
  const { blobs } = district;
  const store = new FileStore({ directory: blobs.uploadsFolder });
  const deskOf = new WeakMap<object, EnrolledDesk>();
  /** A finished upload is verified once, even if the desk asks while that goes on. */
  const finishing = new Map<string, Promise<Problem | undefined>>();

  const finish = (desk: EnrolledDesk, id: string, sha256: string): Promise<Problem | undefined> => {
    const running = finishing.get(id);
    if (running) return running;
    const work = (async () => {
      const upload = await store.getUpload(id);
      if (await blobs.adopt(desk.agencyCode, sha256, upload.storage!.path)) {
        await store.configstore.delete(id);
        return undefined;
      }
      await store.remove(id);
      return problem('district.blobMismatch', { sha256 });
    })().finally(() => finishing.delete(id));
    finishing.set(id, work);
    return work;
  };

  const server = new Server({
    path: uploadsPath,
    datastore: store,
    // The desk resolves it against the address it knows: a proxy may stand between.
    relativeLocation: true,
    maxSize: district.limits.maxBlobBytes,
    namingFunction: (request, metadata) => {
      const random = Buffer.from(district.randomBytes(12)).toString('hex');
      return `${deskOf.get(request)!.deskId}.${metadata?.['sha256'] ?? ''}.${random}`;
    },
    onUploadFinish: async (request, upload) => {
      const mismatch = await finish(deskOf.get(request)!, upload.id, parseId(upload.id)!.sha256);
      if (mismatch) throw refusal(422, mismatch);
      return {};
    },
  });

  const complete = (method: string, id: string, sizeBytes: number): Response => {
    const headers = { 'tus-resumable': '1.0.0', 'upload-offset': String(sizeBytes), 'cache-control': 'no-store' };
    if (method === 'POST') return new Response(null, { status: 201, headers: { ...headers, location: `${uploadsPath}/${id}` } });
    if (method === 'HEAD') return new Response(null, { status: 200, headers: { ...headers, 'upload-length': String(sizeBytes) } });
    return new Response(null, { status: 204, headers });
  };

  const create = async (request: Request, desk: EnrolledDesk): Promise<Response> => {
    const sha256 = metadataOf(request.headers.get('upload-metadata'))['sha256'];
    if (!sha256Schema.safeParse(sha256).success || !/^\d{1,15}$/.test(request.headers.get('upload-length') ?? '')) {
      return answer(400, problem('input.malformed', { field: 'sha256' }));
    }
    if (Number(request.headers.get('upload-length')) > district.limits.maxBlobBytes) {
      return answer(413, problem('district.requestTooLarge', { limitBytes: district.limits.maxBlobBytes }));
    }
    const [named] = await district.db
      .select()
      .from(namedBlobs)
      .where(and(eq(namedBlobs.agencyCode, desk.agencyCode), eq(namedBlobs.sha256, sha256!)));
    if (!named) return answer(404, problem('district.blobUnknown', { sha256: sha256! }));
    const sizeBytes = await blobs.sizeOf(desk.agencyCode, sha256!);
    if (sizeBytes !== undefined) return complete('POST', `${desk.deskId}.${sha256}.here`, sizeBytes);
    return server.handleWeb(request);
  };

  return async (request, desk) => {
    deskOf.set(request, desk);
    if (request.method === 'OPTIONS') return server.handleWeb(request);
    if (request.method === 'POST') return asProblem(await create(request, desk));

    const id = decodeURIComponent(new URL(request.url).pathname.slice(uploadsPath.length + 1));
    const parts = parseId(id);
    // Another desk's upload is as unknown as one that never was.
    if (!parts || parts.deskId !== desk.deskId) return answer(404, problem('district.blobUnknown'));
    if (request.method === 'HEAD' || request.method === 'PATCH') {
      await finishing.get(id);
      const sizeBytes = await blobs.sizeOf(desk.agencyCode, parts.sha256);
      if (sizeBytes !== undefined) {
        await store.remove(id).catch(() => undefined);
        return complete(request.method, id, sizeBytes);
      }
    }
    if (request.method === 'HEAD') {
      // All bytes came, then the power went before they were verified: that is done now, so that an offset equal to the
      // length always means a file that is in place.
      const upload = await store.getUpload(id).catch(() => undefined);
      if (upload?.size !== undefined && upload.offset === upload.size) {
        const mismatch = await finish(desk, id, parts.sha256);
        return mismatch ? answer(404, mismatch) : complete('HEAD', id, upload.size);
      }
    }
    return asProblem(await server.handleWeb(request));
  };
};

const parseId = (id: string): { deskId: string; sha256: string } | undefined => {
  const match = /^([A-Za-z0-9-]{1,64})\.([0-9a-f]{64})\.([0-9a-f]{24}|here)$/.exec(id);
  return match ? { deskId: match[1]!, sha256: match[2]! } : undefined;
};

const metadataOf = (header: string | null): Record<string, string> =>
  Object.fromEntries(
    (header ?? '').split(',').map((pair) => {
      const [name = '', value = ''] = pair.trim().split(' ');
      return [name, Buffer.from(value, 'base64').toString('utf8')];
    }),
  );

const answer = (status: number, body: Problem): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', 'tus-resumable': '1.0.0' } });

/** Every refusal of ours has the same shape, also those that tus itself makes (as plain text). */
const asProblem = async (response: Response): Promise<Response> => {
  if (response.status < 400 || response.status >= 500) return response;
  const text = await response.text();
  const headers = new Headers(response.headers);
  headers.set('content-type', 'application/json');
  headers.delete('content-length');
  const body = text.startsWith('{') ? text : JSON.stringify(problem('input.malformed', { detail: text.trim() }));
  return new Response(body, { status: response.status, headers });
};
