import type { Projection } from './projection.ts';

export const procedureProjection: Projection<'procedure'> = {
  table: 'procedures',
  columns: (state) => ({ name: state.name, is_retired: state.isRetired ? 1 : 0 }),
  search: {
    table: 'procedure_search',
    words: ({ name, code, field }) => ({ name, about: [code ?? '', field].join(' ') }),
  },
};
