import { attachedBefore, type AttachedPlace, documentsChangedAfter } from '../../../../db/queries/rendering.ts';
import { lastArrival } from '../../../../db/queries/paper-texts.ts';
import type { DocumentState } from '../../../../domain/document/document.ts';
import { hybridTimeMs } from '../../../../domain/hybrid-clock.ts';
import { isProblem, type Problem, problem } from '../../../../domain/problem.ts';
import type { Desk } from '../../desk.ts';
import type { RenderDocument } from '../../signing/types.ts';
import { noRoomProblemOf } from '../../maintenance/person-mendable.ts';
import type { ReadPageText } from '../ocr/page-texts.ts';
import { whyNotEditable } from '../pages/editable.ts';
import { defaultSettings } from '../settings.ts';
import { renderDocument } from './render-document.ts';

export type RenderingState = { state: 'notWanted' | 'waiting' | 'working' | 'ready' | 'failed'; problem?: Problem };

export type RenderingOptions = {
  /** Without it, pages have no words to search. */
  readPageText?: ReadPageText;
  /** How long nobody must have changed a document: whoever has just attached it is about to describe it or turn its pages. */
  restMs?: number;
  maxPagePixels?: number;
};

export type RenderingControl = {
  /** Makes what is missing, and from then on what is attached or changed. What is to be done is read from the documents, so that a crash forgets nothing. */
  start(): void;
  stop(): Promise<void>;
  /** Waits until everything that can be made now has been made. */
  settled(): Promise<void>;
  stateOf(document: DocumentState): RenderingState;
  /** At once, for somebody who waits: the document is to be signed. */
  renderDocument: RenderDocument;
};

const placesAtOnce = 500;
/** A full disk is looked at again so often. */
const retryAfterMs = 30_000;

