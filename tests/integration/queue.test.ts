import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ticketsOfDay } from '../../db/queries/tickets.ts';
import { isProblem, type Problem } from '../../domain/problem.ts';
import { addDays, dayMs, localDate, utcOf } from '../../domain/time.ts';
import { queueBoard, queueDisplay } from '../../electron/desk/queue/board.ts';
import { ticketPdf } from '../../electron/desk/queue/ticket-pdf.ts';
import { callNext, closeTicket, issueTicket, recallTicket } from '../../electron/desk/queue/tickets.ts';
import { changeSettings } from '../../electron/desk/setup/settings.ts';
import { createWorkers } from '../../electron/desk/workers/pool.ts';
import { makeApi } from '../fixtures/desk-api.ts';
import { makeDesk, mondayMorning, must, type TestDesk } from '../fixtures/desk.ts';
import { readPdf } from '../fixtures/read-pdf.ts';
import { refusalOf } from '../fixtures/running-desk.ts';

const minute = 60_000;

let made: TestDesk;
const turnOn = async (desk: TestDesk): Promise<void> => void must(await changeSettings(desk.as('quantri'), { hasQueueTickets: true }));
const issue = (desk: TestDesk = made, about: 'submit' | 'collect' | 'ask' | '' = 'submit') => must(issueTicket(desk.as('hoa'), { about }));
const call = (counter = 'Quầy 1', desk: TestDesk = made) => must(callNext(desk.as('hoa'), { counter })).ticket;

beforeEach(async () => {
  made = await makeDesk();
});
afterEach(() => made.close());

