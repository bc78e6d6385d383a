import type { Draft } from '../reception/types.ts';
import type { DossierRow } from '../workflow/types.ts';

export type HomeSummary = {
  overdue: number;
  dueToday: number;
  dueTomorrow: number;
  processing: number;
  waitingSupplement: number;
  receivedToday: number;
  inboxCount: number;
  refusedCount: number;
  /** The open dossiers that are due first. */
  upcoming: DossierRow[];
  drafts: Draft[];
};
