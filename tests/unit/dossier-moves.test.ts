import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reduceDossier } from '../../domain/dossier/dossier.ts';
import type { DossierState } from '../../domain/dossier/state.ts';
import { type FlowStage, flowFault, roleOfStage, stageOfStatus, statusAfterMove, usualFlow } from '../../domain/dossier/flow.ts';
import type { Status } from '../../domain/dossier/status.ts';
import { isResultDue, mayReassign, movesFrom, whyNotTheirs } from '../../domain/dossier/work.ts';
import { fold } from '../../domain/entities.ts';
import { byClock, type DomainEvent } from '../../domain/event.ts';
import { isCircle, standInsOf } from '../../domain/officer/delegation.ts';
import type { OfficerState } from '../../domain/officer/officer.ts';
import { dossierHistories, event, morning, received } from './histories.ts';

const reception = event(0, 'dossier.received', received);
const folded = (...events: DomainEvent[]): DossierState => fold('dossier', [reception, ...events])!;
const move = (at: number, from: number, to: number, officerId = '', desk = 'a', actor = 'hoa') => event(at, 'dossier.moved', { from, to, officerId, reason: 'vì sao' }, { desk, actor });
const answer = (at: number, { id: moveId }: DomainEvent, isAccepted: boolean, actor = 'binh', desk = 'a') => event(at, 'dossier.moveAnswered', { moveId, isAccepted, reason: '' }, { desk, actor });
const step = (at: number, from: Status, to: Status, desk = 'a', actor = 'binh') => event(at, 'dossier.stepTaken', { from, to, reason: 'vì sao' }, { desk, actor });
const minute = (at: number) => morning + at * 60_000;

describe('a flow', () => {
  const [first, ...rest] = usualFlow as readonly [FlowStage, ...FlowStage[]];
  const stage = (changes: Partial<FlowStage>): FlowStage => ({ ...rest[0]!, ...changes });
  it.each<[string | undefined, FlowStage[]]>([
    [undefined, [...usualFlow]],
    [undefined, [{ ...first, sharePercent: 50 }, { ...rest.at(-1)!, sharePercent: 50 }]],
    ['firstNotReceive', rest],
    ['lastNotReturn', usualFlow.slice(0, -1)],
    ['notHere', [{ ...first, place: 'agency', agency: 'X' }, ...rest]],
    ['endInTheMiddle', [first, { ...first, sharePercent: 0 }, ...rest]],
    ['agencyMissing', [first, stage({ place: 'vertical', agency: ' ' }), ...rest.slice(1)]],
    ['sharesNotWhole', [first, stage({ sharePercent: 49 }), ...rest.slice(1)]],
  ])('%s', (fault, flow) => expect(flowFault(flow)).toBe(fault));

  it('says whose work a stage is, and what is away belongs to whoever sent it', () => {
    expect(usualFlow.map(roleOfStage)).toEqual(['receiving', 'handling', 'approver', 'clerk', 'receiving']);
    expect(roleOfStage({ ...usualFlow[2]!, place: 'upper' })).toBe('handling');
  });

  it('says where a dossier stands that came to a status by a step', () => {
    const brief = [usualFlow[0]!, usualFlow[4]!];
    expect((['accepted', 'processing', 'done', 'returned', 'suspended'] as const).map((status) => stageOfStatus(usualFlow, status))).toEqual([0, 1, 4, 4, undefined]);
    expect([stageOfStatus(brief, 'processing'), stageOfStatus(brief, 'done')]).toEqual([undefined, 1]);
    expect([statusAfterMove('receive', 'accepted'), statusAfterMove('receive', 'processing'), statusAfterMove('return', 'processing'), statusAfterMove('seal', 'done')]).toEqual(['accepted', 'processing', 'done', 'processing']);
  });
});

