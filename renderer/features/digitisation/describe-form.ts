import type { DocumentDescription } from '../../../domain/document/document.ts';
import { given } from '../../../domain/given.ts';
import { isRealDate } from '../../../domain/time.ts';
import { formatDate, parseTypedDate } from '../../components/format.ts';

/** As it is typed: days `24/11/2026`. */
export type DescribeForm = DocumentDescription;
export type DescribeField = Exclude<keyof DescribeForm, 'isPermanent'>;
type DateFault = 'date' | 'impossibleDate';

export type DateField = 'issuedOn' | 'validUntil';
export type DateFaults = Partial<Record<DateField, DateFault>>;

export const describeFormOf = (description: Partial<DocumentDescription> = {}): DescribeForm => ({
  typeCode: description.typeCode ?? '',
  title: description.title ?? '',
  number: description.number ?? '',
  issuedBy: description.issuedBy ?? '',
  issuedOn: formatDate(description.issuedOn ?? ''),
  validUntil: formatDate(description.validUntil ?? ''),
  isPermanent: description.isPermanent ?? false,
});

/** A lasting paper has no last day, whatever stands in its field. */
export const dateFaultsOf = ({ issuedOn, validUntil, isPermanent }: DescribeForm): DateFaults => ({
  ...given({ issuedOn: dateFaultOf(issuedOn), validUntil: isPermanent ? undefined : dateFaultOf(validUntil) }),
});

const dateFaultOf = (text: string): DateFault | undefined => {
  if (text.trim() === '') return undefined;
  const date = parseTypedDate(text);
  return date === undefined ? 'date' : isRealDate(date) ? undefined : 'impossibleDate';
};

/** Of a form without faults. */
export const descriptionOf = (form: DescribeForm): DocumentDescription => ({
  ...form,
  issuedOn: parseTypedDate(form.issuedOn) ?? '',
  validUntil: form.isPermanent ? '' : (parseTypedDate(form.validUntil) ?? ''),
});

export const isSameForm = (a: DescribeForm, b: DescribeForm): boolean => (Object.keys(a) as (keyof DescribeForm)[]).every((field) => a[field] === b[field]);
