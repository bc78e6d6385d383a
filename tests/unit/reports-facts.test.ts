import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentState } from '../../domain/document/document.ts';
import type { DossierState } from '../../domain/dossier/state.ts';
import { fold } from '../../domain/entities.ts';
import type { DomainEvent } from '../../domain/event.ts';
import { dateOf, dayAt, dayBefore, dayOf, never } from '../../domain/reports/day.ts';
import { factsOf, procedureFactsOf } from '../../domain/reports/facts.ts';
import { indicatorFigure, type MeasureValues } from '../../domain/reports/indicators.ts';
import { measureIds } from '../../domain/reports/measures.ts';
import { boundsAt, monthsOf, noFigures } from '../../domain/reports/statements.ts';
import { addDays, utcOf } from '../../domain/time.ts';
import { seededRandom } from '../faults/simulator/random.ts';
import { testClock } from '../fixtures/desk.ts';
import { judgeFigures } from '../fixtures/judge-figures.ts';
import { writeLives } from '../fixtures/life-logs.ts';
import { type LifeProcedure, randomLife } from '../fixtures/lives.ts';
import { naiveFigures, readWholes } from '../fixtures/naive-figures.ts';
import { createTestDesk } from '../fixtures/test-desk.ts';
import { component, dossierHistories, event, morning, received } from './histories.ts';

const calendar = { years: [], hours: [] };
const nowhere = { longestMs: null, unsentSinceMs: null };
const minute = 60_000;

const stateOf = (...events: DomainEvent[]): DossierState => fold('dossier', events) as DossierState;
const factsFrom = (dossier: DossierState, documents: readonly DocumentState[] = []) => factsOf({ dossier, documents, procedure: undefined, calendar, delivery: nowhere })!;
/** `at`: a moment as minutes after Monday, 23/11/2026, 08:00. */
const at = (date: string, minutes = 8 * 60): number => (utcOf(date, minutes) - morning) / minute;
const step = (when: number, from: string, to: string, more: object = {}) => event(when, 'dossier.stepTaken', { from, to, reason: 'vì sao', ...more }, { seq: when + 10 });
const move = (when: number, from: number, to: number, officerId = '') => event(when, 'dossier.moved', { from, to, officerId, reason: '' }, { seq: when + 10, actor: 'binh' });
const reception = event(0, 'dossier.received', received);

describe('days', () => {
  it('are numbers that sort', () => expect([dayOf('2026-11-23'), dateOf(20261123), dayAt(utcOf('2026-11-23', 1439)), dayBefore(20260301)]).toEqual([20261123, '2026-11-23', 20261123, 20260228]));

  it('are counted until today where the period ends later, and never before it begins', () => {
    const bounds = (from: string, to: string) => boundsAt({ from, to }, morning);
    expect(bounds('2026-11-01', '2026-11-30')).toEqual({ from: 20261101, end: 20261123, before: 20261031, lateSince: morning / minute - 60 });
    expect(bounds('2026-11-01', '2026-11-02').end).toBe(20261102);
    expect(bounds('2026-12-05', '2026-12-31').end).toBe(20261204);
  });

  it('make months, cut off at both ends', () => {
    expect(monthsOf({ from: '2026-11-20', to: '2027-01-05' })).toEqual([
      { key: '2026-11', period: { from: '2026-11-20', to: '2026-11-30' } },
      { key: '2026-12', period: { from: '2026-12-01', to: '2026-12-31' } },
      { key: '2027-01', period: { from: '2027-01-01', to: '2027-01-05' } },
    ]);
  });
});

