import { type DetailedError, type HttpRequest, type HttpResponse, type HttpStack, Upload } from 'tus-js-client';
import { type Failure, isFailure } from './failure.ts';
import type { Send, WireResponse } from './send.ts';
import type { UploadInput } from './transport.ts';

/** What tus-js-client is given to throw when there was no answer. */
type NoResponse = Error & { failure: Failure };

/**
 * One file over tus by tus-js-client, through our own `send`, so that chunks are signed, time-limited and simulated like
 * every other request. (The library's own Node stack waits for ever when an answer is cut in its body; it listens for
 * `end` only.) No retries of its own: the planner decides when.
 *
 * @param endpoint where uploads are created; a remembered upload URL is used only if it is of the same origin
 */
export const uploadByTus = (
  input: UploadInput,
  endpoint: string,
  send: Send,
): Promise<{ isConfirmed: boolean } | { response: WireResponse } | Failure> =>
  new Promise((resolve) => {
    let hasSent = false;
    let last: WireResponse | undefined;
    const stack = stackOver(send, input, endpoint, (method, response) => {
      last = response;
      hasSent ||= method === 'PATCH' && response.status >= 200 && response.status < 300;
    });
    const upload = new Upload({ sha256: input.sha256 } as never, {
      endpoint,
      uploadUrl: input.uploadUrl === undefined ? null : new URL(input.uploadUrl, endpoint).href,
      uploadSize: input.sizeBytes,
      chunkSize: input.chunkBytes,
      metadata: { sha256: input.sha256 },
      retryDelays: null,
      storeFingerprintForResuming: false,
      fingerprint: async () => null as never,
      httpStack: stack,
      fileReader: {
        openFile: async () => ({
          size: input.sizeBytes,
          // tus-js-client reads the length of a chunk from `size`, not `length`.
          slice: async (start, end) => {
            const bytes = await input.read(start, end);
            return { value: Object.assign(bytes, { size: bytes.length }), done: end >= input.sizeBytes };
          },
          close: () => undefined,
        }),
      },
      onUploadUrlAvailable: () => {
        const { pathname, search } = new URL(upload.url!);
        input.onUploadUrl(pathname + search);
      },
      onChunkComplete: (_size, accepted) => input.onProgress(accepted),
      onSuccess: () => resolve({ isConfirmed: hasSent }),
      onError: (error) => {
        const { causingError, originalResponse } = error as DetailedError;
        const failure = (causingError as NoResponse | null | undefined)?.failure;
        if (failure) resolve(failure);
        else if (originalResponse && last) resolve({ response: last });
        else resolve({ kind: 'unreachable', detail: error.message });
      },
    });
    upload.start();
  });

const stackOver = (
  send: Send,
  { turn, signal }: UploadInput,
  endpoint: string,
  onAnswer: (method: string, response: WireResponse) => void,
): HttpStack => ({
  getName: () => 'desk',
  createRequest: (method, location): HttpRequest => {
    const headers: Record<string, string> = {};
    // Behind a proxy a server may name itself by another host in `Location`; the way that we know is the one that works.
    const { pathname, search } = new URL(location);
    const url = new URL(pathname + search, endpoint).href;
    return {
      getMethod: () => method,
      getURL: () => location,
      setHeader: (name, value) => {
        headers[name.toLowerCase()] = value;
      },
      getHeader: (name) => headers[name.toLowerCase()],
      setProgressHandler: () => undefined,
      getUnderlyingObject: () => undefined,
      abort: async () => undefined,
      send: async (body: Uint8Array | null): Promise<HttpResponse> => {
        if (method === 'PATCH') await turn();
        const answer = await send({ method, url, headers, ...(body ? { body } : {}) }, signal);
        if (isFailure(answer)) throw Object.assign(new Error(answer.kind), { failure: answer });
        onAnswer(method, answer);
        return {
          getStatus: () => answer.status,
          getHeader: (name) => answer.headers[name.toLowerCase()],
          getBody: () => Buffer.from(answer.body).toString('utf8'),
          getUnderlyingObject: () => answer,
        };
      },
    };
  },
});
