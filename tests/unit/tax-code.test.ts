import { expect, it } from 'vitest';
import { parseTaxCode } from '../../domain/identity/tax-code.ts';

it('reads tax codes of firms, branches and household businesses as typed', () => {
  expect(parseTaxCode(' 0100 109 106 ')).toEqual({ taxCode: '0100109106', kind: 'organisation', isCheckDigitRight: true });
  expect(parseTaxCode('0300588569')).toMatchObject({ isCheckDigitRight: true });
  expect(parseTaxCode('0100109106-003')).toEqual({ taxCode: '0100109106-003', kind: 'branch', isCheckDigitRight: true });
  expect(parseTaxCode('0100109106003')).toMatchObject({ taxCode: '0100109106-003', kind: 'branch' });
  expect(parseTaxCode('024186001234')).toEqual({ taxCode: '024186001234', kind: 'household', isCheckDigitRight: true });
});

it('warns of every single wrong digit and refuses none', () => {
  const right = '0100109106';
  for (let at = 0; at < 10; at += 1) {
    for (let digit = 0; digit < 10; digit += 1) {
      const typed = right.slice(0, at) + digit + right.slice(at + 1);
      expect(parseTaxCode(typed)).toMatchObject({ isCheckDigitRight: typed === right });
    }
  }
});

it.each(['', '010010910', '01001091066', '0100109106-03', '010010910a', 'MST'])('refuses «%s»', (typed) => {
  expect(parseTaxCode(typed)).toMatchObject({ problem: 'taxCode.malformed' });
});