describe('facts of a dossier', () => {
  it('one received in error counts nowhere', () => {
    const dossier = stateOf(reception, event(1, 'dossier.cancelled', { reason: 'nhận nhầm' }));
    expect(factsOf({ dossier, documents: [], procedure: undefined, calendar, delivery: nowhere })).toBeUndefined();
  });

  it('is open in phases: as it was promised and paused on each day', () => {
    const due = (date: string) => utcOf(date, 17 * 60);
    const dossier = stateOf(
      event(0, 'dossier.received', { ...received, dueAt: due('2026-11-26') }),
      step(1, 'accepted', 'processing'),
      // Within one day: at its end nothing stands still.
      step(2, 'processing', 'supplementRequested'),
      step(90, 'supplementRequested', 'processing'),
      step(at('2026-11-24'), 'processing', 'paymentRequested'),
      step(at('2026-11-26'), 'paymentRequested', 'processing', { dueAt: due('2026-11-30') }),
      event(at('2026-11-27'), 'dossier.extended', { previousDueAt: due('2026-11-30'), dueAt: due('2026-12-02'), reason: 'quá tải', signedBy: '' }),
      step(at('2026-12-03'), 'processing', 'done'),
    );
    expect(factsFrom(dossier)).toMatchObject({
      facts: { receivedDay: 20261123, finishedDay: 20261203, returnedDay: never, leftDay: never, dueDay: 20261202, supplements: 1 },
      phases: [
        { fromDay: 20261123, toDay: 20261124, dueDay: 20261126, isPaused: 0 },
        { fromDay: 20261124, toDay: 20261126, dueDay: 20261126, isPaused: 1 },
        { fromDay: 20261126, toDay: 20261127, dueDay: 20261130, isPaused: 0 },
        { fromDay: 20261127, toDay: 20261203, dueDay: 20261202, isPaused: 0 },
      ],
    });
  });

  it('done on the day it came: never open at the end of one', () => {
    expect(factsFrom(stateOf(reception, step(1, 'accepted', 'processing'), step(2, 'processing', 'done'))).phases).toEqual([]);
  });

  it('counts opening hours in each stage, without pauses, over a weekend', () => {
    const friday = (hours: number) => at('2026-11-27', hours * 60);
    const dossier = stateOf(
      reception,
      // 08:00 to 09:00.
      move(60, 0, 1),
      // Until Friday 16:00; from Wednesday 08:00 to Friday 08:00 it stood still.
      step(at('2026-11-25'), 'processing', 'supplementRequested'),
      step(friday(8), 'supplementRequested', 'processing'),
      move(friday(16), 1, 2),
      // Over the weekend: an hour on Friday, an hour on Monday.
      move(at('2026-11-30'), 2, 3),
      move(at('2026-11-30', 8 * 60 + 10), 3, 4),
    );
    // Monday 09:00–11:30 and 13:30–17:00, Tuesday 8 h, Wednesday 07:00–08:00, Friday 08:00–11:30 and 13:30–16:00.
    const examine = 360 + 480 + 60 + 360;
    expect(factsFrom(dossier).facts).toMatchObject({ receiveMinutes: 60, examineMinutes: examine, approveMinutes: 60 + 60, sealMinutes: 10, returnMinutes: null });
  });

  it('no time is made up where nobody told of a move', () => {
    const dossier = stateOf(reception, step(60, 'accepted', 'processing'), step(120, 'processing', 'done'));
    expect(factsFrom(dossier).facts).toMatchObject({ receiveMinutes: null, examineMinutes: null, approveMinutes: null, sealMinutes: null, returnMinutes: null });
  });

  it('is in charge of whoever had it for examining last', () => {
    const sent = move(1, 0, 1, 'dũng');
    const taken = event(2, 'dossier.moveAnswered', { moveId: sent.id, isAccepted: true, reason: '' }, { actor: 'lan', seq: 12 });
    const officerOf = (...events: DomainEvent[]) => factsFrom(stateOf(reception, ...events)).group.officerId;
    expect([officerOf(), officerOf(sent), officerOf(sent, taken), officerOf(sent, taken, move(3, 1, 2, 'cường')), officerOf(step(1, 'accepted', 'processing'))]).toEqual(['hoa', 'dũng', 'lan', 'lan', 'hoa']);
  });

  it('is digitised by what is attached to it; its result is no paper of the application', () => {
    const components = [component('d01', { isReceived: true, mustDigitise: true }), component('d02', { isReceived: true }), component('d03', { isReceived: true, source: 'data' }), component('d04')];
    const dossier = stateOf(event(0, 'dossier.received', { ...received, components }));
    const scan = (componentKey: string, more: object = {}) => ({ id: componentKey, status: 'attached', componentKey, ...more }) as DocumentState;
    expect(factsFrom(dossier, [scan('d01')]).facts).toMatchObject({ components: 2, digitised: 1, mustDigitise: 1, mustDigitised: 1, papers: 1, hasResultFile: 0 });
    const sealed = scan('ket-qua', { signatures: [{ kind: 'seal' }] });
    expect(factsFrom(dossier, [sealed]).facts).toMatchObject({ digitised: 0, papers: 0, hasResultFile: 1, hasSealedResult: 1 });
    expect(factsFrom(dossier, [scan('ket-qua', { signatures: [{ kind: 'personal' }] })]).facts).toMatchObject({ hasResultFile: 1, hasSealedResult: 0 });
  });

  it('filed online: answered late after eight hours of opening, over a weekend too', () => {
    const friday = utcOf('2026-11-20', 16 * 60);
    const answered = (acceptedAt: number, channel = 'online') => {
      const fields = { ...received.fields, channel };
      return factsFrom(stateOf(event(0, 'dossier.received', { ...received, fields, submittedAt: friday, acceptedAt }))).facts.isAnsweredLate;
    };
    expect([answered(utcOf('2026-11-23', 15 * 60 + 59)), answered(utcOf('2026-11-23', 16 * 60 + 1)), answered(utcOf('2026-11-23', 16 * 60 + 1), 'direct')]).toEqual([0, 1, null]);
  });

  it('a payment taken back is none; the most electronic one counts', () => {
    const paid = (when: number, method: string) => event(when, 'dossier.paymentRecorded', { method, amountVnd: 8000, reference: '' });
    const portal = paid(2, 'portal');
    const taken = event(3, 'dossier.paymentCancelled', { paymentId: portal.id, reason: 'nhầm' });
    const paymentOf = (...events: DomainEvent[]) => factsFrom(stateOf(reception, ...events)).facts.payment;
    expect([paymentOf(), paymentOf(paid(1, 'cash'), portal), paymentOf(paid(1, 'cash'), portal, taken)]).toEqual([0, 3, 1]);
  });

  it('a procedure’s version speaks for itself; where it does not, what it says now', () => {
    expect([procedureFactsOf({ onlineLevel: 'none' }, { onlineLevel: 'full', hasResultPaper: false }), procedureFactsOf(undefined, undefined)]).toEqual([
      { onlineLevel: 'none', hasResultPaper: 0 },
      { onlineLevel: '', hasResultPaper: 1 },
    ]);
  });
});

