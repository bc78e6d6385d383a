import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FlowStage } from '../../domain/dossier/flow.ts';
import { officerIdOf } from '../../domain/officer/officer.ts';
import { procedureIdOf } from '../../domain/procedure/catalogue.ts';
import { utcOf } from '../../domain/time.ts';
import { deactivateOfficer } from '../../electron/desk/identity/change-officer.ts';
import { delegate, endDelegation } from '../../electron/desk/identity/delegate.ts';
import { addOfficer } from '../../electron/desk/identity/officers.ts';
import { homeSummary } from '../../electron/desk/maintenance/home-summary.ts';
import { demoPassword, demoUnit } from '../../electron/desk/setup/demo.ts';
import { answerMove } from '../../electron/desk/workflow/answer-move.ts';
import { cancel } from '../../electron/desk/workflow/cancel.ts';
import { move } from '../../electron/desk/workflow/move.ts';
import { peopleFor } from '../../electron/desk/workflow/people-for.ts';
import { settleConflict } from '../../electron/desk/workflow/settle-conflict.ts';
import { takeStep } from '../../electron/desk/workflow/take-step.ts';
import { viewDossier } from '../../electron/desk/workflow/view.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { receiveSome } from '../fixtures/reception.ts';
import { walkTo } from '../fixtures/stages.ts';

let made: TestDesk;
beforeEach(async () => {
  made = await makeDesk();
});
afterEach(() => made.close());

/** Nhận cha, mẹ, con: three working days. */
const threeDays = procedureIdOf({ code: '1.001022', name: '' });
const idOf = (username: string): string => officerIdOf(demoUnit.agencyCode, username);
const stateOf = (id: string) => made.store.state('dossier', id)!;
const received = (desk = made): string => receiveSome(desk.as('hoa'), { procedureId: threeDays }).dossierId;
const moveBy = (username: string, id: string, to: number, officer = '', reason = '') => move(made.as(username), { id, to, officerId: officer && idOf(officer), reason });
const add = async (username: string, roles: ('receiving' | 'handling' | 'approver' | 'clerk')[], fields?: string[]) =>
  must(await addOfficer(made.as('quantri'), { username, fullName: username.toUpperCase(), title: '', roles, password: demoPassword, ...(fields && { fields }) }));

const publishFlow = (flow: FlowStage[]): void => {
  const { id, isRetired: _r, version: _v, updatedAt: _u, isBaseline: _b, ...fields } = made.store.state('procedure', threeDays)!;
  made.store.write('quantri', (tx) => void tx.append({ entity: 'procedure', entityId: id, type: 'procedure.published', payload: { ...fields, flow } }));
};

