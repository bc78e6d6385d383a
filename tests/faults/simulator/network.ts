import type { Send, WireRequest, WireResponse } from '../../../electron/desk/sync/send.ts';
import type { Failure } from '../../../electron/desk/sync/failure.ts';
import type { Random } from './random.ts';
import type { Schedule } from './schedule.ts';

export type Server = (request: Request) => Promise<Response>;

/** Probabilities for each request. All zero: a good line. */
export type Weather = {
  /** No answer ever comes; the request was not delivered. */
  lost: number;
  /** Refused at once. */
  refused: number;
  /** The server does the work, and the line breaks before the answer is whole. */
  answerCut: number;
  /** The server does the work, and the answer never comes. */
  answerLost: number;
  /** Delivered again, much later, by something in between. */
  doubled: number;
  /** Only the first bytes of the body arrive. */
  bodyCut: number;
  /** A captive portal answers. */
  portal: number;
  tooLarge: number;
  maxDelayMs: number;
};

export const goodWeather: Weather = {
  lost: 0,
  refused: 0,
  answerCut: 0,
  answerLost: 0,
  doubled: 0,
  bodyCut: 0,
  portal: 0,
  tooLarge: 0,
  maxDelayMs: 200,
};

const unreachable: Failure = { kind: 'unreachable', detail: 'simulated' };

/** One desk's line to the server, in virtual time. Every fate is drawn from `random`, in the order of the requests. */
export const createLine = (
  name: string,
  server: Server,
  schedule: Schedule,
  random: Random,
  weather: () => Weather,
  trace: (line: string) => void,
): Send => {
  const deliver = async (request: WireRequest, cutAt: number | undefined): Promise<WireResponse | Failure> => {
    const body = request.body === undefined ? null : cutAt === undefined ? Buffer.from(request.body) : cutStream(request.body, cutAt);
    const headers = { ...request.headers, ...(request.body ? { 'content-length': String(request.body.length) } : {}) };
    try {
      const response = await server(new Request(request.url, { method: request.method, headers, body, ...(body ? { duplex: 'half' } : {}) } as RequestInit));
      const bytes = Buffer.from(await response.arrayBuffer());
      return { status: response.status, headers: Object.fromEntries(response.headers), body: bytes };
    } catch {
      return unreachable;
    }
  };

  return (request) =>
    new Promise((resolve) => {
      const fair = weather();
      const fate = random();
      const [goes, comes] = [random.below(fair.maxDelayMs) + 1, random.below(fair.maxDelayMs) + 1];
      const cutAt = random.below((request.body?.length ?? 0) + 1);
      const isDoubled = random.chance(fair.doubled);
      let sum = 0;
      const is = (probability: number): boolean => fate < (sum += probability);
      const path = new URL(request.url).pathname.replace(/[0-9a-f]{12,}[0-9a-f.-]*/g, '…');
      const say = (what: string): void => trace(`${schedule.now()} ${name} ${request.method} ${path} ${what}`);

      if (is(fair.lost)) return say('lost');
      if (is(fair.refused)) {
        say('refused');
        schedule.after(goes, () => resolve(unreachable));
        return undefined;
      }
      if (is(fair.portal)) {
        say('portal');
        schedule.after(goes, () => resolve({ status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from('<html>Đăng nhập Wi-Fi</html>') }));
        return undefined;
      }
      if (is(fair.tooLarge) && request.body) {
        say('413');
        schedule.after(goes, () => resolve({ status: 413, headers: {}, body: Buffer.alloc(0) }));
        return undefined;
      }
      const isBodyCut = is(fair.bodyCut) && request.body !== undefined;
      const isAnswerCut = is(fair.answerCut);
      const isAnswerLost = is(fair.answerLost);
      schedule.after(goes, async () => {
        const answer = await deliver(request, isBodyCut ? cutAt : undefined);
        say(isBodyCut ? `cut at ${cutAt}` : `${'status' in answer ? answer.status : answer.kind}${isAnswerCut ? ' answer cut' : isAnswerLost ? ' answer lost' : ''}`);
        if (isAnswerLost) return;
        schedule.after(comes, () => resolve(isAnswerCut || isBodyCut ? unreachable : answer));
      });
      if (isDoubled) {
        schedule.after(goes + comes + random.below(60_000), async () => {
          const answer = await deliver(request, undefined);
          say(`again: ${'status' in answer ? answer.status : answer.kind}`);
        });
      }
      return undefined;
    });
};

const cutStream = (bytes: Uint8Array, at: number): ReadableStream<Uint8Array> => {
  let isSent = false;
  return new ReadableStream({
    pull: (controller) => {
      if (isSent) controller.error(new Error('the line broke'));
      else if (at > 0) controller.enqueue(bytes.slice(0, at));
      else controller.error(new Error('the line broke'));
      isSent = true;
    },
  });
};