export const createRendering = (desk: Desk, { readPageText, restMs = 15_000, maxPagePixels = defaultSettings.limits.maxPagePixels }: RenderingOptions = {}): RenderingControl => {
  const { store, clock, log } = desk;
  const rules = { maxPagePixels, ...(readPageText && { readPageText }) };
  const stopping = new AbortController();
  /** The one that was changed last goes first: somebody may be waiting to sign it. */
  const waiting = new Set<string>();
  /** Tried again when the document has changed, or at the next start. */
  const failures = new Map<string, { updatedAt: string; problem: Problem }>();
  let backlog: AttachedPlace | 'all' | 'none' = 'all';
  let seenUpTo = 0;
  let working: string | undefined;
  let stoppedBy: Problem | undefined;
  let running: Promise<void> | undefined;
  let isAsked = false;
  let timer: NodeJS.Timeout | undefined;
  let endSubscription: (() => void) | undefined;

  /** That its file is to be made by itself. What was reused is made where it was digitised. */
  const isWanted = (document: DocumentState): boolean =>
    document.status === 'attached' && document.supersededBy === undefined && document.reusedFrom === undefined && isOld(document) && whyNotEditable(desk, document) === undefined;

  const failureOf = ({ id, updatedAt }: DocumentState): Problem | undefined => {
    const failure = failures.get(id);
    return failure?.updatedAt === updatedAt ? failure.problem : undefined;
  };

  const fail = (document: DocumentState, found: Problem): void => {
    failures.set(document.id, { updatedAt: document.updatedAt, problem: found });
    desk.announce(['rendering']);
  };

  const render = async (document: DocumentState): Promise<void> => {
    working = document.id;
    desk.announce(['rendering']);
    try {
      const made = await renderDocument(desk, document.id, { ...rules, urgency: 'background', signal: stopping.signal });
      stoppedBy = undefined;
      if (isProblem(made)) fail(document, made);
      // Changed while it was made: its event has put it among those that wait.
    } catch (error) {
      if (stopping.signal.aborted) return;
      stoppedBy = noRoomProblemOf(error);
      desk.announce(['rendering']);
      if (stoppedBy) waiting.add(document.id);
      else fail(document, problem('document.notRendered', { reference: log.fault(error, 'digitisation.rendering') }));
    } finally {
      working = undefined;
    }
  };

  const noticeChanges = (): void => {
    for (;;) {
      const changed = documentsChangedAfter(store, seenUpTo, placesAtOnce);
      const last = changed.at(-1);
      if (last === undefined) return;
      seenUpTo = last.arrival;
      for (const { id } of changed) {
        waiting.delete(id);
        waiting.add(id);
      }
    }
  };

  const takeFromBacklog = (): void => {
    const places = attachedBefore(store, backlog === 'all' || backlog === 'none' ? undefined : backlog, placesAtOnce);
    backlog = places.at(-1) ?? 'none';
    // Behind those that were changed since: the next one is taken from the end.
    const changed = [...waiting];
    waiting.clear();
    for (const { id, isOld: isIt } of places.toReversed()) if (isIt) waiting.add(id);
    for (const id of changed) waiting.add(id);
  };

  /** @returns the next one whose file is to be made; else after how many milliseconds there may be one */
  const next = (): DocumentState | number => {
    let waitMs = Number.POSITIVE_INFINITY;
    for (const id of [...waiting].toReversed()) {
      const document = store.state('document', id);
      const restedMs = document === undefined ? 0 : clock.now() - hybridTimeMs(document.updatedAt);
      if (document === undefined || !isWanted(document) || failureOf(document)) waiting.delete(id);
      else if (restedMs >= restMs) {
        waiting.delete(id);
        return document;
      } else waitMs = Math.min(waitMs, restMs - restedMs);
    }
    return waitMs;
  };

  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      noticeChanges();
      const document = next();
      if (typeof document !== 'number') await render(document);
      else if (backlog !== 'none') takeFromBacklog();
      else return wakeIn(document);
      if (stoppedBy) return wakeIn(retryAfterMs);
      // A look at many documents that have their file must not hold up the desk.
      await new Promise((resume) => setImmediate(resume));
    }
  };

  const wake = (): void => {
    if (stopping.signal.aborted) return;
    clearTimeout(timer);
    isAsked = running !== undefined;
    running ??= work()
      .catch((error: unknown) => {
        log.fault(error, 'digitisation.rendering');
        wakeIn(retryAfterMs);
      })
      .finally(() => {
        running = undefined;
        // Something changed behind its last look.
        if (isAsked) wake();
      });
  };

  const wakeIn = (ms: number): void => {
    if (stopping.signal.aborted || !Number.isFinite(ms)) return;
    clearTimeout(timer);
    timer = setTimeout(wake, ms);
    timer.unref();
  };

  return {
    start: () => {
      seenUpTo = lastArrival(store);
      wake();
      endSubscription ??= desk.onChange((topics) => {
        if (topics.includes('document')) wake();
      });
    },
    stop: async () => {
      endSubscription?.();
      clearTimeout(timer);
      stopping.abort();
      await running;
    },
    settled: async () => {
      wake();
      while (running) await running;
    },
    stateOf: (document) => {
      if (document.id === working) return { state: 'working' };
      if (document.output && !isOld(document)) return { state: 'ready' };
      if (!isWanted(document)) return { state: document.output ? 'ready' : 'notWanted' };
      const found = stoppedBy ?? failureOf(document);
      return found ? { state: 'failed', problem: found } : { state: 'waiting' };
    },
    renderDocument: async (_, { documentId }) => {
      for (;;) {
        const document = store.state('document', documentId);
        if (document === undefined) return problem('document.unknown');
        if (document.output && !isOld(document)) return document.output;
        const refusal = whyNotEditable(desk, document);
        if (refusal) return refusal;
        const made = await renderDocument(desk, documentId, { ...rules, urgency: 'officer', signal: stopping.signal });
        if (made !== undefined) return made;
      }
    },
  };
};

/** What is known of it has changed since its file was made, or there is none. Every event of a document moves its time on, the one of its file too. */
const isOld = ({ output, updatedAt, signatures = [] }: DocumentState): boolean => signatures.length === 0 && (output === undefined || output.renderedAt < updatedAt);
