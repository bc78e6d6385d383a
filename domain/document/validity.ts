import { addMonths, isRealDate, type LocalDate } from '../time.ts';
import { documentTypeOf } from './document-types.ts';
import type { DocumentDescription } from './document.ts';

/** `valid` with an empty `validUntil` is valid for good; `unknown` is for the officer to look at. */
export type Validity = { state: 'valid' | 'expired' | 'unknown'; validUntil: LocalDate | '' };

type Paper = {
  typeCode: string;
  description: Partial<DocumentDescription>;
  /** It cannot be younger than its scan. */
  scannedOn: LocalDate;
};

/**
 * Whether a digitised paper still holds on that day: by what it says itself, else by what is usual for its kind, from the day
 * of issue. Where nobody has written that day down, the day of the scan is the latest that it can be.
 */
export const validityOf = ({ typeCode, description, scannedOn }: Paper, today: LocalDate): Validity => {
  if (description.isPermanent) return { state: 'valid', validUntil: '' };
  const until = (date: LocalDate): Validity => ({ state: date >= today ? 'valid' : 'expired', validUntil: date });
  if (description.validUntil && isRealDate(description.validUntil)) return until(description.validUntil);
  const months = documentTypeOf(typeCode)?.usualValidityMonths;
  if (months === undefined) return { state: 'unknown', validUntil: '' };
  if (months === null) return { state: 'valid', validUntil: '' };
  if (description.issuedOn && isRealDate(description.issuedOn)) return until(addMonths(description.issuedOn, months));
  const latest = until(addMonths(scannedOn, months));
  return latest.state === 'expired' ? latest : { state: 'unknown', validUntil: '' };
};
