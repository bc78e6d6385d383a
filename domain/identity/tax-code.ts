import { type Problem, problem } from '../problem.ts';
import { parseCitizenNumber } from './citizen-number.ts';

/** Mã số thuế. Since 1/7/2025 a household business has its owner's 12-digit number; older ones have ten digits like a firm. */
export type TaxCode = {
  /** As it is written down: `0101234567`, `0101234567-001`, `024186001234`. */
  taxCode: string;
  kind: 'organisation' | 'branch' | 'household';
  /**
   * The tenth digit follows from the nine before it (TT 105/2020/TT-BTC; formula from public implementations). False is for
   * the officer to look at, never a reason to refuse. Always true of twelve digits, which have none.
   */
  isCheckDigitRight: boolean;
};

const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/** Reads a code as typed; spaces and dots are let pass, and so is a branch without its hyphen. */
export const parseTaxCode = (text: string): TaxCode | Problem => {
  const typed = text.replace(/[\s.]/g, '');
  const citizen = /^\d{12}$/.test(typed) && parseCitizenNumber(typed);
  if (citizen && 'number' in citizen) return { taxCode: citizen.number, kind: 'household', isCheckDigitRight: true };
  const match = /^(\d{10})(?:-?(\d{3}))?$/.exec(typed);
  if (!match) return problem('taxCode.malformed', { value: typed.slice(0, 30) });
  const [, main, branch] = match as unknown as [string, string, string | undefined];
  return {
    taxCode: branch === undefined ? main : `${main}-${branch}`,
    kind: branch === undefined ? 'organisation' : 'branch',
    isCheckDigitRight: Number(main[9]) === checkDigitOf(main),
  };
};

const checkDigitOf = (digits: string): number => {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  // Where the formula gives ten, lists of real codes show a nought.
  return (10 - (sum % 11)) % 10;
};
