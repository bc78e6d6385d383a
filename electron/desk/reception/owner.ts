import type { WriteTransaction } from '../../../db/store.ts';
import type { CitizenFields } from '../../../domain/citizen/citizen.ts';
import type { Authority, Owner } from '../../../domain/dossier/events.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import { checkApplicant } from './applicant.ts';
import { registerCitizen } from './citizen.ts';
import { checkOrganisation, registerOrganisation } from './organisation.ts';
import { firstTooLong, tidy } from './typed-text.ts';

/** Whose affair it is, and by what right the applicant acts for them. Both are missing where people act for themselves. */
export type Representation = { owner?: Owner; authority?: Authority };

export const checkRepresentation = (
  { owner, authority }: { owner?: Owner | undefined; authority?: Authority | undefined },
  applicant: CitizenFields,
  now: number,
): Representation | Problem => {
  if (owner === undefined) return authority === undefined ? {} : problem('reception.ownerMissing');
  const checked = checkOwner(owner, now);
  if (isProblem(checked)) return checked;
  // Somebody who ticked «for another» and then read the same card twice.
  if (checked.kind === 'person' && checked.person.number !== '' && checked.person.number === applicant.number) return {};
  if (authority === undefined) return problem('reception.authorityMissing');
  const document = tidy(authority.document);
  return firstTooLong([[document, 500]]) ?? { owner: checked, authority: { kind: authority.kind, document } };
};

const checkOwner = (owner: Owner, now: number): Owner | Problem => {
  if (owner.kind === 'organisation') {
    const organisation = checkOrganisation(owner.organisation);
    return isProblem(organisation) ? organisation : { kind: 'organisation', organisation };
  }
  if (tidy(owner.person.fullName) === '') return problem('reception.ownerMissing');
  const person = checkApplicant(owner.person, now);
  return isProblem(person) ? person : { kind: 'person', person };
};

/** Inside the reception's own transaction. `dossierId`: for those who have no number to be known again by. */
export const registerOwner = (tx: WriteTransaction, owner: Owner, dossierId: string): string =>
  owner.kind === 'organisation'
    ? registerOrganisation(tx, owner.organisation, dossierId)
    : registerCitizen(tx, owner.person, [], `${dossierId}:owner`);