describe('moves', () => {
  it('carry the national status with them, and the times that go with it', () => {
    const there = [move(1, 0, 1), move(2, 1, 2), move(3, 2, 3), move(4, 3, 4)];
    expect(folded(...there)).toMatchObject({ status: 'done', finishedAt: minute(4), work: { stage: 4 } });
    expect(folded(...there, move(5, 4, 1))).toMatchObject({ status: 'processing', work: { stage: 1 } });
    expect(folded(...there, move(5, 4, 1))).not.toHaveProperty('finishedAt');
  });

  it('wait to be taken, but for what one sends to oneself', () => {
    const sent = move(1, 0, 1, 'binh');
    expect(folded(sent).work).toEqual({ stage: 1, officerId: 'binh', since: minute(1), moveId: sent.id });
    expect(folded(sent, answer(2, sent, true)).work).toEqual({ stage: 1, officerId: 'binh', since: minute(1) });
    expect(folded(move(1, 0, 1, 'hoa')).work).toEqual({ stage: 1, officerId: 'hoa', since: minute(1) });
  });

  it('that are not taken go back to who had it, not to who sent it', () => {
    const [toBinh, byLeader] = [move(1, 0, 1, 'binh'), move(3, 1, 1, 'lan', 'a', 'cuong')];
    const declined = folded(toBinh, answer(2, toBinh, true), byLeader, answer(4, byLeader, false, 'lan'));
    expect(declined.work).toEqual({ stage: 1, officerId: 'binh', since: minute(4) });
  });

  it('an answer to what has gone on meanwhile changes nothing', () => {
    const [toBinh, toLan] = [move(1, 0, 1, 'binh'), move(2, 1, 1, 'lan')];
    expect(folded(toBinh, toLan, answer(3, toBinh, false))).toEqual(folded(toBinh, toLan));
  });

  it('declined while papers are awaited, or when it is withdrawn, leave the status as it is', () => {
    const sent = move(1, 0, 1, 'binh');
    for (const to of ['supplementRequested', 'withdrawn'] as const) expect(folded(sent, step(2, 'processing', to), answer(3, sent, false))).toMatchObject({ status: to, work: { stage: 0, officerId: 'hoa' } });
  });

  it('out of a pause a dossier is where it was, also when it had been sent back to reception', () => {
    const [pause, resume] = [step(5, 'processing', 'supplementRequested'), step(6, 'supplementRequested', 'processing')];
    expect(folded(move(1, 0, 1), move(2, 1, 2, 'cuong'), pause, resume).work).toMatchObject({ stage: 2, officerId: 'cuong' });
    expect(folded(move(1, 0, 1), move(2, 1, 0, 'hoa'), pause, resume)).toMatchObject({ status: 'processing', work: { stage: 0, officerId: 'hoa' } });
  });

  it('a step without a word about its stage goes where that status begins, in the hands of whoever took it', () => {
    expect(folded(step(1, 'accepted', 'processing')).work).toEqual({ stage: 1, officerId: 'binh', since: minute(1) });
    expect(folded(step(1, 'accepted', 'processing'), step(2, 'processing', 'done')).work).toEqual({ stage: 4, officerId: 'binh', since: minute(2) });
  });

  it('a stage that the flow does not have is no move', () => expect(folded(move(1, 0, 9))).toEqual(folded()));
});

