import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Clock } from '../../domain/time.ts';
import { createInboxStore, type InboxState, type InboxStore } from '../features/digitisation/inbox-store.ts';
import { createPageSaver, type PageSaver } from '../features/digitisation/page-saver.ts';
import { createDraftSaver, type DraftSaver } from '../features/reception/draft-saver.ts';
import { createReceptionStore, type ReceptionState, type ReceptionStore } from '../features/reception/reception-store.ts';
import { createSearchStore, type SearchState, type SearchStore } from '../features/search/search-store.ts';
import type { DeskClient } from './trpc.ts';

/** For what only the screen knows. Another officer gets new ones, so that nobody finds another's sheets. */
export type Stores = { reception: ReceptionStore; draftSaver: DraftSaver; search: SearchStore; inbox: InboxStore; pageSaver: PageSaver };

export const createStores = (client: DeskClient, clock: Clock): Stores => {
  const reception = createReceptionStore();
  return { reception, draftSaver: createDraftSaver(reception, client, clock), search: createSearchStore(), inbox: createInboxStore(), pageSaver: createPageSaver(client) };
};

const StoresContext = createContext<Stores | undefined>(undefined);

export const StoresProvider = StoresContext.Provider;

export const useStores = (): Stores => {
  const stores = useContext(StoresContext);
  if (!stores) throw new Error('no stores around this component');
  return stores;
};

export const useReception = <T>(select: (state: ReceptionState) => T): T => useStore(useStores().reception, select);

export const useSearch = <T>(select: (state: SearchState) => T): T => useStore(useStores().search, select);

export const useInbox = <T>(select: (state: InboxState) => T): T => useStore(useStores().inbox, select);
