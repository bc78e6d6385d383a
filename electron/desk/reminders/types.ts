import type { ReminderState } from '../../../domain/reminder/reminder.ts';
import type { DossierRow } from '../workflow/types.ts';

export type Reminder = Omit<ReminderState, 'dossiers' | 'agencyCode' | 'updatedAt'> & {
  /** Without a row where another desk's dossier has not come to this one yet. */
  dossiers: { id: string; code: string; row?: DossierRow }[];
};

export type Reminders = { open: Reminder[]; /** The latest. */ answered: Reminder[] };
