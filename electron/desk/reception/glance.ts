import { dossierPlacesOf } from '../../../db/queries/ownership.ts';
import { isFinished } from '../../../domain/dossier/status.ts';
import type { Desk } from '../desk.ts';
import { asDossierRow } from '../workflow/dossier-row.ts';
import { timelinessOf } from '../workflow/timeliness.ts';
import { knownDocumentsOf } from './known-documents.ts';
import { type OwnerKey, ownerIdOf } from './reuse.ts';
import type { Glance } from './types.ts';

const maxListed = 20;

/** Everything that the officer wants to know of whoever stands there, at once. Null for somebody met for the first time. */
export const glance = (desk: Desk, { citizenId, ...key }: OwnerKey & { citizenId?: string | undefined }): Glance | null => {
  const { store, clock } = desk;
  const id = citizenId ?? ownerIdOf(desk, key);
  const citizen = (id !== undefined && store.state('citizen', id)) || null;
  const organisation = (id !== undefined && citizen === null && store.state('organisation', id)) || null;
  if (id === undefined || (citizen === null && organisation === null)) return null;
  const now = clock.now();
  const places = dossierPlacesOf(store, id);
  return {
    citizen,
    organisation,
    dossiers: places.slice(0, maxListed).flatMap(({ id: dossierId }) => {
      const dossier = store.state('dossier', dossierId);
      return dossier ? [asDossierRow(dossier, now)] : [];
    }),
    open: places.filter(({ status }) => !isFinished(status)).length,
    overdue: places.filter((place) => timelinessOf(place, now) === 'overdue').length,
    documents: knownDocumentsOf(desk, id),
  };
};
