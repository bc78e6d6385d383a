import type { CitizenFields } from '../../../domain/citizen/citizen.ts';
import { parseCitizenNumber } from '../../../domain/identity/citizen-number.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import { isRealDate, localDate } from '../../../domain/time.ts';

const tidy = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/**
 * The person as they will be written down. Only a name is a must: foreigners and newborns have no number, and many old people
 * know only the year of their birth (`yyyy`).
 */
export const checkApplicant = (fields: CitizenFields, now: number): CitizenFields | Problem => {
  const applicant = Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, tidy(value)])) as CitizenFields;
  if (applicant.fullName === '') return problem('input.malformed', { field: 'fullName' });
  if (applicant.number !== '') {
    const number = parseCitizenNumber(applicant.number);
    if (isProblem(number)) return number;
    applicant.number = number.number;
  }
  for (const field of ['dateOfBirth', 'cardIssuedOn'] as const) {
    const value = applicant[field];
    const isYearOfBirth = field === 'dateOfBirth' && /^\d{4}$/.test(value);
    if (value !== '' && !isYearOfBirth && !isRealDate(value)) return problem('input.malformed', { field });
  }
  if (applicant.dateOfBirth.slice(0, 10) > localDate(now).slice(0, applicant.dateOfBirth.length)) return problem('person.birthDateInFuture');
  return applicant;
};
