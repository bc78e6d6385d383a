import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDossierCode, parseDossierCode } from '../../domain/dossier/code.ts';
import { localDate, utcOf } from '../../domain/time.ts';

describe('the dossier code', () => {
  it('is agency, Vietnam day of reception, and an order that starts with the desk’s digit', () => {
    const receivedAt = utcOf('2026-11-23', 8 * 60);
    expect(formatDossierCode({ agencyCode: 'H02.15.20', receivedAt, deskNumber: 1, order: 1 })).toBe('H02.15.20-261123-1001');
  });

  it('takes the day in Vietnam, not in London', () => {
    const dayOf = (receivedAt: number) => formatDossierCode({ agencyCode: 'H02', receivedAt, deskNumber: 0, order: 42 });
    expect([dayOf(Date.UTC(2026, 10, 23, 16, 59)), dayOf(Date.UTC(2026, 10, 23, 17, 0))]).toEqual(['H02-261123-0042', 'H02-261124-0042']);
  });

  it('ends at 999 a day and desk', () => {
    const receivedAt = utcOf('2026-11-23');
    expect(formatDossierCode({ agencyCode: 'H02', receivedAt, deskNumber: 1, order: 1000 })).toEqual({ problem: 'dossier.dayFull', data: { max: 999 } });
  });

  it('reads back what it wrote', () => {
    const agencies = fc.constantFrom('H02.15.20', 'H56.14', 'H02', '000.17.22.H56');
    fc.assert(
      fc.property(agencies, fc.integer({ min: utcOf('2000-01-01'), max: utcOf('2099-12-31') }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 999 }), (agencyCode, receivedAt, deskNumber, order) => {
        const code = formatDossierCode({ agencyCode, receivedAt, deskNumber, order });
        expect(parseDossierCode(code as string)).toEqual({ agencyCode, date: localDate(receivedAt), deskNumber, order });
      }),
    );
  });

  it('of two desks of a day is never the same', () => {
    const desk = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 999 }));
    const code = ([deskNumber, order]: [number, number]) => formatDossierCode({ agencyCode: 'H02', receivedAt: 0, deskNumber, order });
    fc.assert(fc.property(desk, desk, (a, b) => (a[0] === b[0] && a[1] === b[1]) === (code(a) === code(b))));
  });

  it.each([['H02.15.20-261323-1001'], ['H02.15.20-261123-1000'], ['H02.15.20-261123-100'], ['nhà-261123-1001'], ['261123-1001'], ['']])('is not %j', (text) => {
    expect(parseDossierCode(text)).toBeUndefined();
  });
});
