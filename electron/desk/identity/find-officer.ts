import type { Store } from '../../../db/store.ts';
import { officerIdOf, type OfficerState } from '../../../domain/officer/officer.ts';

/** The id follows from the commune and the user name, so no search is needed. */
export const findOfficer = (store: Store, username: string): OfficerState | undefined => {
  const agencyCode = store.state('desk', store.deskId)?.unit.agencyCode;
  return agencyCode === undefined ? undefined : store.state('officer', officerIdOf(agencyCode, username.toLowerCase()));
};
