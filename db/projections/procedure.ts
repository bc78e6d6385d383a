import type { Projection } from './projection.ts';

export const procedureProjection: Projection<'procedure'> = {
  table: 'procedures',
  columns: (state) => ({ name: state.name, is_retired: state.isRetired ? 1 : 0 }),
};
