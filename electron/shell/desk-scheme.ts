import type { HostMessages } from '../host/messages.ts';
import { plainPage, plainPagePolicy } from '../host/plain-page.ts';
import { deskOrigin } from '../host/launch.ts';
import type { ElectronModule } from './electron-module.ts';

const scheme = 'desk';

/** Before `ready`, once: makes `desk://app` an origin like any https one, with fetch, streams and its own storage. */
export const registerDeskScheme = ({ protocol }: Pick<ElectronModule, 'protocol'>): void =>
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } }]);

export type DeskAnswers = {
  /** Answers `/host/*`. */
  host: (request: Request) => Promise<Response>;
  /** Answers everything else; rejects while the desk process is away. */
  forward: (request: Request) => Promise<Response>;
  /** False until the desk has been ready once, so that a first start is not called a restart. */
  wasReady: () => boolean;
  messages: HostMessages;
};

const isNavigation = (request: Request): boolean => request.method === 'GET' && (request.headers.get('accept') ?? '').includes('text/html');

const standIn = (request: Request, { wasReady, messages }: DeskAnswers): Response =>
  isNavigation(request)
    ? wasReady()
      ? plainPage({ title: messages.restartingTitle, paragraphs: [messages.restartingBody], refreshSeconds: 2, status: 503 })
      : plainPage({ title: messages.startingTitle, paragraphs: [messages.startingBody], refreshSeconds: 1, status: 503 })
    : new Response('{"restarting":true}', { status: 503, headers: { 'content-type': 'application/json', 'retry-after': '2', 'cache-control': 'no-store' } });

/** A page without a policy of its own gets the strictest, so that forgetting one is never an opening. */
const withPolicy = (response: Response): Response => {
  const isPage = (response.headers.get('content-type') ?? '').startsWith('text/html');
  if (isPage && !response.headers.has('content-security-policy')) response.headers.set('content-security-policy', plainPagePolicy);
  return response;
};

/** Answers a request for `desk://…`: only our own host name, and only for our own pages. */
export const answerDesk =
  (answers: DeskAnswers) =>
  async (request: Request): Promise<Response> => {
    const { host: hostName, pathname, protocol } = new URL(request.url);
    const from = request.headers.get('origin');
    if (`${protocol}//${hostName}` !== deskOrigin || (from !== null && from !== deskOrigin)) return new Response(null, { status: 403 });
    try {
      return withPolicy(pathname.startsWith('/host/') ? await answers.host(request) : await answers.forward(request));
    } catch (error) {
      if (request.signal.aborted) throw error;
      return standIn(request, answers);
    }
  };

export const handleDeskScheme = ({ protocol }: Pick<ElectronModule, 'protocol'>, answers: DeskAnswers): void => protocol.handle(scheme, answerDesk(answers));
