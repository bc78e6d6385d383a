import { inboxCounts } from '../../../db/queries/documents.ts';
import { dossierCounts, listDossiers } from '../../../db/queries/dossiers.ts';
import { openReminderCount } from '../../../db/queries/reminders.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import { can } from '../../../domain/permissions.ts';
import type { SignedInDesk } from '../desk.ts';
import { listDrafts } from '../reception/drafts.ts';
import { ownBoardCounts } from '../workflow/board.ts';
import { asDossierRow } from '../workflow/dossier-row.ts';
import { clockState } from './clock-state.ts';
import type { HomeSummary } from './types.ts';

/** As many of each as fit under one another. */
const mostOfEach = 8;

/** Numbers for everybody; dossiers, which are personal data, for those who may read them. */
export const homeSummary = (desk: SignedInDesk): HomeSummary => {
  const { store, clock, officer } = desk;
  const now = clock.now();
  const upcoming = can(officer.roles, 'dossier.list') ? mostPressing(desk, now) : [];
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

/** What is late, due today and due tomorrow each for itself: old dossiers that wait for papers would else hide all of them. */
const mostPressing = ({ store }: SignedInDesk, now: number): DossierState[] => {
  const rows = (['overdue', 'dueToday', 'dueTomorrow', 'open'] as const).flatMap((filter) => listDossiers(store, { filter, now }).rows.slice(0, mostOfEach));
  return [...new Map(rows.map((state) => [state.id, state])).values()];
};
