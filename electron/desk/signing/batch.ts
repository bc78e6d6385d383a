import { addSigningRequest, noteSigningProblem, removeSigningRequest, signingRequest } from '../../../db/queries/signing-queue.ts';
import type { SigningSettings } from '../../../domain/desk/signing-settings.ts';
import { isProblem, type Problem, type ProblemCode } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import { mendableProblemOf } from '../maintenance/person-mendable.ts';
import { documentTitle } from './document-title.ts';
import { signDocument } from './sign-document.ts';
import type { TokenSession } from './token-session.ts';
import type { BatchItem, BatchView, RenderDocument, SigningKind } from './types.ts';

export type BatchParts = {
  id: string;
  documentIds: readonly string[];
  kind: SigningKind;
  session: TokenSession;
  settings: () => SigningSettings;
  renderDocument: RenderDocument | undefined;
  fetch: typeof globalThis.fetch;
  /** Ends early when the desk closes. */
  signal: AbortSignal;
  /** Resolves after so many milliseconds, or at once when `signal` is aborted. */
  wait: (ms: number) => Promise<void>;
  patience: { retryEveryMs: number; forMs: number };
};

/** The token, or the driver, is what fails: no other paper would fare better. What is left waits for it to be back. */
const endsBatch: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'signing.tokenGone',
  'signing.tokenSilent',
  'signing.tokenLocked',
  'signing.moduleFault',
  'signing.moduleMissing',
  'signing.wrongKey',
  'signing.noKey',
]);
/** Mended without the token: the PIN has been entered, so the batch waits a while with it instead of asking again. */
const waitsFor: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['store.diskFull', 'signing.timestampUnreachable', 'signing.timestampRefused']);
const noRoomCodes = new Set(['ENOSPC', 'EDQUOT']);

export type Batch = { view: () => BatchView; ended: Promise<void> };

/** Signs one paper after the other with the PIN that was entered once. Each is in the queue, on disk, until it is signed. */
export const runBatch = (desk: SignedInDesk, parts: BatchParts): Batch => {
  const { store, officer, clock } = desk;
  const { kind, session, signal } = parts;
  const { name, organisation, issuer, serial } = session.certificate;
  const ids = [...new Set(parts.documentIds)];
  const items: BatchItem[] = ids.map((documentId) => ({ documentId, title: titleOf(desk, documentId), state: 'waiting' }));
  let isRunning = true;
  let stoppedBy: Problem | undefined;

  store.write(officer.id, (tx) => {
    for (const documentId of ids) addSigningRequest(tx.db, { documentId, kind, officerId: officer.id, requestedAt: clock.now() });
  });

  const set = (item: BatchItem, change: Partial<BatchItem>): void => {
    Object.assign(item, change);
    desk.announce(['signing']);
  };

  /** @returns the problem that no later paper would escape */
  const signOne = async (item: BatchItem): Promise<Problem | undefined> => {
    const request = { documentId: item.documentId, kind };
    // Taken out of the queue since: somebody does not want it signed any more.
    if (signingRequest(store, request) === undefined) return void set(item, { state: 'cancelled' });
    set(item, { state: 'signing' });
    let result: Awaited<ReturnType<typeof signDocument>>;
    try {
      result = await signDocument(desk, { ...request, session, settings: parts.settings(), renderDocument: parts.renderDocument, fetch: parts.fetch });
    } catch (error) {
      const mendable = mendableProblemOf(error) ?? (isNoRoom(error) ? ({ problem: 'store.diskFull', data: {} } satisfies Problem) : undefined);
      if (mendable) {
        set(item, { state: 'waiting' });
        return mendable;
      }
      return void set(item, { state: 'failed', reference: desk.log.fault(error, 'signing') });
    }
    if (!isProblem(result)) return void set(item, { state: 'signed', hasTimestamp: result.hasTimestamp });
    const found = result;
    if (endsBatch.has(found.problem) || waitsFor.has(found.problem)) {
      set(item, { state: 'waiting' });
      return found;
    }
    store.write(officer.id, (tx) => {
      if (found.problem === 'signing.alreadySigned' || found.problem === 'document.unknown') removeSigningRequest(tx.db, request);
      else noteSigningProblem(tx.db, request, found);
    });
    return void set(item, { state: 'failed', problem: found });
  };

  const run = async (): Promise<void> => {
    let waitedMs = 0;
    for (const item of items) {
      for (;;) {
        if (signal.aborted) return;
        const problem = await signOne(item);
        stoppedBy = problem;
        if (problem === undefined) break;
        if (endsBatch.has(problem.problem) || waitedMs >= parts.patience.forMs) return;
        desk.announce(['signing']);
        await parts.wait(parts.patience.retryEveryMs);
        waitedMs += parts.patience.retryEveryMs;
      }
      waitedMs = 0;
    }
  };

  const ended = run()
    .catch((error) => void desk.log.fault(error, 'signing'))
    .finally(() => {
      session.end();
      isRunning = false;
      desk.announce(['signing']);
    });
  return {
    view: () => ({ id: parts.id, kind, officerId: officer.id, signer: { name, organisation, issuer, serial }, isRunning, items: items.map((item) => ({ ...item })), ...(stoppedBy && { problem: stoppedBy }) }),
    ended,
  };
};

const titleOf = ({ store }: SignedInDesk, documentId: string): string => {
  const document = store.state('document', documentId);
  return document === undefined ? '' : documentTitle(document, document.dossierId === undefined ? undefined : store.state('dossier', document.dossierId));
};

/** The blob store's own: SQLite says it in its way, the file system in its. */
const isNoRoom = (error: unknown): boolean => error instanceof Error && 'code' in error && noRoomCodes.has(String(error.code));