describe('conflicts of moves', () => {
  const settle = (at: number, { id: eventId }: DomainEvent, status: Status, isMoveRight: boolean, desk = 'a') => event(at, 'dossier.conflictSettled', { eventId, status, note: 'đã hỏi', ...(isMoveRight && { isMoveRight }) }, { desk });

  it('found right, the move happens then; else the dossier stays', () => {
    const [away, on] = [step(1, 'accepted', 'withdrawn'), move(2, 0, 1, 'binh', 'b')];
    expect(folded(away, on, settle(3, on, 'processing', true))).toMatchObject({ status: 'processing', work: { stage: 1, officerId: 'binh' }, moves: [{ from: 0, to: 1 }] });
    expect(folded(away, on, settle(3, on, 'withdrawn', false))).toMatchObject({ status: 'withdrawn', moves: [], conflicts: [{ settledBy: { note: 'đã hỏi' } }] });
  });

  it('found right by one and wrong by another: the second word is kept', () => {
    const [there, other] = [move(1, 0, 1, 'binh'), move(2, 0, 1, 'lan', 'b')];
    const both = folded(there, other, settle(3, other, 'processing', false), settle(4, other, 'processing', true, 'b'));
    // The stage is the same, the person is not.
    expect(both.conflicts).toHaveLength(1);
    const [back, elsewhere] = [move(3, 1, 2, 'cuong'), move(4, 1, 0, 'hoa', 'b')];
    const differently = folded(there, back, elsewhere, settle(5, elsewhere, 'processing', false), settle(6, elsewhere, 'processing', true, 'b'));
    expect(differently).toMatchObject({ work: { stage: 2 }, conflicts: [{ settledBy: {} }, { move: { to: 0 } }] });
    expect(differently.conflicts[1]).not.toHaveProperty('settledBy');
  });

  it('a result that was given out while it was not there is kept with all that was written down', () => {
    const handedOver = event(2, 'dossier.handedOver', { method: 'desk', receiver: 'applicant', name: 'Lan', number: '', authority: '', identity: 'seen', signature: 'paper', trackingNumber: '' }, { desk: 'b' });
    const disputed = folded(step(1, 'accepted', 'processing'), handedOver);
    expect(disputed).toMatchObject({ status: 'processing', conflicts: [{ to: 'returned', handOver: { name: 'Lan' } }] });
    const settled = folded(step(1, 'accepted', 'processing'), handedOver, settle(9, handedOver, 'returned', false));
    expect(settled).toMatchObject({ status: 'returned', returnedAt: minute(2), handOver: { name: 'Lan', at: minute(2) } });
  });
});

describe('laws of moves', () => {
  const states = (events: readonly DomainEvent[]): DossierState[] => {
    let state: DossierState | undefined;
    return [...events].sort(byClock).flatMap((happened) => (state = reduceDossier(state, happened)) ?? []);
  };

  it('no move is lost: it happened, or it is a conflict, or the other desk told the same', () => {
    fc.assert(
      fc.property(dossierHistories, (events) => {
        const all = states(events);
        const { moves, conflicts, flow } = all.at(-1)!;
        for (const { id, type, payload } of events) {
          if (type !== 'dossier.moved' || (payload.to as number) >= flow.length) continue;
          const isThere = moves.some((made) => made.id === id) || conflicts.some(({ eventId }) => eventId === id);
          const isTold = moves.some(({ from, to }) => from === payload.from && to === payload.to);
          expect(isThere || isTold).toBe(true);
        }
      }),
    );
  });

  it('a dossier is always at a stage of its way, and nothing that is over waits in the list of a stage before', () => {
    fc.assert(
      fc.property(dossierHistories, (events) => {
        for (const { work, flow, status, moves } of states(events)) {
          expect(flow[work.stage]).toBeDefined();
          if (status === 'done' || status === 'returned') expect(flow[work.stage]!.kind).toBe('return');
          if (work.moveId !== undefined) expect(moves.find(({ id }) => id === work.moveId)?.answer).toBeUndefined();
        }
      }),
    );
  });

  it('two desks that hand on at once show the same when they have exchanged their logs, in whatever order', () => {
    const some = fc.record({ from: fc.nat(4), to: fc.nat(4), officerId: fc.constantFrom('', 'hoa', 'binh'), at: fc.integer({ min: 1, max: 40 }), desk: fc.constantFrom('a', 'b') });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (moved, random) => {
        const events = moved.map(({ from, to, officerId, at, desk }, index) => event(at, 'dossier.moved', { from, to, officerId, reason: '' }, { desk, seq: index + 2 }));
        const shuffled = [...events].map((entry) => ({ entry, key: random.next().value })).sort((a, b) => a.key - b.key);
        expect(folded(...shuffled.map(({ entry }) => entry))).toEqual(folded(...events));
      }),
    );
  });
});

const officer = (id: string, changes: Partial<OfficerState> = {}): OfficerState => ({ id, username: id, fullName: id, title: '', roles: ['handling'], isActive: true, favourites: [], delegations: [], updatedAt: '', ...changes });
const away = (toOfficerId: string, from = '2026-11-23', until = '2026-11-25', more: object = {}) => ({ id: `${toOfficerId}${from}`, by: '', reason: '', toOfficerId, from, until, ...more });
const among = (...officers: OfficerState[]) => (id: string): OfficerState | undefined => officers.find((each) => each.id === id);

