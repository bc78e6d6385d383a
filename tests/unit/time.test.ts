import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isProblem, problem, problemCodes } from '../../domain/problem.ts';
import { addDays, isRealDate, localDate, localMinutes, utcOf, weekdayOf } from '../../domain/time.ts';

describe('Vietnam time', () => {
  it('turns the day at 17:00 UTC', () => {
    expect([localDate(Date.UTC(2026, 10, 23, 16, 59)), localDate(Date.UTC(2026, 10, 23, 17, 0)), localMinutes(Date.UTC(2026, 10, 23, 17, 5))]).toEqual(['2026-11-23', '2026-11-24', 5]);
  });

  it('of a moment leads back to its minute', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (ms) => void expect(utcOf(localDate(ms), localMinutes(ms))).toBe(ms - (ms % 60_000))));
  });

  it('knows weekdays, leap days and days that do not exist', () => {
    expect([weekdayOf('2026-11-23'), weekdayOf('2026-11-22'), addDays('2028-02-28', 1), addDays('2027-01-01', -1)]).toEqual([1, 7, '2028-02-29', '2026-12-31']);
    expect(['2028-02-29', '2027-02-29', '2026-13-01', '2026-1-1', ''].map(isRealDate)).toEqual([true, false, false, false, false]);
  });
});

describe('problems', () => {
  it('are values, each code once', () => {
    expect([isProblem(problem('card.notACard')), isProblem({ code: 'H02-261123-1001' }), isProblem(null), isProblem('x')]).toEqual([true, false, false, false]);
    expect(new Set(problemCodes).size).toBe(problemCodes.length);
  });
});
