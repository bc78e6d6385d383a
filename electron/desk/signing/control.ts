import { signingRequestCount, signingRequests } from '../../../db/queries/signing-queue.ts';
import type { OfficerState } from '../../../domain/officer/officer.ts';
import { maySeal } from '../../../domain/permissions.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { Desk, SignedInDesk } from '../desk.ts';
import type { StartSideProcess } from '../processes/side-process.ts';
import { type Batch, runBatch } from './batch.ts';
import { documentTitle } from './document-title.ts';
import { signingSettings } from './settings.ts';
import { startNodeTokenProcess } from './token-process.ts';
import { openTokenSession } from './token-session.ts';
import { type KnownToken, type Look, lookAtTokens, tokensView } from './tokens.ts';
import type { QueueRow, QueueView, RenderDocument, SignInput, TokensView } from './types.ts';

export type SigningTimes = {
  /** Some drivers take seconds to find their reader. */
  lookMs: number;
  openMs: number;
  signMs: number;
  /** How often to look for the token that papers wait for. */
  lookEveryMs: number;
  /** A batch that met a full disk or a silent time-stamping authority tries again so often, for so long. */
  retryEveryMs: number;
  retryForMs: number;
};

const usualTimes: SigningTimes = { lookMs: 15_000, openMs: 60_000, signMs: 30_000, lookEveryMs: 5_000, retryEveryMs: 5_000, retryForMs: 10 * 60_000 };

export type SigningOptions = {
  startTokenProcess?: StartSideProcess;
  times?: Partial<SigningTimes>;
  fetch?: typeof globalThis.fetch;
  renderDocument?: RenderDocument;
};

export type SigningControl = {
  /** From now on looks for the token while papers wait for it. */
  start(): void;
  /** Ends a batch after the paper in hand; what is left waits in the queue. */
  stop(): Promise<void>;
  /** Asks the drivers anew. While a batch runs, what they said last: the token is not to be disturbed. */
  tokens(officer: OfficerState): Promise<TokensView>;
  /** Enters the PIN once and begins to sign; how it goes on is in `queue`. */
  sign(desk: SignedInDesk, input: SignInput): Promise<{ batchId: string; count: number } | Problem>;
  queue(officer: OfficerState): QueueView;
  /** Looks whether a token is there, and tells the screens if that has changed. */
  look(): Promise<void>;
  /** When the batch that runs has ended. */
  idle(): Promise<void>;
};

