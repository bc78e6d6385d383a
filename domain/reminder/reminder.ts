import { z } from 'zod';
import type { DomainEvent } from '../event.ts';
import { hybridTimeMs } from '../hybrid-clock.ts';
import { readPayload } from '../payload.ts';

/** Nhắc việc: what the level above asks a commune to look at. Sent in the district's own log, answered in the desk's. */
export const reminderEvents = {
  'reminder.sent': z.strictObject({
    /** The commune that is meant. */
    agencyCode: z.string().min(1).max(64),
    text: z.string().min(1).max(2000),
    /** What it is about; none where it is about the commune's work as a whole. */
    dossiers: z.array(z.strictObject({ id: z.string().max(128), code: z.string().max(64) })).max(500),
    senderName: z.string().min(1).max(300),
  }),
  'reminder.acknowledged': z.strictObject({ note: z.string().max(2000), officerName: z.string().max(300) }),
};

/** Times in UTC milliseconds. */
export type ReminderState = z.infer<(typeof reminderEvents)['reminder.sent']> & {
  id: string;
  sentAt: number;
  acknowledged?: { at: number; by: string; officerName: string; note: string };
  updatedAt: string;
};

export const reduceReminder = (state: ReminderState | undefined, event: DomainEvent): ReminderState | undefined => {
  if (event.type === 'reminder.sent') {
    const parsed = readPayload(reminderEvents['reminder.sent'], event.payload);
    if (!parsed.success || state !== undefined) return state;
    return { ...parsed.data, id: event.entityId, sentAt: hybridTimeMs(event.occurredAt), updatedAt: event.occurredAt };
  }
  // The first answer stands; another desk's is in the log.
  if (event.type !== 'reminder.acknowledged' || state === undefined || state.acknowledged) return state;
  const parsed = readPayload(reminderEvents['reminder.acknowledged'], event.payload);
  if (!parsed.success) return state;
  return { ...state, acknowledged: { ...parsed.data, at: hybridTimeMs(event.occurredAt), by: event.actorId }, updatedAt: event.occurredAt };
};
