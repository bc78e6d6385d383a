import { dossierPlacesOf } from '../../../db/queries/ownership.ts';
import { localDate, utcOf } from '../../../domain/time.ts';
import type { Desk } from '../desk.ts';
import { asDossierRow } from '../workflow/dossier-row.ts';
import { type OwnerKey, ownerIdOf } from './reuse.ts';
import type { Duplicate } from './types.ts';

/**
 * What the same person or organisation has filed today under the same procedures, at any desk that has told us. Two officers
 * may be receiving the same matter; whether they are is theirs to say, so it is never refused.
 */
export const duplicates = (desk: Desk, { procedureIds, ...key }: OwnerKey & { procedureIds: string[] }): Duplicate[] => {
  const { store, clock } = desk;
  const id = ownerIdOf(desk, key);
  if (id === undefined) return [];
  const now = clock.now();
  return dossierPlacesOf(store, id, { since: utcOf(localDate(now)) })
    .filter(({ procedureId }) => procedureIds.includes(procedureId))
    .flatMap((place) => {
      const dossier = store.state('dossier', place.id);
      return dossier && !dossier.cancelled ? [{ ...asDossierRow(dossier, now), receivedByName: dossier.receivedByName }] : [];
    });
};
