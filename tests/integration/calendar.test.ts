import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { procedureIdOf } from '../../domain/procedure/catalogue.ts';
import { localDate, utcOf } from '../../domain/time.ts';
import { publishHours, publishYear } from '../../electron/desk/calendar/publish.ts';
import type { YearInput } from '../../domain/calendar/publish.ts';
import { viewCalendar } from '../../electron/desk/calendar/view.ts';
import { previewDeadline } from '../../electron/desk/reception/deadline.ts';
import { affectedByCalendar } from '../../electron/desk/workflow/affected-by-calendar.ts';
import { extend } from '../../electron/desk/workflow/extend.ts';
import { reschedule } from '../../electron/desk/workflow/reschedule.ts';
import { takeStep } from '../../electron/desk/workflow/take-step.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { makeDossier } from '../fixtures/dossiers.ts';
import { birth } from '../fixtures/reception.ts';
import { walkTo } from '../fixtures/stages.ts';

let made: TestDesk;
beforeEach(async () => {
  made = await makeDesk();
});
afterEach(() => made.close());

/** Nhận cha, mẹ, con: three working days. */
const threeDays = procedureIdOf({ code: '1.001022', name: '' });
const make = (procedureId = threeDays) => makeDossier(made.as('hoa'), { procedureId });
const stateOf = (id: string) => made.store.state('dossier', id)!;
const dueOn = (id: string) => localDate(stateOf(id).dueAt);
const move = async (ids: string[], reason = 'Lịch nghỉ mới') => must(await reschedule(made.as('binh'), { ids, reason }));

const yearOf = (year: number): YearInput => {
  const { isBaseline: _, ...fields } = viewCalendar(made.desk).years.find((known) => known.year === year)!;
  return fields;
};
const dayOff = (date: string, name = 'Nghỉ bão'): void => {
  made.clock.advance(1000);
  const year = yearOf(Number(date.slice(0, 4)));
  must(publishYear(made.as('quantri'), { ...year, daysOff: [...year.daysOff, { date, name }] }));
};

