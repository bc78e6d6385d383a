import type { Projection } from './projection.ts';

export const deskProjection: Projection<'desk'> = {
  table: 'desks',
  columns: (state) => ({ number: state.number }),
};