describe('the five steps', () => {
  it('go from hand to hand, with the person, the hour and the share of the time of each', () => {
    const id = received();
    made.clock.advance(3_600_000);
    walkTo(made, id, 4);
    const view = must(viewDossier(made.as('hoa'), { id }));
    expect(view.stages.map(({ kind, state, officerName, role }) => [kind, state, officerName, role])).toEqual([
      ['receive', 'done', 'Nguyễn Thị Hoa', 'receiving'],
      ['examine', 'done', 'Trần Văn Bình', 'handling'],
      ['approve', 'done', 'Lê Văn Cường', 'approver'],
      ['seal', 'done', 'Phạm Thị Dung', 'clerk'],
      ['return', 'now', 'Nguyễn Thị Hoa', 'receiving'],
    ]);
    // Monday to Friday without the 24th: two fifths of the time are for approval, seal and return.
    expect(view.stages.map(({ dueAt, isLate }) => [dueAt, isLate])).toEqual([
      [utcOf('2026-11-23', 17 * 60), false],
      [utcOf('2026-11-26', 17 * 60), false],
      [utcOf('2026-11-27', 17 * 60), false],
      [utcOf('2026-11-27', 17 * 60), false],
      [utcOf('2026-11-27', 17 * 60), false],
    ]);
    expect(stateOf(id)).toMatchObject({ status: 'done', finishedAt: made.clock.now() });
    expect(view.stages[0]).toMatchObject({ since: made.clock.now() - 3_600_000, doneAt: made.clock.now() });
  });

  it('are those of the procedure when it was received, whatever is edited later', () => {
    const short: FlowStage[] = [
      { kind: 'receive', place: 'commune', agency: '', sharePercent: 20 },
      { kind: 'approve', place: 'commune', agency: '', sharePercent: 70 },
      { kind: 'return', place: 'commune', agency: '', sharePercent: 10 },
    ];
    publishFlow(short);
    const id = received();
    publishFlow([...short.slice(0, 1), { kind: 'examine', place: 'commune', agency: '', sharePercent: 70 }, ...short.slice(2)]);
    expect(stateOf(id).flow).toEqual(short);
    expect(must(moveBy('hoa', id, 1, 'cuong'))).toMatchObject({ status: 'processing', stage: 1 });
    expect(must(moveBy('cuong', id, 2))).toMatchObject({ status: 'done', stage: 2 });
  });

  it('go one at a time, and back to be mended with a reason', () => {
    const id = received();
    expect(moveBy('hoa', id, 2)).toEqual({ problem: 'move.stageSkipped', data: {} });
    expect(moveBy('hoa', id, 7)).toEqual({ problem: 'move.stageSkipped', data: {} });
    walkTo(made, id, 2);
    expect(must(viewDossier(made.as('cuong'), { id })).moves).toEqual({ to: [3], back: [1, 0], mayReassign: true });
    expect(moveBy('cuong', id, 1, 'binh', '  ')).toMatchObject({ problem: 'dossier.reasonRequired' });
    must(moveBy('cuong', id, 1, 'binh', 'ghi sai ngày sinh'));
    expect(stateOf(id)).toMatchObject({ status: 'processing', work: { stage: 1, officerId: idOf('binh') } });
    // To reception too; the national status does not go back with it.
    must(moveBy('binh', id, 0, 'hoa', 'thiếu chữ ký'));
    expect(stateOf(id)).toMatchObject({ status: 'processing', work: { stage: 0 } });
    expect(cancel(made.as('hoa'), { id, reason: 'nhầm' })).toMatchObject({ problem: 'dossier.tooLateToCancel' });
    walkTo(made, id, 4);
    must(moveBy('hoa', id, 3, 'dung', 'đóng dấu nhầm'));
    expect(stateOf(id)).toMatchObject({ status: 'processing' });
    expect(stateOf(id)).not.toHaveProperty('finishedAt');
  });

  it('are taken by who has the role and the dossier in hand, and by nobody else', async () => {
    await add('lan', ['handling']);
    const id = received();
    expect(moveBy('binh', id, 1)).toEqual({ problem: 'move.roleMissing', data: { role: 'receiving' } });
    expect(moveBy('hoa', id, 1, 'dung')).toEqual({ problem: 'move.officerUnsuitable', data: { name: 'Phạm Thị Dung', role: 'handling' } });
    must(moveBy('hoa', id, 1, 'binh'));
    expect(moveBy('lan', id, 2)).toEqual({ problem: 'move.inOtherHands', data: { name: 'Trần Văn Bình' } });
    expect(must(viewDossier(made.as('lan'), { id }))).toMatchObject({ work: { officerName: 'Trần Văn Bình', mayWork: false }, moves: { to: [], back: [], mayReassign: false } });
    // The leader gives it to another, and then it is hers.
    must(moveBy('cuong', id, 1, 'lan', 'Bình nghỉ ốm'));
    expect(moveBy('binh', id, 2)).toMatchObject({ problem: 'move.inOtherHands' });
    must(moveBy('lan', id, 2));
    // Nobody in particular: any leader.
    expect(must(viewDossier(made.as('cuong'), { id })).work).toMatchObject({ officerId: '', officerName: '', mayWork: true });
    expect(stateOf(id).moves.map(({ by, answer }) => [by, answer?.by])).toEqual([[idOf('hoa'), undefined], [idOf('cuong'), idOf('lan')], [idOf('lan'), undefined]]);
  });

  it('of somebody who has left are for anyone of the role', async () => {
    await add('lan', ['handling']);
    const id = received();
    walkTo(made, id, 1);
    must(deactivateOfficer(made.as('quantri'), { officerId: idOf('binh'), reason: 'chuyển công tác' }));
    expect(moveBy('hoa', id, 2)).toMatchObject({ problem: 'move.roleMissing' });
    expect(must(moveBy('lan', id, 2, 'cuong'))).toMatchObject({ stage: 2 });
  });

  it('stand still while papers are awaited, and are over when it is over', () => {
    const id = received();
    walkTo(made, id, 2);
    must(takeStep(made.as('binh'), { id, to: 'supplementRequested', reason: '', requested: [{ name: 'Giấy chứng sinh', note: '' }] }));
    expect(moveBy('cuong', id, 3)).toEqual({ problem: 'move.notNow', data: { status: 'supplementRequested' } });
    // Back to where it was, in the same hands.
    must(takeStep(made.as('binh'), { id, to: 'processing', reason: '' }));
    expect(stateOf(id).work).toMatchObject({ stage: 2, officerId: idOf('cuong') });
    must(takeStep(made.as('binh'), { id, to: 'withdrawn', reason: 'dân rút' }));
    expect(moveBy('cuong', id, 3)).toMatchObject({ problem: 'dossier.alreadyFinished' });
    expect(must(viewDossier(made.as('cuong'), { id }))).toMatchObject({ work: { mayWork: false }, moves: { to: [], back: [], mayReassign: false } });
  });

  it('pressed twice are taken once', () => {
    const id = received();
    must(moveBy('hoa', id, 1, 'binh'));
    const head = made.store.head();
    expect(must(moveBy('hoa', id, 1, 'binh'))).toMatchObject({ stage: 1, officerId: idOf('binh') });
    expect(made.store.head()).toEqual(head);
  });

  it('late in a stage is said of that stage, before the dossier is late', () => {
    const id = received();
    walkTo(made, id, 1);
    made.clock.set(utcOf('2026-11-27', 8 * 60));
    const { stages, timeliness } = must(viewDossier(made.as('binh'), { id }));
    expect([timeliness, stages[1]!.isLate, stages[2]!.isLate]).toEqual(['dueToday', true, false]);
    walkTo(made, id, 2);
    expect(must(viewDossier(made.as('binh'), { id })).stages.map(({ isLate }) => isLate)).toEqual([false, true, false, false, false]);
  });
});