describe('the calendar', () => {
  it('is shown with its years, its hours, and the fields that may have their own', () => {
    const { years, hours, fields } = viewCalendar(made.desk);
    expect(years.map(({ year }) => year)).toEqual([2023, 2024, 2025, 2026, 2027, 2028]);
    expect(hours.map(({ field }) => field)).toEqual([null, 'Cư trú']);
    expect(fields).toContain('Hộ tịch');
  });

  it('takes a year as it was announced, and no other', () => {
    const publish = (changes: Partial<YearInput>) => publishYear(made.as('quantri'), { ...yearOf(2026), ...changes });
    const day = (date: string, name = 'Nghỉ') => ({ date, name });
    expect(publish({ daysOff: [day('2026-02-30')] })).toEqual({ problem: 'calendar.yearMalformed', data: { year: 2026, date: '2026-02-30' } });
    expect(publish({ daysOff: [day('2027-01-01')] })).toMatchObject({ problem: 'calendar.yearMalformed' });
    expect(publish({ daysOff: [day('2026-12-25'), day('2026-12-25')] })).toMatchObject({ problem: 'calendar.yearMalformed' });
    expect(publish({ daysOff: [day('2026-12-25', '  ')] })).toMatchObject({ problem: 'calendar.yearMalformed' });
    expect(publish({ daysOff: [], workingSaturdays: [day('2026-12-25')] })).toMatchObject({ problem: 'calendar.yearMalformed', data: { date: '2026-12-25' } });
    expect(publish({ daysOff: [day('2026-12-25'), day('2026-01-01', ' Tết ')], workingSaturdays: [day('2026-12-26')] })).toEqual({ year: 2026 });
    expect(yearOf(2026)).toEqual({ year: 2026, daysOff: [day('2026-01-01', 'Tết'), day('2026-12-25')], workingSaturdays: [day('2026-12-26')] });
    expect(publishYear(made.as('quantri'), { year: 2031, daysOff: [], workingSaturdays: [] })).toEqual({ year: 2031 });
  });

  it('takes half days that are working days, with hours in order', () => {
    const morning: [number, number][] = [[420, 690]];
    const publish = (date: string, hours = morning, changes: Partial<YearInput> = {}) => publishYear(made.as('quantri'), { ...yearOf(2026), ...changes, halfDays: [{ date, name: ' Chiều nghỉ ', hours }] });
    // A Sunday, a Saturday, a day off, another year; closed all day, or backwards.
    for (const date of ['2026-12-27', '2026-12-26', '2026-09-02', '2027-12-30']) expect(publish(date), date).toEqual({ problem: 'calendar.yearMalformed', data: { year: 2026, date } });
    for (const hours of [[], [[690, 420]], [[420, 690], [600, 1020]]] as [number, number][][]) expect(publish('2026-12-31', hours)).toMatchObject({ problem: 'calendar.yearMalformed' });
    must(publish('2026-12-31'));
    expect(yearOf(2026).halfDays).toEqual([{ date: '2026-12-31', name: 'Chiều nghỉ', hours: morning }]);
    must(publish('2026-12-26', morning, { workingSaturdays: [{ date: '2026-12-26', name: 'Làm bù' }] }));
    // It counts as a working day.
    made.clock.set(utcOf('2026-12-25', 16 * 60));
    expect(must(previewDeadline(made.as('hoa'), { procedureId: threeDays })).steps.find(({ date }) => date === '2026-12-26')).toMatchObject({ isCounted: true, reason: 'workingSaturday' });
  });

  it('takes hours in which the desk could be open', () => {
    const morning: [number, number][] = [[420, 690]];
    const { isBaseline: _, ...common } = viewCalendar(made.desk).hours[0]!;
    const publish = (changes: object) => publishHours(made.as('quantri'), { field: 'Hộ tịch', hours: { ...common.hours, ...changes } });
    expect(publish({ '3': [[690, 420]] })).toEqual({ problem: 'calendar.hoursMalformed', data: { weekday: '3' } });
    expect(publish({ '5': [[420, 690], [660, 1020]] })).toMatchObject({ problem: 'calendar.hoursMalformed' });
    expect(publish({ '1': [], '2': [], '3': [], '4': [], '5': [], '6': morning })).toMatchObject({ problem: 'calendar.hoursMalformed' });
    expect(publish({ '6': morning })).toEqual({ field: 'Hộ tịch' });
    expect(viewCalendar(made.desk).hours.map(({ field }) => field)).toEqual([null, 'Cư trú', 'Hộ tịch']);
  });
});

