import type { CitizenField, CitizenFields } from '../../../domain/citizen/citizen.ts';
import { parseCitizenNumber } from '../../../domain/identity/citizen-number.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import { isRealDate, localDate } from '../../../domain/time.ts';
import { firstTooLong, tidy } from './typed-text.ts';

export const maxNameLength = 300;

/**
 * The person as they will be written down. Only a name is a must: foreigners and newborns have no number, and many old people
 * know only the year of their birth (`yyyy`).
 */
export const checkApplicant = (fields: CitizenFields, now: number): CitizenFields | Problem => {
  const applicant = Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, tidy(value)])) as CitizenFields;
  if (applicant.fullName === '') return problem('person.nameMissing');
  if (applicant.fullName.length > maxNameLength) return problem('person.nameTooLong', { max: maxNameLength });
  if (applicant.number !== '') {
    const number = parseCitizenNumber(applicant.number);
    if (isProblem(number)) return number;
    applicant.number = number.number;
  }
  const wrongDate = dateProblem(applicant.dateOfBirth, 'dateOfBirth') ?? dateProblem(applicant.cardIssuedOn, 'cardIssuedOn');
  if (wrongDate) return wrongDate;
  if (applicant.dateOfBirth > localDate(now).slice(0, applicant.dateOfBirth.length)) return problem('person.birthDateInFuture');
  const { address, phone, email, oldNumber } = applicant;
  return firstTooLong([[address, 500], [phone, 30], [email, 200], [oldNumber, 20]]) ?? applicant;
};

const dateProblem = (value: string, field: CitizenField): Problem | undefined => {
  if (value === '' || (field === 'dateOfBirth' && /^\d{4}$/.test(value)) || isRealDate(value)) return undefined;
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  return parts ? problem('person.dateImpossible', { value: `${parts[3]}/${parts[2]}/${parts[1]}` }) : problem('person.dateMalformed', { value: value.slice(0, 30) });
};
