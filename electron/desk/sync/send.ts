import type { Failure } from './failure.ts';
import type { Timers } from './transport.ts';

export type WireRequest = {
  method: string;
  url: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body?: Uint8Array;
};

export type WireResponse = { status: number; headers: Record<string, string>; body: Uint8Array };

/** The network as sync sees it: a whole answer, or why there is none. Never throws. The simulator has its own. */
export type Send = (request: WireRequest, signal: AbortSignal) => Promise<WireResponse | Failure>;

/** Larger than any answer of the protocol: a district that sends more is not one, and must not fill the desk's memory. */
const maxAnswerBytes = 64 * 1_048_576;

/** `fetch` as a `Send`. A redirect is an answer like any other: nothing signed for the district goes elsewhere. */
export const sendByFetch: Send = async (request, signal) => {
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      redirect: 'manual',
      signal,
      ...(request.body === undefined ? {} : { body: request.body as Uint8Array<ArrayBuffer> }),
    });
    const chunks: Uint8Array[] = [];
    let sizeBytes = 0;
    if (response.body) {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        sizeBytes += chunk.length;
        if (sizeBytes > maxAnswerBytes) return { kind: 'unexpected', status: response.status };
        chunks.push(chunk);
      }
    }
    const body = Buffer.concat(chunks);
    // A proxy that loses its server may end a plain answer early and tidily; the length tells.
    const length = response.headers.get('content-length');
    if (length !== null && request.method !== 'HEAD' && !response.headers.has('content-encoding') && Number(length) !== body.length) {
      return { kind: 'unreachable', detail: 'answer cut short' };
    }
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { kind: 'unreachable', detail: cause instanceof Error ? (('code' in cause && String(cause.code)) || cause.message) : String(cause) };
  }
};

/** Ends a request that gets no answer, so that no lane can be held for ever by one that hangs. */
export const withTimeout =
  (send: Send, timers: Timers, timeoutMs: number): Send =>
  (request, signal) => {
    const controller = new AbortController();
    const onAbort = (): void => controller.abort();
    if (signal.aborted) controller.abort();
    signal.addEventListener('abort', onAbort, { once: true });
    return new Promise((resolve) => {
      const cancel = timers.after(timeoutMs, () => {
        settle({ kind: 'noAnswer' });
        controller.abort();
      });
      const settle = (answer: WireResponse | Failure): void => {
        cancel();
        signal.removeEventListener('abort', onAbort);
        resolve(answer);
      };
      void send(request, controller.signal).then(settle);
    });
  };
