import { citizenIdOf } from '../../domain/citizen/citizen.ts';
import { phoneWords } from './phone-words.ts';
import type { Projection } from './projection.ts';

export const citizenProjection: Projection<'citizen'> = {
  table: 'citizens',
  columns: (state) => ({
    other_number: state.number === '' || state.id === citizenIdOf(state.number) ? '' : state.number,
    old_number: state.oldNumber,
  }),
  search: {
    table: 'citizen_search',
    words: ({ fullName, number, oldNumber, phone, address, email }) => ({
      name: fullName,
      numbers: [number, oldNumber, ...phoneWords(phone)].join(' '),
      about: [address, email].join(' '),
    }),
  },
};
