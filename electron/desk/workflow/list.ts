import { dossiersOfCitizen as statesOfCitizen, listDossiers as pageOfDossiers } from '../../../db/queries/dossiers.ts';
import type { Desk } from '../desk.ts';
import { asDossierRow } from './dossier-row.ts';
import type { DossierFilter, DossierRow } from './types.ts';

export type DossierPage = { items: DossierRow[]; nextCursor: string | null };

/** A page of the commune's dossiers: open ones by due date, the others newest first. */
export const listDossiers = ({ store, clock }: Desk, { filter, cursor }: { filter: DossierFilter; cursor?: string | undefined }): DossierPage => {
  const now = clock.now();
  const { rows, nextCursor } = pageOfDossiers(store, { filter, cursor, now });
  return { items: rows.map((state) => asDossierRow(state, now)), nextCursor };
};

/** Newest first; more than a screen of one person's dossiers is looked up by searching. */
export const dossiersOfCitizen = ({ store, clock }: Desk, citizenId: string): DossierRow[] =>
  statesOfCitizen(store, citizenId, 20).map((state) => asDossierRow(state, clock.now()));
