import type { Urgency } from '../../../domain/dossier/urgency.ts';
import type { Draft } from '../reception/types.ts';
import type { DossierRow } from '../workflow/types.ts';
import type { ClockState } from './clock-state.ts';

export type HomeSummary = {
  overdue: number;
  dueToday: number;
  dueTomorrow: number;
  processing: number;
  waitingSupplement: number;
  receivedToday: number;
  inboxCount: number;
  refusedCount: number;
  /** What the officer who asks has in hand, by urgency. */
  board: Record<Urgency, number>;
  /** Of the level above, and not answered yet. */
  reminders: number;
  clock: ClockState;
  /** The open dossiers that are due first. */
  upcoming: DossierRow[];
  drafts: Draft[];
};
