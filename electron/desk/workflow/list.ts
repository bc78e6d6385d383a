import { listDossiers as pageOfDossiers } from '../../../db/queries/dossiers.ts';
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
