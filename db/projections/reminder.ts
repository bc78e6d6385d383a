import type { Projection } from './projection.ts';

export const reminderProjection: Projection<'reminder'> = {
  table: 'reminders',
  columns: ({ acknowledged, sentAt }) => ({ is_open: acknowledged ? 0 : 1, sent_at: sentAt }),
};