describe('a holiday that is announced late', () => {
  it('moves no date by itself: it lists the dossiers, with the new date and the day that is to blame', () => {
    const { id } = make();
    const today = make(birth).id;
    expect(dueOn(id)).toBe('2026-11-27');
    expect(affectedByCalendar(made.desk)).toEqual([]);
    dayOff('2026-11-26');
    expect([dueOn(id), dueOn(today)]).toEqual(['2026-11-27', '2026-11-23']);
    const [affected, ...others] = affectedByCalendar(made.desk);
    expect(others).toEqual([]);
    expect(affected).toMatchObject({ row: { id }, dueAt: stateOf(id).dueAt, newDueAt: utcOf('2026-11-30', 17 * 60) });
    // The 24th was off before, and is not to blame.
    expect(affected!.why).toEqual([{ date: '2026-11-26', isCounted: false, reason: 'holiday', name: 'Nghỉ bão' }]);
  });

  it('an officer confirms: the date moves with its letter, once', async () => {
    const { id, code, dueAt } = make();
    dayOff('2026-11-26');
    expect(await reschedule(made.as('binh'), { ids: [id], reason: ' ' })).toMatchObject({ problem: 'dossier.reasonRequired' });
    const [moved] = await move([id, id, 'không có']);
    const newDueAt = utcOf('2026-11-30', 17 * 60);
    expect(moved).toEqual({ id, code, previousDueAt: dueAt, dueAt: newDueAt, formId: stateOf(id).forms[0]!.id });
    expect(stateOf(id)).toMatchObject({ dueAt: newDueAt, dueChanges: [{ from: dueAt, to: newDueAt, cause: 'calendar', reason: 'Lịch nghỉ mới' }], forms: [{ form: 'apology' }] });
    const head = made.store.head();
    expect([await move([id]), affectedByCalendar(made.desk)]).toEqual([[], []]);
    expect(made.store.head()).toEqual(head);
    // What the calendar did is no apology of the desk's: the one that is allowed is still there.
    expect(must(extend(made.as('cuong'), { id, until: { value: 1, unit: 'working-day' }, reason: 'chờ xác minh', signedBy: '' })).dueAt).toBe(utcOf('2026-12-01', 17 * 60));
  });

  it('a holiday taken back makes the date earlier again, and is listed too', async () => {
    const { id } = make();
    dayOff('2026-11-26');
    await move([id]);
    const year = yearOf(2026);
    made.clock.advance(1000);
    must(publishYear(made.as('quantri'), { ...year, daysOff: year.daysOff.filter(({ date }) => date !== '2026-11-26') }));
    expect(affectedByCalendar(made.desk).map(({ newDueAt, why }) => [localDate(newDueAt), why.map(({ date, reason }) => [date, reason])])).toEqual([['2026-11-27', [['2026-11-26', 'counted']]]]);
  });

  it('counts pauses anew, and leaves a date promised with an apology unless it became a day off', async () => {
    const paused = make().id;
    const promised = make().id;
    const step = (to: 'supplementRequested' | 'processing') =>
      must(takeStep(made.as('binh'), { id: paused, to, reason: 'thiếu', ...(to === 'supplementRequested' && { requested: [{ name: 'Giấy', note: '' }] }) }));
    step('supplementRequested');
    must(extend(made.as('cuong'), { id: promised, until: { date: '2026-12-03' }, reason: 'chờ', signedBy: '' }));
    made.clock.set(utcOf('2026-11-26', 9 * 60));
    step('processing');
    expect([dueOn(paused), dueOn(promised)]).toEqual(['2026-12-01', '2026-12-03']);
    dayOff('2026-11-30');
    expect(affectedByCalendar(made.desk).map(({ row, newDueAt }) => [row.id, localDate(newDueAt)])).toEqual([[paused, '2026-12-02']]);
    dayOff('2026-12-03');
    expect(affectedByCalendar(made.desk).map(({ row, newDueAt }) => [row.id, localDate(newDueAt)])).toEqual([[paused, '2026-12-02'], [promised, '2026-12-04']]);
    expect(await move([promised, paused])).toHaveLength(2);
    expect([dueOn(paused), dueOn(promised), affectedByCalendar(made.desk)]).toEqual(['2026-12-02', '2026-12-04', []]);
  });

  it('does not touch what is finished, what was never accepted, or a closing hour', () => {
    const done = make().id;
    walkTo(made, done, 4);
    makeDossier(made.as('hoa'), { procedureId: threeDays, startsAs: 'registered' });
    make(birth);
    dayOff('2026-11-26');
    const { isBaseline: _, ...common } = viewCalendar(made.desk).hours[0]!;
    must(publishHours(made.as('quantri'), { ...common, hours: { ...common.hours, '1': [[420, 690], [810, 990]] } }));
    expect(affectedByCalendar(made.desk)).toEqual([]);
  });

  it('is found quickly among hundreds of open dossiers', () => {
    for (let index = 0; index < 300; index += 1) {
      if (index % 100 === 0) made.clock.advance(60_000);
      make();
    }
    dayOff('2026-11-26');
    const before = performance.now();
    expect(affectedByCalendar(made.desk)).toHaveLength(300);
    const tookMs = performance.now() - before;
    expect(tookMs).toBeLessThan(1000);
  });
});
