import { createStore, type StoreApi } from 'zustand';

/** What was looked for last: kept in memory and not in the address, because a name in the browser's history stays there. */
export type SearchState = { text: string; look: (text: string) => void };
export type SearchStore = StoreApi<SearchState>;

export const createSearchStore = (): SearchStore => createStore<SearchState>()((set) => ({ text: '', look: (text) => set({ text }) }));
