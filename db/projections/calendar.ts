import type { Projection } from './projection.ts';

export const calendarProjection: Projection<'calendar'> = {
  table: 'calendars',
  columns: () => ({}),
};
