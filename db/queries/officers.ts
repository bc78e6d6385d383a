import { asc } from 'drizzle-orm';
import type { OfficerState } from '../../domain/officer/officer.ts';
import { officers as table } from '../schema.ts';
import type { Store } from '../store.ts';

/** Every officer of the commune, also those who have left, by user name. */
export const officers = (store: Store): OfficerState[] =>
  store.read
    .select({ state: table.state })
    .from(table)
    .orderBy(asc(table.username), asc(table.id))
    .all()
    .map(({ state }) => JSON.parse(state) as OfficerState);