describe('a hand-over', () => {
  it('is taken, or given back with a reason to who had it', async () => {
    const id = received();
    const { moveId } = must(moveBy('hoa', id, 1, 'binh'));
    const answer = (username: string, isAccepted: boolean, reason = '') => answerMove(made.as(username), { id, moveId: moveId!, isAccepted, reason });
    expect(answer('cuong', true)).toMatchObject({ problem: 'move.roleMissing' });
    expect(answer('binh', false)).toMatchObject({ problem: 'dossier.reasonRequired' });
    expect(must(answer('binh', false, 'thiếu tờ khai'))).toEqual({ stage: 0, officerId: idOf('hoa') });
    expect(must(answer('binh', false, 'thiếu tờ khai'))).toEqual({ stage: 0, officerId: idOf('hoa') });
    expect(answer('hoa', true)).toEqual({ problem: 'move.answeredAlready', data: { name: 'Trần Văn Bình' } });
    expect(answerMove(made.as('binh'), { id, moveId: 'khác', isAccepted: true, reason: '' })).toMatchObject({ problem: 'move.unknown' });
    expect(stateOf(id).moves).toMatchObject([{ from: 0, to: 1, answer: { isAccepted: false, reason: 'thiếu tờ khai' } }]);
  });

  it('to nobody in particular is taken by whoever is first', async () => {
    await add('lan', ['handling']);
    const id = received();
    const { moveId } = must(moveBy('hoa', id, 1));
    must(answerMove(made.as('lan'), { id, moveId: moveId!, isAccepted: true, reason: '' }));
    expect(answerMove(made.as('binh'), { id, moveId: moveId!, isAccepted: true, reason: '' })).toEqual({ problem: 'move.answeredAlready', data: { name: 'LAN' } });
    expect(stateOf(id).work).toMatchObject({ officerId: idOf('lan') });
  });

  it('is called back by who sent it, as long as nobody has taken it', async () => {
    await add('lan', ['handling']);
    const id = received();
    const { moveId } = must(moveBy('hoa', id, 1, 'binh'));
    must(moveBy('hoa', id, 1, 'lan', 'gửi nhầm người'));
    expect(answerMove(made.as('binh'), { id, moveId: moveId!, isAccepted: true, reason: '' })).toMatchObject({ problem: 'move.answeredAlready' });
    must(answerMove(made.as('lan'), { id, moveId: stateOf(id).work.moveId!, isAccepted: true, reason: '' }));
    expect(moveBy('hoa', id, 1, 'binh')).toMatchObject({ problem: 'move.roleMissing' });
  });

  it('of a dossier that was withdrawn meanwhile brings nothing back to life', () => {
    const id = received();
    const { moveId } = must(moveBy('hoa', id, 1, 'binh'));
    must(takeStep(made.as('hoa'), { id, to: 'withdrawn', reason: 'dân rút' }));
    expect(answerMove(made.as('binh'), { id, moveId: moveId!, isAccepted: false, reason: 'không nhận' })).toMatchObject({ problem: 'dossier.alreadyFinished' });
    expect(stateOf(id).status).toBe('withdrawn');
  });

  it('to another agency goes away and comes back with a note', () => {
    publishFlow([
      { kind: 'receive', place: 'commune', agency: '', sharePercent: 10 },
      { kind: 'examine', place: 'vertical', agency: 'Chi nhánh Văn phòng đăng ký đất đai', sharePercent: 60 },
      { kind: 'approve', place: 'upper', agency: '', sharePercent: 20 },
      { kind: 'return', place: 'commune', agency: '', sharePercent: 10 },
    ]);
    const id = received();
    must(moveBy('hoa', id, 1, 'binh', 'chuyển kèm bản đồ'));
    must(moveBy('binh', id, 2, 'binh', 'công văn 15/VPĐK'));
    // What one keeps an eye on oneself need not be taken over.
    expect(stateOf(id).work).toEqual({ stage: 2, officerId: idOf('binh'), since: made.clock.now() });
    must(moveBy('binh', id, 3, 'hoa', 'quyết định 77/QĐ-UBND'));
    expect(stateOf(id).moves.map(({ reason }) => reason)).toEqual(['chuyển kèm bản đồ', 'công văn 15/VPĐK', 'quyết định 77/QĐ-UBND']);
    expect(must(viewDossier(made.as('hoa'), { id })).stages.map(({ place, agency, state }) => [place, agency, state])).toEqual([
      ['commune', '', 'done'],
      ['vertical', 'Chi nhánh Văn phòng đăng ký đất đai', 'done'],
      ['upper', '', 'done'],
      ['commune', '', 'now'],
    ]);
  });
});

