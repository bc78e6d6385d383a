import type { CitizenFields } from '../citizen/citizen.ts';
import { type Problem, problem } from '../problem.ts';
import provinces from './provinces.json' with { type: 'json' };

/**
 * Số định danh cá nhân: 3 digits place of birth registration, 1 century and sex, 2 year of birth, 6 random.
 * There is no check digit, so a wrong digit among the last six cannot be found.
 */
export type CitizenNumber = {
  number: string;
  provinceCode: string;
  /** The province as it was named when the codes were given; undefined for codes outside the list, such as births abroad, which are as good. */
  province?: string;
  sex: 'Nam' | 'Nữ';
  birthYear: number;
};

/** What in a number does not fit the rest. For the officer to look at, never a reason to refuse: cards with such numbers exist. */
export type CitizenNumberWarning = 'citizenNumber.sexDiffers' | 'citizenNumber.birthYearDiffers';

/** Reads a number as typed; spaces and dots between digits are let pass. */
export const parseCitizenNumber = (text: string): CitizenNumber | Problem => {
  const number = text.replace(/[\s.]/g, '');
  if (!/^\d{12}$/.test(number)) return problem('citizenNumber.malformed', { length: number.length });
  const provinceCode = number.slice(0, 3);
  const province = (provinces as Record<string, string>)[provinceCode];
  const century = Number(number[3]);
  return {
    number,
    provinceCode,
    ...(province === undefined ? {} : { province }),
    sex: century % 2 === 0 ? 'Nam' : 'Nữ',
    birthYear: 1900 + Math.floor(century / 2) * 100 + Number(number.slice(4, 6)),
  };
};

/** Compares a number with what else is known of the person; what is not known (empty) is not compared. */
export const citizenNumberWarnings = (
  number: CitizenNumber,
  { sex, dateOfBirth }: Partial<Pick<CitizenFields, 'sex' | 'dateOfBirth'>>,
): CitizenNumberWarning[] => [
  ...(sex && sex !== number.sex ? ['citizenNumber.sexDiffers' as const] : []),
  ...(dateOfBirth && Number(dateOfBirth.slice(0, 4)) !== number.birthYear ? ['citizenNumber.birthYearDiffers' as const] : []),
];