describe('queue tickets', () => {
  it('are off until an administrator turns them on', async () => {
    const off: Problem = { problem: 'queue.off', data: {} };
    expect(issueTicket(made.as('hoa'), { about: '' })).toEqual(off);
    expect(callNext(made.as('hoa'), { counter: 'Quầy 1' })).toEqual(off);
    expect(queueBoard(made.desk)).toMatchObject({ isOn: false, waiting: [], figures: { issued: 0 } });
    expect(queueDisplay(made.desk)).toMatchObject({ isOn: false, called: [], next: [] });
    await turnOn(made);
    expect(issue()).toMatchObject({ number: '1001', status: 'waiting', about: 'submit' });
  });

  it('count from 001 each day, go on after a restart, and stop at 999', async () => {
    await turnOn(made);
    expect([issue().number, issue().number]).toEqual(['1001', '1002']);
    made = made.reopen();
    expect(issue().number).toBe('1003');
    // Another day and back: a clock that is put right must not give a number twice.
    made.clock.advance(dayMs);
    expect(issue().number).toBe('1001');
    made.clock.advance(-dayMs);
    expect(issue().number).toBe('1004');
    made.clock.advance(2 * dayMs);
    for (let order = 1; order <= 999; order += 1) issue(made, '');
    expect(issueTicket(made.as('hoa'), { about: '' })).toEqual({ problem: 'queue.dayFull', data: {} });
  });

  it('are called by who has waited longest, called again, and closed; the log has each of it', async () => {
    await turnOn(made);
    issue();
    made.clock.advance(minute);
    issue();
    made.clock.advance(4 * minute);
    const first = call('Quầy 1')!;
    expect(first).toMatchObject({ number: '1001', counter: 'Quầy 1', calls: 1, waitedMs: 5 * minute });
    const second = call('Quầy 2')!;
    expect(second).toMatchObject({ number: '1002', waitedMs: 4 * minute });
    expect(call('Quầy 1')).toBeUndefined();

    made.clock.advance(minute);
    expect(must(recallTicket(made.as('binh'), { id: first.id }))).toMatchObject({ calls: 2, counter: 'Quầy 1', waitedMs: 5 * minute });
    expect(queueBoard(made.desk).called.map(({ number }) => number)).toEqual(['1001', '1002']);
    must(closeTicket(made.as('hoa'), { id: first.id, outcome: 'served' }));
    must(closeTicket(made.as('hoa'), { id: second.id, outcome: 'absent' }));
    expect(closeTicket(made.as('hoa'), { id: first.id, outcome: 'absent' })).toEqual({ problem: 'ticket.closed', data: {} });
    expect(recallTicket(made.as('hoa'), { id: first.id })).toEqual({ problem: 'ticket.closed', data: {} });
    expect(recallTicket(made.as('hoa'), { id: 'made up' })).toEqual({ problem: 'ticket.unknown', data: {} });
    expect(queueBoard(made.desk)).toMatchObject({
      waiting: [],
      called: [],
      closed: [{ number: '1002', status: 'absent' }, { number: '1001', status: 'served' }],
      figures: { issued: 2, waiting: 0, served: 1, absent: 1, averageWaitMs: 4.5 * minute, longestWaitMs: 5 * minute },
    });
    expect(made.store.eventsOf('ticket', first.id).map(({ type, actorId }) => [type, actorId])).toEqual([
      ['ticket.issued', made.as('hoa').officer.id],
      ['ticket.called', made.as('hoa').officer.id],
      ['ticket.called', made.as('binh').officer.id],
      ['ticket.closed', made.as('hoa').officer.id],
    ]);
  });

  it('the one before is closed in the same breath as the next is called', async () => {
    await turnOn(made);
    issue();
    issue();
    const first = call()!;
    const { ticket } = must(callNext(made.as('hoa'), { counter: 'Quầy 1', closing: { id: first.id, outcome: 'served' } }));
    expect(ticket).toMatchObject({ number: '1002' });
    expect(made.store.state('ticket', first.id)).toMatchObject({ status: 'served' });
    // Closed on the other screen meanwhile: no reason not to call the next.
    expect(must(callNext(made.as('hoa'), { counter: 'Quầy 1', closing: { id: first.id, outcome: 'absent' } }))).toEqual({});
    expect(made.store.state('ticket', first.id)).toMatchObject({ status: 'served' });
    expect(callNext(made.as('hoa'), { counter: 'Quầy 1', closing: { id: 'made up', outcome: 'served' } })).toEqual({ problem: 'ticket.unknown', data: {} });
  });

  it('who waits, how long, and what the window shows: the last number of each counter', async () => {
    await turnOn(made);
    for (let count = 0; count < 5; count += 1) {
      issue();
      made.clock.advance(minute);
    }
    call('Quầy 1');
    call('Quầy 2');
    made.clock.advance(minute);
    call('Quầy 1');
    expect(queueDisplay(made.desk)).toMatchObject({
      isOn: true,
      unitName: 'UBND xã Lục Sơn',
      called: [{ number: '1003', counter: 'Quầy 1' }, { number: '1002', counter: 'Quầy 2' }],
      next: ['1004', '1005'],
      waiting: 2,
    });
    expect(queueBoard(made.desk)).toMatchObject({
      waiting: [{ number: '1004', waitedMs: 3 * minute }, { number: '1005', waitedMs: 2 * minute }],
      called: [{ number: '1003' }, { number: '1002' }, { number: '1001' }],
      figures: { waiting: 2, averageWaitMs: Math.round((5 + 4 + 4) / 3 * minute), longestWaitMs: 5 * minute },
    });
    // Tomorrow begins anew.
    made.clock.set(utcOf(addDays(localDate(mondayMorning), 1), 7 * 60));
    expect(queueBoard(made.desk)).toMatchObject({ waiting: [], called: [], figures: { issued: 0, averageWaitMs: null, longestWaitMs: null } });
  });

  it('of two desks never have the same number; each calls its own, and the window of each shows both', async () => {
    const other = await makeDesk({ deskNumber: 2 });
    await turnOn(made);
    await turnOn(other);
    expect([issue().number, issue(other).number, issue().number, issue(other).number]).toEqual(['1001', '2001', '1002', '2002']);
    call('Quầy 1');
    other.clock.advance(minute);
    call('Quầy 2', other);
    const exchange = (from: TestDesk, to: TestDesk) => to.store.merge(from.store.ownEvents(0, 1000), 'cursor');
    expect(exchange(other, made).refused).toEqual([]);
    expect(exchange(made, other).refused).toEqual([]);

    for (const desk of [made, other]) {
      expect(queueDisplay(desk.desk).called.map(({ number, counter }) => [number, counter])).toEqual([['2001', 'Quầy 2'], ['1001', 'Quầy 1']]);
      expect(new Set(ticketsOfDay(desk.store, localDate(mondayMorning)).map(({ number }) => number)).size).toBe(4);
    }
    expect(queueBoard(made.desk).waiting.map(({ number }) => number)).toEqual(['1002']);
    expect(call('Quầy 1')).toMatchObject({ number: '1002' });
    expect(call('Quầy 1')).toBeUndefined();
    const foreign = queueBoard(other.desk).called[0]!;
    expect(closeTicket(made.as('hoa'), { id: foreign.id, outcome: 'served' })).toEqual({ problem: 'ticket.unknown', data: {} });
    other.close();
  });
});

