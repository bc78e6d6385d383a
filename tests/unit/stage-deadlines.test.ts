import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselineCalendarEvents } from '../../domain/calendar/baseline.ts';
import type { CalendarYear, OpeningHours, WorkingCalendar } from '../../domain/calendar/calendar.ts';
import { computeDeadline, dueAfterPauses, extendDeadline } from '../../domain/calendar/deadline.ts';
import { firstDueAt, shareAfter, stageDueAt, stageLateFrom } from '../../domain/calendar/stage-deadlines.ts';
import { workingDays } from '../../domain/calendar/working-days.ts';
import { type FlowStage, usualFlow } from '../../domain/dossier/flow.ts';
import type { TimeLimit } from '../../domain/procedure/procedure.ts';
import { addDays, localDate, utcOf } from '../../domain/time.ts';

const payloads = baselineCalendarEvents().map(({ payload }) => payload);
const calendar: WorkingCalendar = {
  years: payloads.filter((payload): payload is CalendarYear => 'year' in payload),
  hours: payloads.filter((payload): payload is OpeningHours => 'hours' in payload && 'field' in payload),
};
const field = 'Hộ tịch';
const days = workingDays(calendar, field);
const closing = (date: string): number => utcOf(date, 17 * 60);
const duesOf = (flow: readonly FlowStage[], times: { acceptedAt: number; firstDueAt: number; dueAt: number }): number[] =>
  flow.map((_, index) => stageDueAt(calendar, field, { ...times, laterShare: shareAfter(flow, index) }));

describe('each stage’s share of the time limit', () => {
  it('in days: ten working days, of which half are for examination', () => {
    const acceptedAt = utcOf('2026-11-30', 8 * 60);
    const { dueAt } = computeDeadline({ acceptedAt, limit: { value: 10, unit: 'working-day' }, field, calendar });
    expect(localDate(dueAt)).toBe('2026-12-14');
    expect(duesOf(usualFlow, { acceptedAt, firstDueAt: dueAt, dueAt }).map(localDate)).toEqual(['2026-12-01', '2026-12-08', '2026-12-10', '2026-12-11', '2026-12-14']);
  });

  it('in hours: eight, to the minute', () => {
    const acceptedAt = utcOf('2026-11-30', 7 * 60);
    const { dueAt } = computeDeadline({ acceptedAt, limit: { value: 8, unit: 'hour' }, field, calendar });
    expect(dueAt).toBe(closing('2026-11-30'));
    const inTwoDays = computeDeadline({ acceptedAt: utcOf('2026-11-30', 14 * 60), limit: { value: 5, unit: 'hour' }, field, calendar }).dueAt;
    expect(inTwoDays).toBe(utcOf('2026-12-01', 9 * 60));
    const dues = duesOf(usualFlow, { acceptedAt: utcOf('2026-11-30', 14 * 60), firstDueAt: inTwoDays, dueAt: inTwoDays });
    // Half an hour, two and a half, one, and twice half an hour.
    expect(dues).toEqual([utcOf('2026-11-30', 14 * 60 + 30), closing('2026-11-30'), utcOf('2026-12-01', 8 * 60), utcOf('2026-12-01', 8 * 60 + 30), inTwoDays]);
  });

  it('late is, in days, the day after; in hours, the moment after', () => {
    const acceptedAt = utcOf('2026-11-30', 14 * 60);
    const inDays = { acceptedAt, firstDueAt: closing('2026-12-04'), dueAt: closing('2026-12-04'), laterShare: 40 };
    expect([localDate(stageDueAt(calendar, field, inDays)), stageLateFrom(calendar, field, inDays)]).toEqual(['2026-12-03', utcOf('2026-12-04')]);
    const inHours = { acceptedAt, firstDueAt: utcOf('2026-12-01', 9 * 60), dueAt: utcOf('2026-12-01', 9 * 60), laterShare: 20 };
    expect(stageLateFrom(calendar, field, inHours)).toBe(utcOf('2026-12-01', 8 * 60) + 1);
  });

  it('what was first promised is known after any change', () => {
    expect([firstDueAt({ dueAt: 5, dueChanges: [] }), firstDueAt({ dueAt: 9, dueChanges: [{ from: 5, to: 7, cause: 'pause', reason: '', at: 0, by: '' }, { from: 7, to: 9, cause: 'apology', reason: '', at: 0, by: '' }] })]).toEqual([5, 5]);
  });
});

