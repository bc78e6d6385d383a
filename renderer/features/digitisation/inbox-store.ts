import { createStore, type StoreApi } from 'zustand';

/** What was done last with whole scans and can be taken back. */
export type Undoable =
  | { kind: 'split' | 'merge' | 'interleave'; /** What came out of it. */ documentIds: string[]; fileName: string }
  | { kind: 'dismiss'; documentId: string; fileName: string };

/** Stays on the screen until it is taken back, put away, or something else is done. */
export type InboxState = { undoable?: Undoable | undefined; done: (undoable: Undoable) => void; putAway: () => void };
export type InboxStore = StoreApi<InboxState>;

export const createInboxStore = (): InboxStore =>
  createStore<InboxState>()((set) => ({ done: (undoable) => set({ undoable }), putAway: () => set({ undoable: undefined }) }));
