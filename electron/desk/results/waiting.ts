import { countUncollected, uncollectedPage } from '../../../db/queries/uncollected.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import { dayMs, localDate } from '../../../domain/time.ts';
import type { Desk } from '../desk.ts';
import { asDossierRow } from '../workflow/dossier-row.ts';
import { feeDueOf } from './fee-due.ts';
import { type WaitingKind, waitingKinds, type WaitingRow } from './types.ts';

export type WaitingPage = { items: WaitingRow[]; nextCursor: string | null; counts: Record<WaitingKind, number> };

/** Results that are at the desk, those that have been there longest on top. */
export const waitingResults = ({ store, clock }: Desk, { kind, cursor }: { kind: WaitingKind; cursor?: string | undefined }): WaitingPage => {
  const now = clock.now();
  const { rows, nextCursor } = uncollectedPage(store, { isTold: kind === 'uncollected', cursor });
  const counts = Object.fromEntries(waitingKinds.map((each) => [each, countUncollected(store, each === 'uncollected')])) as WaitingPage['counts'];
  return { items: rows.map((dossier) => asWaitingRow(dossier, now)), nextCursor, counts };
};

const asWaitingRow = (dossier: DossierState, now: number): WaitingRow => ({
  ...asDossierRow(dossier, now),
  phone: dossier.applicant.phone,
  returnMethod: dossier.returnMethod,
  daysWaiting: Math.max(0, Math.round((Date.parse(localDate(now)) - Date.parse(localDate(dossier.finishedAt ?? now))) / dayMs)),
  tellings: dossier.tellings.length,
  feeDueVnd: feeDueOf(dossier),
});