const shares = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 12 }).map((weights): FlowStage[] => {
  const sum = weights.reduce((all, weight) => all + weight, 0) || 1;
  const whole = weights.map((weight) => Math.floor((weight * 100) / sum));
  const rest = 100 - whole.reduce((all, share) => all + share, 0);
  return whole.map((share, index) => ({ kind: index === 0 ? 'receive' : index === whole.length - 1 ? 'return' : 'examine', place: 'commune', agency: '', sharePercent: share + (index === 0 ? rest : 0) }));
});
const moment = fc.integer({ min: 0, max: 400 * 24 * 60 }).map((minutes) => utcOf('2026-01-05') + minutes * 60_000);
const limit: fc.Arbitrary<TimeLimit> = fc.oneof(
  fc.record({ value: fc.integer({ min: 1, max: 30 }), unit: fc.constantFrom('working-day' as const, 'day' as const) }),
  fc.record({ value: fc.integer({ min: 1, max: 60 }), unit: fc.constant('hour' as const) }),
  fc.constant({ value: 0, unit: 'same-day' as const }),
);

describe('laws of stage deadlines', () => {
  it('come one after the other, never before reception’s day, never after the due date, and the last is the due date', () => {
    fc.assert(
      fc.property(shares, moment, limit, (flow, acceptedAt, theLimit) => {
        const { dueAt } = computeDeadline({ acceptedAt, limit: theLimit, field, calendar });
        const dues = duesOf(flow, { acceptedAt, firstDueAt: dueAt, dueAt });
        expect(dues).toEqual(dues.toSorted((a, b) => a - b));
        expect(dues.at(-1)).toBe(dueAt);
        expect(localDate(dues[0]!) >= localDate(Math.min(acceptedAt, dueAt))).toBe(true);
        if (theLimit.unit !== 'hour') expect(dues.every((due) => days.closingOf(localDate(due)) === due)).toBe(true);
      }),
    );
  });

  it('in hours each stage has its share, to the millisecond', () => {
    fc.assert(
      fc.property(shares, moment, fc.integer({ min: 1, max: 60 }), (flow, at, hours) => {
        const theLimit: TimeLimit = { value: hours, unit: 'hour' };
        const { dueAt } = computeDeadline({ acceptedAt: at, limit: theLimit, field, calendar });
        if (days.closingOf(localDate(dueAt)) === dueAt) return;
        const dues = duesOf(flow, { acceptedAt: at, firstDueAt: dueAt, dueAt });
        const whole = days.open.between(at, dueAt);
        dues.forEach((due, index) => expect(Math.abs(days.open.between(due, dueAt) - (whole * shareAfter(flow, index)) / 100)).toBeLessThan(2));
      }),
    );
  });

  it('a pause and an apology move the stage in hand by what they move the whole, and take nothing from those after it', () => {
    fc.assert(
      fc.property(shares, moment, fc.integer({ min: 2, max: 20 }), fc.integer({ min: 1, max: 15 }), fc.integer({ min: 1, max: 9 }), (flow, acceptedAt, value, pausedDays, extra) => {
        const theLimit: TimeLimit = { value, unit: 'working-day' };
        const first = computeDeadline({ acceptedAt, limit: theLimit, field, calendar }).dueAt;
        const from = acceptedAt + 3_600_000;
        const paused = dueAfterPauses({ dueAt: first, limit: theLimit, field, calendar }, [{ from, to: from + pausedDays * 86_400_000 }], 'resume');
        const extended = extendDeadline({ dueAt: paused, field, calendar }, { value: extra, unit: 'working-day' });
        const before = duesOf(flow, { acceptedAt, firstDueAt: first, dueAt: first });
        for (const dueAt of [paused, extended]) {
          const after = duesOf(flow, { acceptedAt, firstDueAt: first, dueAt });
          after.forEach((due, index) => {
            expect(due).toBeGreaterThanOrEqual(before[index]!);
            expect(days.open.between(due, dueAt)).toBeLessThanOrEqual((days.open.between(acceptedAt, first) * shareAfter(flow, index)) / 100 + 1);
          });
        }
      }),
    );
  });

  it('opening hours added up are those counted one by one', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 90 * 86_400_000 }), (from, length) => {
        let open = 0;
        for (let date = localDate(from); date <= localDate(from + length); date = addDays(date, 1)) {
          for (const [start, end] of days.spansOf(date)) open += Math.max(0, Math.min(from + length, utcOf(date, end)) - Math.max(from, utcOf(date, start)));
        }
        expect(days.open.between(from, from + length)).toBe(open);
        expect(days.open.between(from + length, from)).toBe(0);
      }),
    );
  });

  it('time back is time forth', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 30 * 8 * 3_600_000 }), (at, openMs) => {
        const from = days.open.before(at, openMs);
        expect(days.open.between(from, at)).toBe(openMs);
      }),
    );
  });
});

