import { pageSize } from '../../../db/queries/page.ts';
import { measuresListed } from '../../../domain/reports/list-page.ts';
import { boundsAt } from '../../../domain/reports/statements.ts';
import type { Desk } from '../desk.ts';
import { asDossierRow } from '../workflow/dossier-row.ts';
import type { DossierPage } from '../workflow/list.ts';
import { bringLevel } from './level.ts';
import type { DossiersInput } from './types.ts';

/** The dossiers behind a number of a report, by the day that it is about, a page at a time. A dossier may have changed since it was counted. */
export const reportDossiers = async (desk: Desk, { from, to, filter = {}, cursor, ...listed }: DossiersInput): Promise<DossierPage> => {
  const { store, workers, clock } = desk;
  await bringLevel(desk);
  const now = clock.now();
  const asked = { store: store.access, measures: measuresListed(listed), filter, bounds: boundsAt({ from, to }, now), cursor, limit: pageSize };
  const { ids, nextCursor } = await workers.run('readDossiers', asked);
  return { items: ids.flatMap((id) => store.state('dossier', id) ?? []).map((state) => asDossierRow(state, now)), nextCursor };
};
