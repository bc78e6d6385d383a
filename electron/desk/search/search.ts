import { search as searchStore } from '../../../db/queries/search.ts';
import { can } from '../../../domain/permissions.ts';
import type { SignedInDesk } from '../desk.ts';
import { asProcedureRow } from '../reception/procedures.ts';
import { asDossierRow } from '../workflow/dossier-row.ts';
import type { Found } from './types.ts';

const maxRows = 8;

/** What the one search field finds; people and dossiers only for those who may read them. */
export const search = ({ store, clock, officer }: SignedInDesk, { text }: { text: string }): Found => {
  const asked = text.trim();
  if (asked === '') return { dossiers: [], citizens: [], procedures: [] };
  const found = searchStore(store, asked, maxRows);
  const mayRead = can(officer.roles, 'dossier.list');
  return {
    dossiers: mayRead ? found.dossiers.map((state) => asDossierRow(state, clock.now())) : [],
    citizens: mayRead && can(officer.roles, 'reception.citizen') ? found.citizens.map(({ id, number, fullName, dateOfBirth, address }) => ({ id, number, fullName, dateOfBirth, address })) : [],
    procedures: found.procedures.map(asProcedureRow),
  };
};
