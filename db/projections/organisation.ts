import type { Projection } from './projection.ts';

export const organisationProjection: Projection<'organisation'> = {
  table: 'organisations',
  columns: (state) => ({ tax_code: state.taxCode }),
  search: {
    table: 'organisation_search',
    words: ({ name, taxCode, phone, address, representative, email }) => ({
      name,
      numbers: [taxCode, phone].join(' '),
      about: [address, representative, email].join(' '),
    }),
  },
};
