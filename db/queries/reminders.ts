import { desc, eq, sql } from 'drizzle-orm';
import type { ReminderState } from '../../domain/reminder/reminder.ts';
import { reminders } from '../schema.ts';
import type { Store } from '../store.ts';

/** Of the level above, those that wait for an answer or those that have one; newest first. */
export const listReminders = (store: Store, { isOpen, limit }: { isOpen: boolean; limit: number }): ReminderState[] =>
  store.read
    .select({ state: reminders.state })
    .from(reminders)
    .where(eq(reminders.isOpen, isOpen ? 1 : 0))
    .orderBy(desc(reminders.sentAt))
    .limit(limit)
    .all()
    .map(({ state }) => JSON.parse(state) as ReminderState);

/** How many wait for an answer. */
export const openReminderCount = (store: Store): number =>
  store.read.select({ count: sql<number>`count(*)` }).from(reminders).where(eq(reminders.isOpen, 1)).get()!.count;
