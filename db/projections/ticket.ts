import type { Projection } from './projection.ts';

export const ticketProjection: Projection<'ticket'> = {
  table: 'tickets',
  columns: ({ day, deskId, number, status }) => ({ day, desk_id: deskId, number, status }),
};
