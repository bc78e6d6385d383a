import type { Projection } from './projection.ts';

export const officerProjection: Projection<'officer'> = {
  table: 'officers',
  columns: (state) => ({ username: state.username, is_active: state.isActive ? 1 : 0 }),
};
