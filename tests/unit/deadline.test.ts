import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselineOpening, baselineYears } from '../../domain/calendar/baseline.ts';
import type { WorkingCalendar } from '../../domain/calendar/calendar.ts';
import { computeDeadline, dueAfterPauses, extendDeadline } from '../../domain/calendar/deadline.ts';
import { workingDays } from '../../domain/calendar/working-days.ts';
import type { TimeLimit } from '../../domain/procedure/procedure.ts';
import { addDays, localDate, localMinutes, utcOf } from '../../domain/time.ts';

const calendar: WorkingCalendar = { years: baselineYears, hours: baselineOpening };

/** `'2026-11-23 15:01'` in Vietnam → UTC milliseconds. */
const at = (text: string): number => utcOf(text.slice(0, 10), Number(text.slice(11, 13)) * 60 + Number(text.slice(14)));
const shown = (utcMs: number): string => {
  const minutes = localMinutes(utcMs);
  return `${localDate(utcMs)} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
};

const limitOf = (text: string): TimeLimit => {
  if (text === 'same-day') return { value: 0, unit: 'same-day', cutoff: '15:00' };
  const [value, unit] = text.split(' ') as [string, 'working-day' | 'day' | 'hour'];
  return { value: Number(value), unit };
};
const due = (accepted: string, limit: string, field = 'Hộ tịch') => computeDeadline({ acceptedAt: at(accepted), limit: limitOf(limit), field, calendar });

describe('the due date', () => {
  it.each([
    // received, limit, due
    ['2026-11-16 08:00', '3 working-day', '2026-11-19 17:00'],
    ['2026-11-20 08:00', '3 working-day', '2026-11-26 17:00'], // over a weekend and 24/11, Ngày Văn hóa Việt Nam
    ['2026-11-22 10:00', '1 working-day', '2026-11-25 17:00'], // received on Sunday = Monday morning; Tuesday 24/11 is off
    ['2025-11-23 10:00', '1 working-day', '2025-11-25 17:00'], // 24/11 is a working day before 2026
    ['2026-11-16 16:59', '1 working-day', '2026-11-17 17:00'],
    ['2026-11-16 17:00', '1 working-day', '2026-11-18 17:00'], // after closing = next morning
    ['2026-11-16 12:00', '1 working-day', '2026-11-17 17:00'],
    ['2027-02-03 09:00', '5 working-day', '2027-02-17 17:00'], // Tết 2027: 4 to 10 February
    ['2026-02-13 09:00', '1 working-day', '2026-02-23 17:00'], // Tết 2026: 16 to 20 February
    ['2026-08-21 09:00', '1 working-day', '2026-08-22 17:00'], // a swapped Saturday is a working day
    ['2026-11-13 09:00', '30 day', '2026-12-14 17:00'], // day 30 is a Sunday
    ['2026-11-10 09:00', '14 day', '2026-11-25 17:00'], // day 14 is 24/11
    ['2026-11-16 16:30', '1 hour', '2026-11-17 07:30'],
    ['2026-11-16 11:00', '1 hour', '2026-11-16 14:00'],
    ['2026-11-16 11:45', '1 hour', '2026-11-16 14:30'],
    ['2026-11-16 16:00', '1 hour', '2026-11-16 17:00'],
    ['2026-11-20 16:30', '9 hour', '2026-11-25 07:30'],
    ['2026-11-16 14:00', 'same-day', '2026-11-16 17:00'],
    ['2026-11-16 15:00', 'same-day', '2026-11-16 17:00'],
    ['2026-11-16 15:01', 'same-day', '2026-11-17 17:00'],
    ['2026-11-20 15:01', 'same-day', '2026-11-23 17:00'], // never +24 hours: the next working day
    ['2026-11-23 15:01', 'same-day', '2026-11-25 17:00'],
    ['2026-11-16 18:00', 'same-day', '2026-11-17 17:00'],
    ['2026-11-16 06:30', '0 working-day', '2026-11-16 17:00'],
  ])('received %s, %s: %s', (accepted, limit, expected) => {
    expect(shown(due(accepted, limit).dueAt)).toBe(expected);
  });

  it.each([
    // Received on Saturday morning, counted from Monday; the Saturday itself is never counted and nothing is due on it.
    ['2026-11-14 08:00', '1 working-day', '2026-11-16 17:00'],
    ['2026-11-14 12:00', '1 working-day', '2026-11-17 17:00'],
    ['2026-11-13 17:30', '1 working-day', '2026-11-16 17:00'],
    ['2026-11-13 08:00', '1 working-day', '2026-11-16 17:00'],
    ['2026-11-14 08:00', 'same-day', '2026-11-16 17:00'],
    // Hours run while the desk is open.
    ['2026-11-14 08:00', '1 hour', '2026-11-14 09:00'],
    ['2026-11-14 11:00', '1 hour', '2026-11-16 07:30'],
  ])('Cư trú, which receives on Saturday morning: received %s, %s: %s', (accepted, limit, expected) => {
    expect(shown(due(accepted, limit, 'Cư trú').dueAt)).toBe(expected);
  });

  it('comes with the reason of every day', () => {
    expect(due('2026-11-20 17:05', '2 working-day')).toEqual({
      dueAt: at('2026-11-26 17:00'),
      steps: [
        { date: '2026-11-20', isCounted: false, reason: 'afterClosing' },
        { date: '2026-11-21', isCounted: false, reason: 'weekend' },
        { date: '2026-11-22', isCounted: false, reason: 'weekend' },
        { date: '2026-11-23', isCounted: false, reason: 'firstDayExcluded' },
        { date: '2026-11-24', isCounted: false, reason: 'holiday', name: 'Ngày Văn hóa Việt Nam' },
        { date: '2026-11-25', isCounted: true, reason: 'counted', count: 1 },
        { date: '2026-11-26', isCounted: true, reason: 'counted', count: 2 },
      ],
      warnings: [],
    });
  });

  it('says why a calendar day is pushed on', () => {
    expect(due('2026-11-20 11:40', '2 day').steps).toEqual([
      { date: '2026-11-20', isCounted: false, reason: 'lunch' },
      { date: '2026-11-20', isCounted: false, reason: 'firstDayExcluded' },
      { date: '2026-11-21', isCounted: true, reason: 'counted', count: 1 },
      { date: '2026-11-22', isCounted: true, reason: 'counted', count: 2 },
      { date: '2026-11-23', isCounted: false, reason: 'movedToWorkingDay' },
    ]);
  });

  it('says why a same-day dossier is returned on the next working day', () => {
    expect(due('2026-11-23 15:30', 'same-day').steps).toEqual([
      { date: '2026-11-23', isCounted: false, reason: 'afterCutoff' },
      { date: '2026-11-24', isCounted: false, reason: 'holiday', name: 'Ngày Văn hóa Việt Nam' },
      { date: '2026-11-25', isCounted: false, reason: 'movedToWorkingDay' },
    ]);
  });

  it('warns of years whose holidays are not known, and still skips weekends', () => {
    expect(due('2028-12-28 09:00', '2 working-day')).toMatchObject({ dueAt: at('2029-01-01 17:00'), warnings: [{ warning: 'yearUnknown', year: 2029 }] });
  });

  it('waits for a day on which the field opens', () => {
    const tuesdays = { field: 'Đất đai', hours: { '1': [], '2': [[420, 690]], '3': [], '4': [], '5': [], '6': [], '7': [] } } as WorkingCalendar['hours'][number];
    const { dueAt, steps } = computeDeadline({ acceptedAt: at('2026-11-10 08:00'), limit: limitOf('3 working-day'), field: 'Đất đai', calendar: { ...calendar, hours: [...baselineOpening, tuesdays] } });
    expect([shown(dueAt), steps.slice(-3)]).toEqual([
      '2026-11-17 11:30',
      [
        { date: '2026-11-15', isCounted: false, reason: 'weekend' },
        { date: '2026-11-16', isCounted: false, reason: 'fieldClosed' },
        { date: '2026-11-17', isCounted: false, reason: 'movedToWorkingDay' },
      ],
    ]);
  });

  it('falls back on ordinary hours where none are published', () => {
    expect(computeDeadline({ acceptedAt: at('2026-11-16 08:00'), limit: limitOf('1 working-day'), field: '', calendar: { years: [], hours: [] } })).toMatchObject({
      dueAt: at('2026-11-17 17:00'),
      warnings: [{ warning: 'yearUnknown', year: 2026 }],
    });
  });
});

describe('the due date afterwards', () => {
  const input = { dueAt: at('2026-11-19 17:00'), limit: limitOf('3 working-day'), field: 'Hộ tịch', calendar };
  const pause = (from: string, to: string) => ({ from: at(from), to: at(to) });

  it.each([
    ['within one day costs nothing', [pause('2026-11-17 08:00', '2026-11-17 16:00')], 'resume', '2026-11-19 17:00'],
    ['over one night gives a working day back', [pause('2026-11-17 16:00', '2026-11-18 08:00')], 'resume', '2026-11-20 17:00'],
    ['skips weekends and holidays', [pause('2026-11-17 08:00', '2026-11-25 08:00')], 'resume', '2026-11-27 17:00'],
    ['twice adds up', [pause('2026-11-17 08:00', '2026-11-18 08:00'), pause('2026-11-19 08:00', '2026-11-20 08:00')], 'resume', '2026-11-23 17:00'],
    ['starts the whole limit again', [pause('2026-11-17 08:00', '2026-11-18 08:00')], 'restart', '2026-11-23 17:00'],
    ['is nothing once the dossier is late', [pause('2026-11-20 08:00', '2026-11-25 08:00')], 'restart', '2026-11-19 17:00'],
  ] as const)('a pause %s', (_, pauses, policy, expected) => {
    expect(shown(dueAfterPauses(input, pauses, policy))).toBe(expected);
  });

  it('a pause that is still open moves nothing yet', () => {
    expect(dueAfterPauses(input, [{ from: at('2026-11-17 08:00') }], 'resume')).toBe(input.dueAt);
  });

  it('hours that stood still are given back', () => {
    const hours = { ...input, limit: limitOf('8 hour') };
    expect(shown(dueAfterPauses(hours, [pause('2026-11-19 10:30', '2026-11-19 14:30')], 'resume'))).toBe('2026-11-20 09:00');
    expect(shown(dueAfterPauses(hours, [pause('2026-11-19 12:00', '2026-11-19 13:00')], 'resume'))).toBe('2026-11-19 17:00');
  });

  it('an extension counts on from the due date', () => {
    expect([
      shown(extendDeadline(input, { value: 3, unit: 'working-day' })),
      shown(extendDeadline(input, { value: 2, unit: 'day' })),
      shown(extendDeadline(input, { value: 2, unit: 'hour' })),
    ]).toEqual(['2026-11-25 17:00', '2026-11-23 17:00', '2026-11-20 09:00']);
  });
});

describe('laws of the due date', () => {
  const moments = fc.integer({ min: utcOf('2022-12-01'), max: utcOf('2030-01-01') });
  const fields = fc.constantFrom('Hộ tịch', 'Cư trú');
  const limits: fc.Arbitrary<TimeLimit> = fc.oneof(
    fc.record({ value: fc.integer({ min: 0, max: 60 }), unit: fc.constantFrom('working-day' as const, 'day' as const, 'hour' as const) }),
    fc.constant<TimeLimit>({ value: 0, unit: 'same-day', cutoff: '15:00' }),
  );
  const dueOf = (acceptedAt: number, limit: TimeLimit, field: string, using = calendar) => computeDeadline({ acceptedAt, limit, field, calendar: using }).dueAt;

  it('later received is never due earlier', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 10 * 86_400_000 }), limits, fields, (acceptedAt, laterMs, limit, field) => {
        expect(dueOf(acceptedAt + laterMs, limit, field)).toBeGreaterThanOrEqual(dueOf(acceptedAt, limit, field));
      }),
    );
  });

  it('it is never before reception, and a limit in days ends at closing of a working day', () => {
    fc.assert(
      fc.property(moments, limits, fields, (acceptedAt, limit, field) => {
        const dueAt = dueOf(acceptedAt, limit, field);
        const days = workingDays(calendar, field);
        expect(dueAt).toBeGreaterThanOrEqual(acceptedAt);
        if (limit.unit === 'hour') expect(days.spansOf(localDate(dueAt)).some(([from, to]) => localMinutes(dueAt) >= from && localMinutes(dueAt) <= to)).toBe(true);
        else expect([days.kindOf(localDate(dueAt)).isWorking, days.closingOf(localDate(dueAt))]).toEqual([true, dueAt]);
      }),
    );
  });

  it('one more day off never makes it earlier', () => {
    fc.assert(
      fc.property(moments, limits, fields, fc.integer({ min: 0, max: 60 }), (acceptedAt, limit, field, ahead) => {
        const date = addDays(localDate(acceptedAt), ahead);
        const year = Number(date.slice(0, 4));
        const known = baselineYears.find((entry) => entry.year === year) ?? { year, daysOff: [], workingSaturdays: [] };
        const years = [...baselineYears.filter((entry) => entry.year !== year), { ...known, daysOff: [...known.daysOff, { date, name: 'Nghỉ bão' }] }];
        expect(dueOf(acceptedAt, limit, field, { ...calendar, years })).toBeGreaterThanOrEqual(dueOf(acceptedAt, limit, field));
      }),
    );
  });

  it('the working days that are counted are as many as the limit says', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 60 }), fields, (acceptedAt, value, field) => {
        const { steps } = computeDeadline({ acceptedAt, limit: { value, unit: 'working-day' }, field, calendar });
        expect(steps.filter((step) => step.isCounted).map((step) => step.count)).toEqual(Array.from({ length: value }, (_, index) => index + 1));
      }),
    );
  });

  it('standing still never makes it earlier', () => {
    fc.assert(
      fc.property(moments, limits, fc.integer({ min: 1, max: 20 * 86_400_000 }), fc.constantFrom('resume' as const, 'restart' as const), (acceptedAt, limit, ms, policy) => {
        const dueAt = dueOf(acceptedAt, limit, 'Cư trú');
        expect(dueAfterPauses({ dueAt, limit, field: 'Cư trú', calendar }, [{ from: acceptedAt, to: acceptedAt + ms }], policy)).toBeGreaterThanOrEqual(dueAt);
      }),
    );
  });
});
