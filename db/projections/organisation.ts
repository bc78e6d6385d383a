import { phoneWords } from './phone-words.ts';
import type { Projection } from './projection.ts';

export const organisationProjection: Projection<'organisation'> = {
  table: 'organisations',
  columns: () => ({}),
  search: {
    table: 'organisation_search',
    words: ({ name, taxCode, phone, address, representative, email }) => ({
      name,
      numbers: [taxCode, taxCode.replace('-', ''), ...phoneWords(phone)].join(' '),
      about: [address, representative, email].join(' '),
    }),
  },
};
