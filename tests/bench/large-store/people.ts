import type { CitizenFields } from '../../../domain/citizen/citizen.ts';
import type { OrganisationFields } from '../../../domain/organisation/organisation.ts';
import { seededRandom } from '../../faults/simulator/random.ts';
import { addressOf, fullNameOf, organisationNameOf } from './names.ts';

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Always the same person for the same index, so that nobody has to be kept in memory. The last six digits of the number are the index. */
export const personAt = (index: number): CitizenFields => {
  const random = seededRandom(`người ${index}`);
  const sex = random.chance(0.51) ? 'Nữ' : 'Nam';
  const year = 1940 + random.below(80);
  const century = year < 2000 ? 0 : 2;
  // Most were born here; the rest married in.
  const province = random.chance(0.88) ? '024' : random.pick(['027', '022', '001', '020', '030', '019']);
  return {
    number: `${province}${century + (sex === 'Nữ' ? 1 : 0)}${twoDigits(year % 100)}${String(index).padStart(6, '0')}`,
    fullName: fullNameOf(random, sex),
    dateOfBirth: `${year}-${twoDigits(random.below(12) + 1)}-${twoDigits(random.below(28) + 1)}`,
    sex,
    address: addressOf(random),
    phone: random.chance(0.7) ? `0${random.pick(['912', '987', '365', '977', '862', '348'])}${String(random.below(1_000_000)).padStart(6, '0')}` : '',
    email: '',
    oldNumber: year < 1999 && random.chance(0.6) ? `12${String(random.below(10_000_000)).padStart(7, '0')}` : '',
    cardIssuedOn: `20${twoDigits(21 + random.below(5))}-${twoDigits(random.below(12) + 1)}-${twoDigits(random.below(28) + 1)}`,
  };
};

export const organisationAt = (index: number): OrganisationFields => {
  const random = seededRandom(`tổ chức ${index}`);
  return {
    taxCode: `24${String(index).padStart(8, '0')}`,
    name: organisationNameOf(random),
    kind: 'enterprise',
    address: addressOf(random),
    representative: fullNameOf(random, 'Nam'),
    phone: '',
    email: '',
  };
};
