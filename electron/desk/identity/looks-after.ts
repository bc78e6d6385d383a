import { officers } from '../../../db/queries/officers.ts';
import type { Store } from '../../../db/store.ts';
import type { OfficerState } from '../../../domain/officer/officer.ts';
import { credentialOf } from './credentials.ts';

/** Can look after this desk: an administrator who is active and has a password here. */
const looksAfter = (store: Store, { id, isActive, roles }: OfficerState): boolean => isActive && roles.includes('administrator') && credentialOf(store, id) !== undefined;

/** Without another one who can sign in here, nobody could look after this desk any more. */
export const isLastAdministrator = (store: Store, officer: OfficerState): boolean =>
  looksAfter(store, officer) && !officers(store).some((other) => other.id !== officer.id && looksAfter(store, other));

/**
 * Whether anybody can look after this desk. No officer at it can end that (`isLastAdministrator`), but the level above can, which knows
 * nobody's password: it takes away an administrator while the other has none here.
 */
export const hasAdministrator = (store: Store): boolean => officers(store).some((officer) => looksAfter(store, officer));
