import { parseCitizenNumber } from '../../../domain/identity/citizen-number.ts';
import { parseTaxCode } from '../../../domain/identity/tax-code.ts';
import { isProblem } from '../../../domain/problem.ts';
import type { ReceptionForm } from './form.ts';

/** By what the desk knows whose affair this is; undefined as long as nobody has written it down whole. */
export const ownerKeyOf = ({ applicant, owner }: ReceptionForm): { number: string } | { taxCode: string } | undefined => {
  if (owner.isOther && owner.kind === 'organisation') {
    const code = parseTaxCode(owner.organisation.taxCode);
    return isProblem(code) ? undefined : { taxCode: code.taxCode };
  }
  const number = parseCitizenNumber((owner.isOther ? owner.person : applicant).number);
  return isProblem(number) ? undefined : { number: number.number };
};