describe('whatever officers do, in whatever order', () => {
  const command = fc.oneof(
    { arbitrary: fc.constant({ kind: 'issue' as const }), weight: 4 },
    { arbitrary: fc.record({ kind: fc.constant('call' as const), counter: fc.constantFrom('Quầy 1', 'Quầy 2') }), weight: 3 },
    fc.record({ kind: fc.constantFrom('served' as const, 'absent' as const, 'recall' as const), which: fc.nat(20) }),
    fc.record({ kind: fc.constant('advance' as const), ms: fc.integer({ min: -5 * minute, max: 20 * minute }) }),
    { arbitrary: fc.constant({ kind: 'restart' as const }), weight: 1 },
  );

  it('no number is given twice, and who came first and still waits is called first', async () => {
    await turnOn(made);
    let day = localDate(mondayMorning);
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        day = addDays(day, 1);
        made.clock.set(utcOf(day, 12 * 60));
        const issued: string[] = [];
        const waiting: string[] = [];
        for (const step of commands) {
          if (step.kind === 'issue') {
            const { number } = issue();
            expect(issued).not.toContain(number);
            issued.push(number);
            waiting.push(number);
          } else if (step.kind === 'call') {
            expect(call(step.counter)?.number).toBe(waiting.shift());
          } else if (step.kind === 'advance') made.clock.advance(step.ms);
          else if (step.kind === 'restart') made = made.reopen();
          else {
            const { waiting: rows, called } = queueBoard(made.desk);
            const all = [...rows, ...called];
            const ticket = all[step.which % Math.max(1, all.length)];
            if (!ticket) continue;
            const done = step.kind === 'recall' ? recallTicket(made.as('hoa'), ticket) : closeTicket(made.as('hoa'), { id: ticket.id, outcome: step.kind });
            // Somebody who waits may leave: closed without a call. Nobody is called again who was never called.
            expect(isProblem(done)).toBe(step.kind === 'recall' && ticket.status === 'waiting');
            if (step.kind !== 'recall' && waiting.includes(ticket.number)) waiting.splice(waiting.indexOf(ticket.number), 1);
          }
          expect(queueBoard(made.desk).waiting.map(({ number }) => number)).toEqual(waiting);
        }
        expect(issued).toEqual(issued.map((_, index) => `1${String(index + 1).padStart(3, '0')}`));
      }),
      { numRuns: 40 },
    );
  });
});

describe('the ticket on paper', () => {
  const workers = createWorkers({ threads: 1 });
  afterAll(() => workers.close());

  it('fits the roll, says the number and how many are before, and says the same when it is printed again', async () => {
    made.close();
    made = await makeDesk({ workers });
    await turnOn(made);
    issue();
    issue();
    const third = issue(made, 'collect');
    const bytes = must(await ticketPdf(made.desk, third));
    const { text, pages, size } = await readPdf(bytes);
    expect(pages).toHaveLength(1);
    expect(size).toMatch(/^226\.\d+ x /);
    for (const said of ['ỦY BAN NHÂN DÂN XÃ LỤC SƠN', '1003', 'Nhận kết quả', 'còn 2 người đang chờ', '08 giờ 00 phút, ngày 23 tháng 11 năm 2026']) expect(text).toContain(said);
    call();
    expect(Buffer.compare(Buffer.from(must(await ticketPdf(made.desk, third))), Buffer.from(bytes))).toBe(0);
  });

  it('is handed out by address to those who hand out numbers', async () => {
    made.close();
    made = await makeDesk({ workers });
    const api = makeApi(made);
    await turnOn(made);
    const hoa = await api.signIn('hoa');
    const { id } = await hoa.api.queue.issue.mutate({ about: 'ask' });
    const answer = await hoa.request(`/files/ticket/${id}.pdf`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect((await hoa.request('/files/ticket/made-up.pdf')).status).toBe(404);
    expect((await (await api.signIn('quantri')).request(`/files/ticket/${id}.pdf`)).status).toBe(403);
  });
});

describe('the window towards the citizens', () => {
  it('needs nobody to be signed in, and shows nobody’s data', async () => {
    const api = makeApi(made);
    await turnOn(made);
    const hoa = await api.signIn('hoa');
    await hoa.api.queue.issue.mutate({ about: 'submit' });
    await hoa.api.queue.callNext.mutate({ counter: 'Quầy 1' });
    const window = await api.openPage();
    expect(await window.api.queue.display.query()).toMatchObject({ isOn: true, called: [{ number: '1001', counter: 'Quầy 1', calls: 1 }], waiting: 0 });
    expect(await refusalOf(window.api.queue.board.query())).toMatchObject({ problem: 'signIn.required' });
    expect(await refusalOf((await api.signIn('quantri')).api.queue.callNext.mutate({ counter: 'x' }))).toMatchObject({ problem: 'permission.denied' });
  });

  it('does not keep an officer signed in who has left', async () => {
    const api = makeApi(made);
    const hoa = await api.signIn('hoa');
    for (let quarter = 0; quarter < 3; quarter += 1) {
      made.clock.advance(15 * minute);
      await hoa.api.queue.display.query();
    }
    expect(await hoa.api.identity.me.query()).toBeNull();
  });
});
