import { inboxCounts } from '../../../db/queries/documents.ts';
import { dossierCounts, listDossiers } from '../../../db/queries/dossiers.ts';
import { openReminderCount } from '../../../db/queries/reminders.ts';
import { can } from '../../../domain/permissions.ts';
import type { SignedInDesk } from '../desk.ts';
import { listDrafts } from '../reception/drafts.ts';
import { ownBoardCounts } from '../workflow/board.ts';
import { asDossierRow } from '../workflow/dossier-row.ts';
import { clockState } from './clock-state.ts';
import type { HomeSummary } from './types.ts';

const upcomingCount = 8;

/** Numbers for everybody; dossiers, which are personal data, for those who may read them. */
export const homeSummary = (desk: SignedInDesk): HomeSummary => {
  const { store, clock, officer } = desk;
  const now = clock.now();
  const upcoming = can(officer.roles, 'dossier.list') ? listDossiers(store, { filter: 'open', now }).rows.slice(0, upcomingCount) : [];
  return {
    ...dossierCounts(store, now),
    ...inboxCounts(store),
    upcoming: upcoming.map((state) => asDossierRow(state, now)),
    board: ownBoardCounts(desk),
    reminders: openReminderCount(store),
    clock: clockState(desk),
    drafts: can(officer.roles, 'reception.drafts') ? listDrafts(desk) : [],
  };
};