describe('indicators', () => {
  const figures = (values: Partial<MeasureValues>): MeasureValues => ({ ...noFigures(), ...values });

  it('in time: solved in time and open in time, of all that were in hand', () => {
    const values = figures({ solved: 90, solvedEarly: 50, solvedOnTime: 30, open: 10, openInTime: 8 });
    expect(indicatorFigure('onTime', values)).toEqual({ id: 'onTime', version: 1, numerator: 88, denominator: 100, rate: 0.88, points: 17.6, maxPoints: 20 });
  });

  it('nothing to divide by is not nought', () => expect(indicatorFigure('onTime', noFigures())).toMatchObject({ rate: null, points: null }));

  it('full points from the rate on that the index asks for', () => {
    expect([40, 80, 95].map((reused) => indicatorFigure('reuse', figures({ reused, reusable: 100 })).points)).toEqual([1, 2, 2]);
    expect(indicatorFigure('online', figures({ onlineOfOnlineProcedure: 62, onlineProcedure: 100 }))).toMatchObject({ rate: 0.62, points: null, maxPoints: null });
  });
});

const compared = measureIds.filter((id) => id !== 'handled' && id !== 'syncedInTime');
const only = (values: Record<string, number>) => Object.fromEntries(compared.map((id) => [id, values[id]]));

const checkBySums = (values: MeasureValues) => {
  expect(values.received + values.carriedOver).toBe(values.solved + values.open);
  expect(values.solvedEarly + values.solvedOnTime + values.solvedLate).toBe(values.solved);
  expect(values.openInTime + values.openOverdue).toBe(values.open);
  expect(values.receivedDirect + values.receivedOnline + values.receivedPostal).toBe(values.received);
};

/** By the definitions read out over facts, without a database. */
const judged = (events: readonly DomainEvent[], period: { from: string; to: string }, today: string) => {
  const all = readWholes(events).flatMap(({ state, documents, version, calendar: hours }) => {
    const facts = factsOf({ dossier: state, documents, procedure: { documents: version.documents ?? [] }, calendar: hours, delivery: nowhere });
    return facts ? [{ ...facts, procedure: procedureFactsOf(version, undefined) }] : [];
  });
  return judgeFigures(all, boundsAt(period, utcOf(today)));
};

describe('sums', () => {
  const period = fc.record({ start: fc.integer({ min: -3, max: 12 }), length: fc.nat(9) }).map(({ start, length }) => ({ from: addDays('2026-11-23', start), to: addDays('2026-11-23', start + length) }));

  it('agree, and are those counted by hand, whatever happens to a dossier at three desks', () => {
    fc.assert(
      fc.property(dossierHistories, period, (history, asked) => {
        const values = judged(history, asked, '2026-11-29');
        checkBySums(values);
        expect(only(values)).toEqual(only(naiveFigures(readWholes(history), { ...asked, today: '2026-11-29' })));
      }),
      { numRuns: 2000 },
    );
  });

  it('agree, and are those counted by hand, of dossiers that go their way', () => {
    const seed = Math.trunc(performance.timeOrigin) % 2 ** 31;
    const clock = testClock();
    for (let run = 0; run < 100; run += 1) {
      const random = seededRandom(`đời hồ sơ ${seed} ${run}`);
      const desks = [1, 2].map((number) => createTestDesk({ agencyCode: 'H02.15.20', number, clock, fetch: () => Promise.reject(new Error('no district')) }));
      const procedures: LifeProcedure[] = [{ id: 'p', code: null, name: 'Khai sinh', field: 'Hộ tịch', version: 'v' }];
      const lives = Array.from({ length: 10 }, (_, index) => randomLife(random, { id: `h${index}`, code: `c${index}`, procedures, officers: ['hoa'], from: morning, days: 20 }));
      const written = writeLives(lives.flat(), desks, clock, random);
      const from = addDays('2026-11-20', random.below(40));
      const asked = { from, to: addDays(from, random.below(30)) };
      const values = judged(written, asked, '2027-01-10');
      checkBySums(values);
      expect({ seed, run, ...only(values) }).toEqual({ seed, run, ...only(naiveFigures(readWholes(written), { ...asked, today: '2027-01-10' })) });
    }
  });
});
