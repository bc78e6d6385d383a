import type { Store } from '../../../db/store.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import { type ProcedureFields, procedureFieldsSchema } from '../../../domain/procedure/procedure.ts';

/** The procedure as it was when the dossier was received; undefined when another desk's catalogue has not come yet. */
export const procedureVersionOf = (store: Store, { procedure }: { procedure: Pick<DossierState['procedure'], 'id' | 'version'> }): ProcedureFields | undefined => {
  const published = store.eventsOf('procedure', procedure.id).find(({ hash }) => hash === procedure.version);
  const parsed = procedureFieldsSchema.safeParse(published?.payload);
  if (parsed.success) return parsed.data;
  // Each desk publishes the same catalogue under its own hash: the state stands in.
  return store.state('procedure', procedure.id);
};
