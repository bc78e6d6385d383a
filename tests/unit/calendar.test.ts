import { describe, expect, it } from 'vitest';
import { baselineCalendarEvents, baselineYears } from '../../domain/calendar/baseline.ts';
import { eventSchemas, fold } from '../../domain/entities.ts';
import { weekdayOf } from '../../domain/time.ts';
import { event } from './histories.ts';

const offIn = (year: number) => baselineYears.find((entry) => entry.year === year)!;

describe('the calendar that a desk starts with', () => {
  it('fits the schema of its events', () => {
    for (const { entity, type, payload } of baselineCalendarEvents()) expect(eventSchemas[entity][type]!.safeParse(payload).error).toBeUndefined();
  });

  it('has every day of the law, each within its year and once', () => {
    for (const { year, daysOff } of baselineYears) {
      const dates = daysOff.map(({ date }) => date);
      const byLaw = ['01-01', '04-30', '05-01', '09-02', ...(year >= 2026 ? ['11-24'] : [])].map((day) => `${year}-${day}`);
      expect(dates).toEqual([...new Set(dates)].sort());
      expect(dates).toEqual(expect.arrayContaining(byLaw));
      expect(dates.every((date) => date.startsWith(String(year)))).toBe(true);
    }
  });

  // Weekdays off less swapped Saturdays: 11 days of the law until 2025, 12 with 24/11, wherever they fall.
  it.each([[2023, 11], [2024, 11], [2025, 11], [2026, 12], [2027, 12], [2028, 12]])('%i has %i working days off', (year, expected) => {
    const { daysOff, workingSaturdays } = offIn(year);
    expect(workingSaturdays.every(({ date }) => weekdayOf(date) === 6)).toBe(true);
    expect(daysOff.filter(({ date }) => weekdayOf(date) <= 5).length - workingSaturdays.length).toBe(expected);
  });

  it('has Tết around the first day of the lunar year', () => {
    const firstDays = { 2023: '2023-01-22', 2024: '2024-02-10', 2025: '2025-01-29', 2026: '2026-02-17', 2027: '2027-02-06', 2028: '2028-01-26' };
    for (const [year, date] of Object.entries(firstDays)) {
      expect(offIn(Number(year)).daysOff.find((day) => day.date === date)?.name).toMatch(/^Tết Nguyên đán/);
    }
  });

  it('says of a day that is not announced yet that it is expected', () => {
    const expected = baselineYears.flatMap(({ daysOff }) => daysOff.filter(({ name }) => name.endsWith('(dự kiến)')).map(({ date }) => date.slice(0, 4)));
    expect([...new Set(expected)]).toEqual(['2027', '2028']);
  });

  it('never replaces a year that the commune has published', () => {
    const year = { year: 2027, daysOff: [{ date: '2027-02-05', name: 'Tết Nguyên đán' }], workingSaturdays: [] };
    const events = [
      event(0, 'calendar.yearPublished', { ...offIn(2027), isBaseline: true }, { entityId: '2027' }),
      event(1, 'calendar.yearPublished', year, { entityId: '2027' }),
      event(2, 'calendar.yearPublished', { ...offIn(2027), isBaseline: true }, { entityId: '2027', desk: 'b' }),
    ];
    expect(fold('calendar', events)).toEqual({ id: '2027', year, updatedAt: events[1]!.occurredAt });
  });
});
