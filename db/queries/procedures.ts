import { asc } from 'drizzle-orm';
import type { ProcedureState } from '../../domain/procedure/procedure.ts';
import { procedures as table } from '../schema.ts';
import type { Store } from '../store.ts';

/** The whole catalogue, retired procedures too, by name. A commune has a few hundred. */
export const procedures = (store: Store): ProcedureState[] =>
  store.remember('procedure', 'procedures', () => readProcedures(store));

const readProcedures = (store: Store): ProcedureState[] =>
  store.read
    .select({ state: table.state })
    .from(table)
    .orderBy(asc(table.name), asc(table.id))
    .all()
    .map(({ state }) => JSON.parse(state) as ProcedureState);
