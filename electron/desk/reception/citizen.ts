import type { WriteTransaction } from '../../../db/store.ts';
import { type CitizenField, type CitizenFields, citizenIdOf } from '../../../domain/citizen/citizen.ts';

/**
 * Writes down who the applicant is, inside the reception's own transaction: registered when new, corrected in what differs
 * when known. An empty field says nothing about a known person. Without a number there is nothing to know a person again by,
 * so each dossier has its own.
 */
export const registerCitizen = (tx: WriteTransaction, applicant: CitizenFields, fromCard: readonly CitizenField[], dossierId: string): string => {
  const citizenId = citizenIdOf(applicant.number === '' ? `of-dossier:${dossierId}` : applicant.number);
  const known = tx.state('citizen', citizenId);
  const entries = Object.entries(applicant) as [CitizenField, string][];
  if (!known) {
    const read = fromCard.filter((field) => applicant[field] !== '');
    tx.append({ entity: 'citizen', entityId: citizenId, type: 'citizen.registered', payload: { fields: applicant, fromCard: read } });
    return citizenId;
  }
  const isNewlyRead = (field: CitizenField): boolean => fromCard.includes(field) && !known.fromCard.includes(field);
  const changes = entries.filter(([field, value]) => value !== '' && (known[field] !== value || isNewlyRead(field)));
  if (changes.length > 0) {
    const read = changes.map(([field]) => field).filter((field) => fromCard.includes(field));
    tx.append({ entity: 'citizen', entityId: citizenId, type: 'citizen.corrected', payload: { changes: Object.fromEntries(changes), fromCard: read } });
  }
  return citizenId;
};