export const createSigning = (desk: Desk, options: SigningOptions = {}): SigningControl => {
  const times: SigningTimes = { ...usualTimes, ...options.times };
  const startTokenProcess = options.startTokenProcess ?? startNodeTokenProcess();
  const fetch = options.fetch ?? globalThis.fetch;
  const ending = new AbortController();
  let lastLook: Look | undefined;
  let looking: Promise<Look> | undefined;
  let batch: Batch | undefined;
  let isOpening = false;
  let timer: NodeJS.Timeout | undefined;

  const isRunning = (): boolean => batch?.view().isRunning === true;

  const lookNow = (): Promise<Look> => {
    if ((isRunning() || isOpening) && lastLook) return Promise.resolve(lastLook);
    looking ??= lookAtTokens(startTokenProcess, signingSettings(desk), times.lookMs)
      .then((found) => {
        const before = tokenState(lastLook);
        for (const { source, refusal } of found.troubles) {
          const isKnown = lastLook?.troubles.some((other) => other.source.path === source.path && other.refusal.refused === refusal.refused);
          if (!isKnown) desk.log.warn({ path: source.path, refused: refusal.refused, detail: refusal.detail }, 'signing device');
        }
        lastLook = found;
        if (before !== tokenState(found)) desk.announce(['signing']);
        return found;
      })
      .finally(() => {
        looking = undefined;
      });
    return looking;
  };

  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(waiting);
        ending.signal.removeEventListener('abort', done);
        resolve();
      };
      const waiting = setTimeout(done, ms);
      ending.signal.addEventListener('abort', done, { once: true });
    });

  const knownToken = async (tokenId: string): Promise<KnownToken | undefined> => {
    const find = (look: Look | undefined) => look?.tokens.find(({ id }) => id === tokenId);
    return find(lastLook) ?? find(await lookNow());
  };

  const begin = async (signer: SignedInDesk, { documentIds, kind, tokenId, certificateId, pin }: SignInput): Promise<{ batchId: string; count: number } | Problem> => {
    const { source, serial } = (await knownToken(tokenId)) ?? {};
    if (source === undefined || serial === undefined) return problem(lastLook?.hasSource === false ? 'signing.noSource' : 'signing.tokenGone');
    const session = await openTokenSession(startTokenProcess, { source, serial, certificateId, secret: pin }, desk.clock.now(), times);
    if (isProblem(session)) {
      // What the token says of itself has changed: fewer tries left, locked, gone.
      lastLook = undefined;
      return session;
    }
    batch = runBatch(signer, {
      id: Buffer.from(desk.randomBytes(8)).toString('hex'),
      documentIds,
      kind,
      session,
      settings: () => signingSettings(desk),
      renderDocument: options.renderDocument,
      fetch,
      signal: ending.signal,
      wait,
      patience: { retryEveryMs: times.retryEveryMs, forMs: times.retryForMs },
    });
    void batch.ended.then(() => {
      // The token may have gone during the batch.
      lastLook = undefined;
    });
    const { id, items } = batch.view();
    return { batchId: id, count: items.length };
  };

  const rowsFor = (officer: OfficerState): QueueRow[] =>
    signingRequests(desk.store)
      .filter(({ kind, officerId }) => officerId === officer.id || (kind === 'seal' && maySeal(officer.roles)))
      .flatMap(({ documentId, kind, officerId, requestedAt, problem: why }) => {
        const document = desk.store.state('document', documentId);
        if (document === undefined) return [];
        const dossier = document.dossierId === undefined ? undefined : desk.store.state('dossier', document.dossierId);
        const row: QueueRow = {
          documentId,
          kind,
          title: documentTitle(document, dossier),
          dossierId: document.dossierId,
          dossierCode: dossier?.code ?? '',
          requestedAt,
          requestedByName: desk.store.state('officer', officerId)?.fullName ?? '',
          ...(why && { problem: why }),
        };
        return [row];
      });

  const watch = (): void => {
    timer = setTimeout(() => {
      const look = signingRequestCount(desk.store) > 0 && !isRunning() ? lookNow().then(() => undefined) : Promise.resolve();
      void look.catch((error) => void desk.log.fault(error, 'signing')).finally(() => {
        if (!ending.signal.aborted) watch();
      });
    }, times.lookEveryMs);
  };

  return {
    start: () => {
      if (timer === undefined) watch();
    },
    stop: async () => {
      ending.abort();
      clearTimeout(timer);
      await Promise.all([batch?.ended, looking]);
    },
    tokens: async (officer) => tokensView(await lookNow(), officer, desk.clock.now()),
    sign: async (signer, input) => {
      if (input.kind === 'seal' && !maySeal(signer.officer.roles)) return problem('permission.denied');
      if (isRunning() || isOpening) return problem('signing.busy');
      isOpening = true;
      try {
        return await begin(signer, input);
      } finally {
        isOpening = false;
      }
    },
    queue: (officer) => {
      const view = batch?.view();
      return {
        waiting: rowsFor(officer),
        token: tokenState(lastLook),
        ...(view && (view.isRunning || view.officerId === officer.id) && { batch: view }),
      };
    },
    look: async () => void (await lookNow()),
    idle: async () => void (await batch?.ended),
  };
};

const tokenState = (look: Look | undefined): QueueView['token'] => (look === undefined ? 'unknown' : look.tokens.length > 0 && !look.isUsbMissing ? 'present' : 'absent');
