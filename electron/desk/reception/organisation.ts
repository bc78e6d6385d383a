import type { WriteTransaction } from '../../../db/store.ts';
import { parseTaxCode } from '../../../domain/identity/tax-code.ts';
import { type OrganisationFields, organisationIdOf } from '../../../domain/organisation/organisation.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { Desk } from '../desk.ts';
import { maxNameLength } from './applicant.ts';
import { firstTooLong, tidy } from './typed-text.ts';
import type { OrganisationLookup } from './types.ts';

/** What a tax code says of itself, and the organisation where the desk has met it. */
export const findOrganisation = ({ store }: Pick<Desk, 'store'>, { taxCode: typed }: { taxCode: string }): OrganisationLookup | Problem => {
  const read = parseTaxCode(typed);
  return isProblem(read) ? read : { ...read, organisation: store.state('organisation', organisationIdOf(read.taxCode)) ?? null };
};

/** The organisation as it will be written down. Some have no tax code: a village's temple, a foreign body. */
export const checkOrganisation = (fields: OrganisationFields): OrganisationFields | Problem => {
  const { kind, ...texts } = fields;
  const organisation = { kind, ...(Object.fromEntries(Object.entries(texts).map(([field, value]) => [field, tidy(value)])) as Omit<OrganisationFields, 'kind'>) };
  if (organisation.name === '') return problem('reception.ownerMissing');
  if (organisation.name.length > maxNameLength) return problem('person.nameTooLong', { max: maxNameLength });
  if (organisation.taxCode !== '') {
    const read = parseTaxCode(organisation.taxCode);
    if (isProblem(read)) return read;
    organisation.taxCode = read.taxCode;
  }
  const { address, representative, phone, email } = organisation;
  return firstTooLong([[address, 500], [representative, 300], [phone, 30], [email, 200]]) ?? organisation;
};

/** Registered when new, corrected in what differs when known; an empty field says nothing about a known organisation. */
export const registerOrganisation = (tx: WriteTransaction, fields: OrganisationFields, dossierId: string): string => {
  const organisationId = organisationIdOf(fields.taxCode === '' ? `of-dossier:${dossierId}:owner` : fields.taxCode);
  const known = tx.state('organisation', organisationId);
  if (!known) {
    tx.append({ entity: 'organisation', entityId: organisationId, type: 'organisation.registered', payload: { fields } });
    return organisationId;
  }
  const changes = Object.entries(fields).filter(([field, value]) => value !== '' && known[field as keyof OrganisationFields] !== value);
  if (changes.length > 0) {
    tx.append({ entity: 'organisation', entityId: organisationId, type: 'organisation.corrected', payload: { changes: Object.fromEntries(changes) } });
  }
  return organisationId;
};
