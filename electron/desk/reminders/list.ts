import { listReminders } from '../../../db/queries/reminders.ts';
import type { ReminderState } from '../../../domain/reminder/reminder.ts';
import type { Desk } from '../desk.ts';
import { asDossierRow } from '../workflow/dossier-row.ts';
import type { Reminder, Reminders } from './types.ts';

/** What is open is answered soon or is no reminder; the older answers are in the log. */
const limit = 100;

/** What the level above asks this commune to look at, and how it was answered. */
export const reminders = ({ store, clock }: Pick<Desk, 'store' | 'clock'>): Reminders => {
  const now = clock.now();
  const asReminder = ({ id, text, senderName, sentAt, acknowledged, dossiers }: ReminderState): Reminder => ({
    id,
    text,
    senderName,
    sentAt,
    ...(acknowledged && { acknowledged }),
    dossiers: dossiers.map((dossier) => {
      const state = store.state('dossier', dossier.id);
      return { ...dossier, ...(state && { row: asDossierRow(state, now) }) };
    }),
  });
  return {
    open: listReminders(store, { isOpen: true, limit }).map(asReminder),
    answered: listReminders(store, { isOpen: false, limit }).map(asReminder),
  };
};
