import { createStore, type StoreApi } from 'zustand';
import type { PageEdit } from '../../../domain/document/document.ts';
import { type DeskClient, failureOf } from '../../app/trpc.ts';

const quietMs = 600;
const retryMs = 5_000;

type Unsaved = { pages: PageEdit[]; /** Why the desk did not take them. */ error?: unknown };

export type PageSaver = {
  /** By document: what is on no disk yet. */
  unsaved: StoreApi<Record<string, Unsaved>>;
  /** The document's pages as they are on the screen; on the desk's disk a moment after the last change. */
  change: (documentId: string, pages: PageEdit[]) => void;
  /** Puts them there now. @returns whether all of it is there */
  save: (documentId: string) => Promise<boolean>;
  /** Gives up what the desk does not take. */
  forget: (documentId: string) => void;
  /** Everything that is on no disk yet goes there now. */
  saveAll: () => Promise<void>;
  /** While somebody is signed in: also when the window is hidden or closed. @returns what ends it */
  start: () => () => void;
};

/** Keeps edits of pages, also when their page of the program is left before they are saved or while the desk process is away. */
export const createPageSaver = (client: DeskClient): PageSaver => {
  const unsaved: PageSaver['unsaved'] = createStore(() => ({}));
  const running = new Map<string, Promise<void>>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const send = async (documentId: string): Promise<void> => {
    const { pages } = unsaved.getState()[documentId] ?? {};
    if (pages === undefined) return;
    try {
      await client.digitisation.changePages.mutate({ documentId, pages });
      if (unsaved.getState()[documentId]?.pages === pages) forget(documentId);
    } catch (error) {
      if (unsaved.getState()[documentId]?.pages !== pages) return;
      unsaved.setState({ [documentId]: { pages, error } });
      // What the desk refuses it refuses again; one that is away comes back.
      if (failureOf(error).kind === 'noDesk') schedule(documentId, retryMs);
    }
  };

  const save = async (documentId: string): Promise<boolean> => {
    clearTimeout(timers.get(documentId));
    // One after the other, so that earlier pages never overtake later ones.
    const next = (running.get(documentId) ?? Promise.resolve()).then(() => send(documentId));
    running.set(documentId, next);
    await next;
    return unsaved.getState()[documentId] === undefined;
  };

  const schedule = (documentId: string, delayMs: number): void => {
    clearTimeout(timers.get(documentId));
    timers.set(
      documentId,
      setTimeout(() => void save(documentId), delayMs),
    );
  };

  const saveAll = async (): Promise<void> => {
    await Promise.all(Object.keys(unsaved.getState()).map(save));
  };

  const forget = (documentId: string): void => {
    clearTimeout(timers.get(documentId));
    const { [documentId]: _, ...others } = unsaved.getState();
    unsaved.setState(others, true);
  };

  return {
    unsaved,
    change: (documentId, pages) => {
      unsaved.setState({ [documentId]: { pages } });
      schedule(documentId, quietMs);
    },
    save,
    forget,
    saveAll,
    start: () => {
      const onTurnAway = (): void => void saveAll();
      const onVisibility = (): void => {
        if (document.visibilityState === 'hidden') void saveAll();
      };
      // What could not be saved before the session ended.
      void saveAll();
      window.addEventListener('pagehide', onTurnAway);
      document.addEventListener('visibilitychange', onVisibility);
      return () => {
        window.removeEventListener('pagehide', onTurnAway);
        document.removeEventListener('visibilitychange', onVisibility);
      };
    },
  };
};
