import type { z } from 'zod';
import { lackingResponseSchema, pullResponseSchema, pushResponseSchema } from '../../../domain/wire.ts';
import { problem } from '../../../domain/problem.ts';
import { type Failure, isFailure } from './failure.ts';
import type { Send, WireRequest, WireResponse } from './send.ts';
import { districtTimeIn, problemIn } from './signed-send.ts';
import { uploadByTus } from './tus-upload.ts';
import type { FileFailure, Transport } from './transport.ts';

/**
 * The desk–district protocol (`district/PROTOCOL.md`) over HTTP.
 * @param base the district's address
 * @param send signed and time-limited
 */
export const httpTransport = (base: string, send: Send): Transport => {
  const at = (path: string): string => new URL(path.replace(/^\//, ''), base.endsWith('/') ? base : `${base}/`).href;

  const ask = async <T>(schema: z.ZodType<T>, method: string, path: string, body: unknown, signal: AbortSignal): Promise<T | Failure> => {
    const request: WireRequest =
      body === undefined
        ? { method, url: at(path), headers: {} }
        : { method, url: at(path), headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(body)) };
    const answer = await send(request, signal);
    if (isFailure(answer)) return answer;
    if (answer.status !== 200) return failureIn(answer);
    const parsed = schema.safeParse(jsonIn(answer));
    return parsed.success ? parsed.data : { kind: 'unexpected', status: answer.status };
  };

  return {
    push: (events, signal) => ask(pushResponseSchema, 'POST', '/v1/events', { events }, signal),

    pull: (cursor, limit, signal) => {
      const query = new URLSearchParams({ ...(cursor === undefined ? {} : { after: cursor }), limit: String(limit) });
      return ask(pullResponseSchema, 'GET', `/v1/events?${query}`, undefined, signal);
    },

    lacking: (hashes, signal) => ask(lackingResponseSchema, 'POST', '/v1/blobs/lacking', { hashes }, signal),

    upload: async (input) => {
      const result = await uploadByTus(input, at('/v1/uploads'), send);
      return 'response' in result ? ofFile(result.response) : result;
    },

    download: async (sha256, start, maxBytes, signal) => {
      const headers = { range: `bytes=${start}-${start + maxBytes - 1}` };
      const answer = await send({ method: 'GET', url: at(`/v1/blobs/${sha256}`), headers }, signal);
      if (isFailure(answer)) return answer;
      if (answer.status === 200) return { bytes: answer.body.subarray(start, start + maxBytes), sizeBytes: answer.body.length };
      const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(answer.headers['content-range'] ?? '');
      if (answer.status !== 206) return ofFile(answer);
      if (range === null || Number(range[1]) !== start || answer.body.length === 0) return { kind: 'unexpected', status: answer.status };
      return { bytes: answer.body, sizeBytes: Number(range[2]) };
    },
  };
};

export const jsonIn = (answer: WireResponse): unknown => {
  try {
    return JSON.parse(Buffer.from(answer.body).toString('utf8'));
  } catch {
    return undefined;
  }
};

export const failureIn = (answer: WireResponse): Failure => {
  const told = problemIn(answer);
  if (told?.problem === 'district.clockSkew') return { kind: 'clockSkew', districtNow: districtTimeIn(told) ?? 0 };
  if (told?.problem === 'district.notEnrolled') return { kind: 'notEnrolled' };
  if (answer.status === 413) return { kind: 'tooLarge' };
  if (told) return { kind: 'told', status: answer.status, reason: told };
  if (answer.status === 429 || (answer.status >= 502 && answer.status <= 504)) {
    const seconds = Number(answer.headers['retry-after']);
    return { kind: 'busy', status: answer.status, ...(Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {}) };
  }
  return { kind: 'unexpected', status: answer.status };
};

/** Gone (404, 410), locked by a request that the server still believes in (423), refused for its bytes: other files go on. */
const ofFile = (answer: WireResponse): FileFailure | Failure => {
  const failure = failureIn(answer);
  if (answer.status === 401 || answer.status < 400 || answer.status >= 500) return failure;
  if (failure.kind === 'told') return { fileReason: failure.reason };
  // Too large for the district as a whole file; a proxy that finds a piece too large does not speak the protocol.
  const told = problemIn(answer);
  if (failure.kind === 'tooLarge' && told) return { fileReason: told };
  return failure.kind === 'unexpected' ? { fileReason: problem('district.unexpectedAnswer', { status: answer.status }) } : failure;
};