describe('two desks at once', () => {
  const apart = async () => {
    const other = await makeDesk({ deskNumber: 2 });
    const id = received();
    walkTo(made, id, 1);
    other.store.merge(made.store.ownEvents(0, 1000), '1');
    other.clock.set(made.clock.now() + 1000);
    made.clock.advance(2000);
    const level = () => {
      made.store.merge(other.store.ownEvents(0, 1000), '1');
      other.store.merge(made.store.ownEvents(0, 1000), '2');
      expect(other.store.state('dossier', id)).toEqual(stateOf(id));
    };
    return { other, id, level };
  };

  it('sent on the same way: one fact, told twice', async () => {
    const { other, id, level } = await apart();
    must(move(other.as('binh'), { id, to: 2, officerId: '', reason: '' }));
    must(moveBy('binh', id, 2, 'cuong'));
    level();
    other.close();
    expect(stateOf(id)).toMatchObject({ work: { stage: 2 }, conflicts: [] });
  });

  it('sent on and withdrawn: kept as a conflict, and settled by a person, either way', async () => {
    for (const isMoveRight of [true, false]) {
      const { other, id, level } = await apart();
      must(takeStep(other.as('binh'), { id, to: 'withdrawn', reason: 'dân rút' }));
      must(moveBy('binh', id, 2, 'cuong', 'đã thẩm định'));
      level();
      other.close();
      const [conflict] = stateOf(id).conflicts;
      expect(stateOf(id)).toMatchObject({ status: 'withdrawn', work: { stage: 1 } });
      expect(conflict).toMatchObject({ to: 'processing', reason: 'đã thẩm định', move: { from: 1, to: 2, officerId: idOf('cuong') } });
      const settle = { id, eventId: conflict!.eventId, note: 'đã hỏi dân' };
      const settled = settleConflict(made.as('binh'), { ...settle, status: 'withdrawn', ...(isMoveRight && { isMoveRight }) });
      expect(settled).toEqual({ status: isMoveRight ? 'processing' : 'withdrawn' });
      expect(made.store.eventsOf('dossier', id).at(-1)?.payload).toMatchObject({ status: isMoveRight ? 'processing' : 'withdrawn' });
      expect(stateOf(id).work).toMatchObject(isMoveRight ? { stage: 2, officerId: idOf('cuong') } : { stage: 1 });
      expect(stateOf(id).conflicts.every(({ settledBy }) => settledBy !== undefined)).toBe(true);
    }
  });

  it('sent to two people: the first has it, the other is a conflict to settle', async () => {
    await add('ly', ['approver']);
    const { other, id, level } = await apart();
    must(move(other.as('binh'), { id, to: 2, officerId: idOf('cuong'), reason: '' }));
    must(moveBy('binh', id, 2, 'ly'));
    level();
    other.close();
    expect(stateOf(id)).toMatchObject({ work: { stage: 2, officerId: idOf('cuong') }, conflicts: [{ move: { officerId: idOf('ly') } }] });
    must(settleConflict(made.as('binh'), { id, eventId: stateOf(id).conflicts[0]!.eventId, status: 'processing', note: 'hồ sơ giấy ở chị Ly', isMoveRight: true }));
    expect(stateOf(id).work).toMatchObject({ stage: 2, officerId: idOf('ly') });
  });

  it('a move is not found right while papers are awaited: their time would be lost', async () => {
    const { other, id, level } = await apart();
    must(takeStep(other.as('binh'), { id, to: 'supplementRequested', reason: '', requested: [{ name: 'Giấy', note: '' }] }));
    must(moveBy('binh', id, 2));
    level();
    other.close();
    const [conflict] = stateOf(id).conflicts;
    expect(settleConflict(made.as('binh'), { id, eventId: conflict!.eventId, status: 'processing', note: 'x', isMoveRight: true })).toMatchObject({ problem: 'move.notNow' });
  });
});

