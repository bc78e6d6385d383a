import type { Clock } from '../../../domain/time.ts';
import type { DeskClient } from '../../app/trpc.ts';
import type { OpenDraft, ReceptionStore } from './reception-store.ts';

const quietMs = 300;
const retryMs = 5_000;

export type DraftSaver = {
  /** Everything that is typed and not yet on the desk's disk goes there now. */
  saveAll: () => Promise<void>;
  /** Waits for a save on its way, so that it cannot bring back a draft that is received or thrown away meanwhile. */
  settled: (id: string) => Promise<void>;
  start: () => () => void;
};

const isBehind = (draft: OpenDraft): boolean => draft.savedRevision < draft.revision;

/**
 * Keeps every open reception on the desk's disk as it is typed: 300 ms after the last key, and at once when the officer
 * turns away (a field or the window is left, the page is hidden).
 */
export const createDraftSaver = (reception: ReceptionStore, client: DeskClient, clock: Clock): DraftSaver => {
  const running = new Map<string, Promise<void>>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const send = async (id: string): Promise<void> => {
    const draft = reception.getState().drafts[id];
    if (draft === undefined || !isBehind(draft)) return;
    const { revision, form } = draft;
    try {
      await client.reception.saveDraft.mutate({ id, form });
      reception.getState().saved(id, revision, clock.now());
    } catch {
      reception.getState().saveFailed(id);
      schedule(retryMs);
    }
  };

  // One at a time for each draft, so that an older text never overtakes a newer one.
  const save = (id: string): Promise<void> => {
    const next = (running.get(id) ?? Promise.resolve()).then(() => send(id));
    running.set(id, next);
    return next;
  };

  const saveAll = async (): Promise<void> => {
    if (timer !== undefined) clearTimeout(timer);
    timer = undefined;
    await Promise.all(Object.values(reception.getState().drafts).filter(isBehind).map(({ id }) => save(id)));
  };

  const schedule = (delayMs: number): void => {
    if (timer !== undefined) clearTimeout(timer);
    timer = setTimeout(() => void saveAll(), delayMs);
  };

  const start = (): (() => void) => {
    const onTurnAway = (): void => void saveAll();
    const onVisibility = (): void => {
      if (document.visibilityState === 'hidden') void saveAll();
    };
    // What could not be saved before the session ended.
    void saveAll();
    const stop = reception.subscribe((now, before) => {
      const hasTyped = Object.values(now.drafts).some((draft) => draft.revision !== (before.drafts[draft.id]?.revision ?? draft.revision));
      if (hasTyped) schedule(quietMs);
    });
    window.addEventListener('focusout', onTurnAway);
    window.addEventListener('blur', onTurnAway);
    window.addEventListener('pagehide', onTurnAway);
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      stop();
      void saveAll();
      window.removeEventListener('focusout', onTurnAway);
      window.removeEventListener('blur', onTurnAway);
      window.removeEventListener('pagehide', onTurnAway);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  };

  return { saveAll, settled: (id) => running.get(id) ?? Promise.resolve(), start };
};