describe('who may', () => {
  const today = '2026-11-24';
  const find = among(officer('binh', { delegations: [away('lan')] }), officer('lan'), officer('mai'), officer('cũ', { isActive: false }), officer('cuong', { roles: ['approver'] }));
  const why = (inHandOf: string, who: string, changes: Partial<OfficerState> = {}) => {
    const dossier = { ...folded(), work: { stage: 1, officerId: inHandOf, since: 0 }, status: 'processing' as const };
    return whyNotTheirs(dossier, { officer: { ...find(who)!, ...changes }, find, today });
  };

  it('whoever has it, stands in for them, or has the role where nobody has it', () => {
    expect([why('binh', 'binh'), why('binh', 'lan'), why('', 'mai'), why('cũ', 'mai'), why('nobody', 'mai')]).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect([why('binh', 'mai'), why('lan', 'binh'), why('', 'cuong'), why('binh', 'lan', { roles: ['clerk'] })]).toEqual(['inOtherHands', 'inOtherHands', 'roleMissing', 'roleMissing']);
  });

  it('goes on by one, back to any, and is given to others by the leader', () => {
    const at = (stage: number, status: Status = 'processing') => ({ ...folded(), status, work: { stage, officerId: 'binh', since: 0 } });
    expect([movesFrom(at(2)), movesFrom(at(4, 'done')), movesFrom(at(0, 'accepted')), movesFrom(at(1, 'suspended'))]).toEqual([{ to: [3], back: [1, 0] }, { to: [], back: [3, 2, 1, 0] }, { to: [1], back: [] }, { to: [], back: [] }]);
    expect(['cuong', 'mai', 'binh'].map((who) => mayReassign(at(1), { officer: find(who)!, find, today }))).toEqual([true, false, true]);
    expect([isResultDue(at(2)), isResultDue(at(3)), isResultDue(at(4, 'done')), isResultDue(at(4, 'returned'))]).toEqual([false, true, true, false]);
  });
});

describe('who stands in', () => {
  it('the delegate, and theirs while they are away too, once around at most', () => {
    const find = among(officer('a', { delegations: [away('b')] }), officer('b', { delegations: [away('c', '2026-11-24', '2026-11-24')] }), officer('c', { delegations: [away('a', '2026-11-24', '2026-11-24')] }));
    expect([standInsOf('a', find, '2026-11-23'), standInsOf('a', find, '2026-11-24'), standInsOf('a', find, '2026-11-26')]).toEqual([['b'], ['b', 'c'], []]);
  });

  it('what is ended counts no more, and the latest word counts', () => {
    const find = among(officer('a', { delegations: [away('b'), away('c', '2026-11-24', '2026-11-24'), away('d', '2026-11-23', '2026-11-23', { endedAt: 1 })] }));
    expect([standInsOf('a', find, '2026-11-23'), standInsOf('a', find, '2026-11-24')]).toEqual([['b'], ['c']]);
  });

  it('a circle is found whatever way around it goes, and only where the days meet', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const day = fc.integer({ min: 1, max: 9 }).map((n) => `2026-12-0${n}`);
    const given = fc.record({ by: fc.constantFrom(...ids), to: fc.constantFrom(...ids), days: fc.tuple(day, day).map((both) => both.toSorted() as [string, string]) });
    fc.assert(
      fc.property(fc.array(given, { maxLength: 10 }), (all) => {
        const officers = new Map(ids.map((id) => [id, officer(id)]));
        for (const { by, to, days: [from, until] } of all) {
          const known = officers.get(by)!;
          if (isCircle(by, { toOfficerId: to, from, until }, (id) => officers.get(id))) continue;
          officers.set(by, { ...known, delegations: [...known.delegations, away(to, from, until)] });
        }
        // Whoever asks on whatever day: nobody stands in for themselves.
        for (const id of ids) for (let n = 1; n <= 9; n += 1) expect(standInsOf(id, (each) => officers.get(each), `2026-12-0${n}`).map((each) => standInsOf(each, (other) => officers.get(other), `2026-12-0${n}`)).flat()).not.toContain(id);
      }),
    );
  });
});