describe('delegation', () => {
  const away = (officer: string, to: string, from = '2026-11-23', until = '2026-11-25', by = officer) => delegate(made.as(by), { officerId: idOf(officer), toOfficerId: idOf(to), from, until, reason: 'đi họp' });
  beforeEach(async () => {
    await add('lan', ['handling']);
    await add('mai', ['handling', 'clerk']);
  });

  it('lets the delegate work, on those days, and so does whoever stands in for them', () => {
    const id = received();
    walkTo(made, id, 1);
    expect(moveBy('lan', id, 2)).toMatchObject({ problem: 'move.inOtherHands' });
    must(away('binh', 'lan'));
    must(away('lan', 'mai', '2026-11-25', '2026-11-27'));
    expect(must(viewDossier(made.as('lan'), { id })).work).toMatchObject({ officerName: 'Trần Văn Bình', delegateName: 'LAN', mayWork: true });
    expect(must(viewDossier(made.as('mai'), { id })).work.mayWork).toBe(false);
    made.clock.set(utcOf('2026-11-25', 9 * 60));
    expect(must(viewDossier(made.as('mai'), { id })).work).toMatchObject({ delegateName: 'MAI', mayWork: true });
    must(moveBy('mai', id, 2, 'cuong'));
    // Given back, it is in the hands of whoever is away again.
    must(answerMove(made.as('cuong'), { id, moveId: stateOf(id).work.moveId!, isAccepted: false, reason: 'thiếu ý kiến' }));
    expect(stateOf(id).work.officerId).toBe(idOf('binh'));
    made.clock.set(utcOf('2026-11-26', 9 * 60));
    expect(moveBy('mai', id, 2)).toMatchObject({ problem: 'move.inOtherHands' });
  });

  it('ends when somebody is back early', () => {
    const id = received();
    walkTo(made, id, 1);
    const { delegationId } = must(away('binh', 'lan'));
    expect(must(away('binh', 'lan'))).toEqual({ delegationId });
    expect(endDelegation(made.as('lan'), { officerId: idOf('binh'), delegationId })).toMatchObject({ problem: 'permission.denied' });
    expect(endDelegation(made.as('binh'), { officerId: idOf('binh'), delegationId: 'khác' })).toMatchObject({ problem: 'delegation.unknown' });
    must(endDelegation(made.as('binh'), { officerId: idOf('binh'), delegationId }));
    expect(moveBy('lan', id, 2)).toMatchObject({ problem: 'move.inOtherHands' });
  });

  it('is one’s own, the leader’s or the administrator’s to record, and gives nobody a right', () => {
    expect(away('binh', 'lan', undefined, undefined, 'lan')).toMatchObject({ problem: 'permission.denied' });
    must(away('binh', 'lan', undefined, undefined, 'cuong'));
    must(away('lan', 'mai', '2026-12-01', '2026-12-02', 'quantri'));
    expect(away('mai', 'lan')).toEqual({ problem: 'delegation.roleMissing', data: { name: 'LAN', role: 'clerk' } });
    expect(away('binh', 'binh')).toMatchObject({ problem: 'delegation.toOneself' });
  });

  it('never comes back to who gave it, on any day', () => {
    must(away('binh', 'lan', '2026-11-23', '2026-11-30'));
    expect(away('lan', 'binh', '2026-11-30', '2026-12-02')).toEqual({ problem: 'delegation.circle', data: { name: 'Trần Văn Bình' } });
    must(away('lan', 'binh', '2026-12-01', '2026-12-02'));
  });

  it('has days that exist, in order, and not over', () => {
    expect(away('binh', 'lan', '2026-11-25', '2026-11-24')).toMatchObject({ problem: 'delegation.daysMalformed' });
    expect(away('binh', 'lan', '2026-11-20', '2026-11-22')).toMatchObject({ problem: 'delegation.daysMalformed' });
    expect(away('binh', 'lan', '2026-02-30', '2026-11-30')).toMatchObject({ problem: 'delegation.daysMalformed' });
  });

  it('people for a stage: in charge of the field first, then at work, then with less in hand', async () => {
    await add('nga', ['handling'], [stateOf(received()).procedure.field]);
    must(away('lan', 'mai'));
    walkTo(made, received(), 1);
    const id = received();
    expect(must(peopleFor(made.as('hoa'), { id, stage: 1 })).map(({ fullName, isInCharge, isAway, delegateName }) => [fullName, isInCharge, isAway, delegateName])).toEqual([
      ['NGA', true, false, undefined],
      ['MAI', false, false, undefined],
      ['Trần Văn Bình', false, false, undefined],
      ['LAN', false, true, 'MAI'],
    ]);
    expect(peopleFor(made.as('hoa'), { id, stage: 9 })).toMatchObject({ problem: 'move.stageSkipped' });
  });
});

describe('a clock set back on the PC', () => {
  it('is seen against the log and the district, and the order stays right', () => {
    const id = received();
    expect(homeSummary(made.as('hoa')).clock).toEqual({ isSetBack: false, latestSeenAt: made.clock.now(), districtOffsetMs: 0 });
    const right = made.clock.now();
    made.clock.advance(-3 * 3_600_000);
    expect(homeSummary(made.as('hoa')).clock).toEqual({ isSetBack: true, latestSeenAt: right, districtOffsetMs: 0 });
    walkTo(made, id, 2);
    const events = made.store.eventsOf('dossier', id);
    expect(events.map(({ type }) => type)).toEqual(['dossier.received', 'dossier.formIssued', 'dossier.moved', 'dossier.moveAnswered', 'dossier.moved', 'dossier.moveAnswered']);
    expect(events.map(({ occurredAt }) => occurredAt)).toEqual(events.map(({ occurredAt }) => occurredAt).toSorted());
    expect(stateOf(id).work).toMatchObject({ stage: 2, since: right });
  });
});