describe('half days', () => {
  const year: CalendarYear = { year: 2026, daysOff: [], workingSaturdays: [], halfDays: [{ date: '2026-12-31', name: 'Chiều nghỉ Tết dương lịch', hours: [[420, 690]] }] };
  const shortened: WorkingCalendar = { ...calendar, years: [...calendar.years.filter(({ year: known }) => known !== 2026), year] };

  it('are working days that close earlier, so what is due then is due in the morning', () => {
    const { dueAt, steps } = computeDeadline({ acceptedAt: utcOf('2026-12-30', 9 * 60), limit: { value: 1, unit: 'working-day' }, field, calendar: shortened });
    expect(dueAt).toBe(utcOf('2026-12-31', 690));
    expect(steps.at(-1)).toEqual({ date: '2026-12-31', isCounted: true, reason: 'counted', count: 1, name: 'Chiều nghỉ Tết dương lịch' });
  });

  it('hours run on the next day, and what comes in the afternoon counts from there', () => {
    expect(computeDeadline({ acceptedAt: utcOf('2026-12-31', 11 * 60), limit: { value: 1, unit: 'hour' }, field, calendar: shortened }).dueAt).toBe(
      computeDeadline({ acceptedAt: utcOf('2026-12-31', 690), limit: { value: 0.5, unit: 'hour' }, field, calendar: shortened }).dueAt,
    );
    expect(computeDeadline({ acceptedAt: utcOf('2026-12-31', 14 * 60), limit: { value: 0, unit: 'same-day' }, field, calendar: shortened }).dueAt).toBe(closing('2027-01-04'));
  });

  it('a field has only what it has of them, and a day off stays off', () => {
    const own: WorkingCalendar = { ...shortened, hours: [...calendar.hours, { field: 'Chiều', hours: { '1': [[810, 1020]], '2': [[810, 1020]], '3': [[810, 1020]], '4': [[810, 1020]], '5': [[810, 1020]], '6': [], '7': [] } }] };
    expect(workingDays(own, 'Chiều').isDueDay('2026-12-31')).toBe(false);
    const off: WorkingCalendar = { ...shortened, years: [{ ...year, daysOff: [{ date: '2026-12-31', name: 'Nghỉ' }] }] };
    expect(workingDays(off, field).spansOf('2026-12-31')).toEqual([]);
  });
});
