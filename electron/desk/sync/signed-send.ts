import { contentDigest, signRequest } from '../../../domain/http-signature.ts';
import { wireProblemSchema } from '../../../domain/wire.ts';
import type { Problem } from '../../../domain/problem.ts';
import type { Clock } from '../../../domain/time.ts';
import type { DeskKey } from './desk-key.ts';
import { isFailure } from './failure.ts';
import type { Send, WireRequest, WireResponse } from './send.ts';

export type Signing = {
  deskId: string;
  key: DeskKey;
  clock: Clock;
  randomBytes: (size: number) => Uint8Array;
  /** The district's own time, UTC milliseconds, whenever it tells it. */
  onDistrictTime: (districtNow: number) => void;
};

/** The problem in a 4xx answer's body, if it has one. */
export const problemIn = (response: WireResponse): Problem | undefined => {
  try {
    const parsed = wireProblemSchema.safeParse(JSON.parse(Buffer.from(response.body).toString('utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
};

/** The district's clock as told with `district.clockSkew`, UTC milliseconds. */
export const districtTimeIn = ({ data }: Problem): number | undefined =>
  [data.now, data.districtNow].find((value): value is number => typeof value === 'number');

/**
 * Signs every request with the desk's key. Officers' PCs have wrong clocks: when the district says so, the offset is
 * learned and the request signed anew, once. The PC's clock itself is left alone, and event times are not touched.
 */
export const signedSend = (send: Send, { deskId, key, clock, randomBytes, onDistrictTime }: Signing): Send => {
  let offsetMs = 0;

  const signed = (request: WireRequest): WireRequest => {
    const headers: Record<string, string> = { ...request.headers };
    const isChunk = headers['upload-offset'] !== undefined;
    if (request.body !== undefined && !isChunk) headers['content-digest'] = contentDigest(request.body);
    const parameters = {
      created: Math.floor((clock.now() + offsetMs) / 1000),
      keyId: deskId,
      nonce: Buffer.from(randomBytes(16)).toString('base64url'),
    };
    const signature = signRequest({ method: request.method, url: request.url, header: (name) => headers[name] }, parameters, key.sign);
    return { ...request, headers: { ...headers, ...signature } };
  };

  return async (request, signal) => {
    const first = await send(signed(request), signal);
    if (!isFailure(first) && first.status < 300) {
      const told = Date.parse(first.headers.date ?? '');
      if (!Number.isNaN(told)) onDistrictTime(told);
    }
    if (isFailure(first) || first.status !== 401) return first;
    const told = problemIn(first);
    const districtNow = told?.problem === 'district.clockSkew' ? districtTimeIn(told) : undefined;
    if (districtNow === undefined) return first;
    offsetMs = districtNow - clock.now();
    onDistrictTime(districtNow);
    return send(signed(request), signal);
  };
};
