import { procedures } from '../../../db/queries/procedures.ts';
import type { Store } from '../../../db/store.ts';
import { documentKeysIn, type KnownCatalogue } from '../../../domain/procedure/next-version.ts';

/** This desk's catalogue. */
export const knownCatalogue = (store: Store): KnownCatalogue => ({
  all: procedures(store),
  usedDocumentKeys: (id) => documentKeysIn(store.eventsOf('procedure', id)),
});
