import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Urgency, urgencies } from '../../domain/dossier/urgency.ts';
import { isFinished, isPaused } from '../../domain/dossier/status.ts';
import { officerIdOf } from '../../domain/officer/officer.ts';
import { procedureIdOf } from '../../domain/procedure/catalogue.ts';
import { addDays, localDate, utcOf } from '../../domain/time.ts';
import type { DossierState } from '../../domain/dossier/state.ts';
import { delegate } from '../../electron/desk/identity/delegate.ts';
import { addOfficer } from '../../electron/desk/identity/officers.ts';
import { homeSummary } from '../../electron/desk/maintenance/home-summary.ts';
import { demoPassword, demoUnit } from '../../electron/desk/setup/demo.ts';
import { draftApology, dropApology } from '../../electron/desk/workflow/apology.ts';
import { board, boardGroup } from '../../electron/desk/workflow/board.ts';
import { extend } from '../../electron/desk/workflow/extend.ts';
import { move } from '../../electron/desk/workflow/move.ts';
import { takeStep } from '../../electron/desk/workflow/take-step.ts';
import type { Board, BoardInput } from '../../electron/desk/workflow/types.ts';
import { viewDossier } from '../../electron/desk/workflow/view.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { birth, receiveSome } from '../fixtures/reception.ts';
import { returnResult, walkTo } from '../fixtures/stages.ts';

/** Nhận cha, mẹ, con: three working days. */
const threeDays = procedureIdOf({ code: '1.001022', name: '' });
/** Wednesday. */
const now = utcOf('2026-12-02', 9 * 60);
const idOf = (username: string): string => officerIdOf(demoUnit.agencyCode, username);

let made: TestDesk;
const all: string[] = [];
const stateOf = (id: string): DossierState => made.store.state('dossier', id)!;
const boardOf = (username: string, input: BoardInput = { scope: 'desk' }): Board => must(board(made.as(username), input));
const idsOf = ({ groups }: Board, key: Urgency): string[] => groups.find((group) => group.key === key)!.rows.map(({ id }) => id);

beforeAll(async () => {
  made = await makeDesk({ now: utcOf('2026-11-23', 8 * 60) });
  must(await addOfficer(made.as('quantri'), { username: 'lan', fullName: 'Lan', title: '', roles: ['handling', 'approver'], password: demoPassword }));
  // A day's dossiers on each of two weeks, some at every stage, some waiting for papers, some over.
  for (let n = 0; n < 60; n += 1) {
    made.clock.set(Math.max(made.clock.now() + 1000, utcOf(addDays('2026-11-23', Math.floor(n / 6)), 8 * 60 + n)));
    const { dossierId: id } = receiveSome(made.as('hoa'), { procedureId: n % 3 === 0 ? birth : threeDays });
    all.push(id);
    if (n % 6 === 5) must(takeStep(made.as('hoa'), { id, to: 'supplementRequested', reason: '', requested: [{ name: 'Giấy', note: '' }] }));
    else if (n % 11 === 10) returnResult(made, id);
    else if (n % 7 === 6) must(move(made.as('hoa'), { id, to: 1, officerId: n % 2 === 0 ? '' : idOf('lan'), reason: '' }));
    else walkTo(made, id, n % 4);
  }
  made.clock.set(now);
});
afterAll(() => made.close());

/** The same, by looking at every dossier. */
const groupOf = ({ status, dueAt }: DossierState): Urgency | undefined => {
  if (isFinished(status)) return undefined;
  if (isPaused(status)) return 'paused';
  const day = localDate(dueAt);
  if (day < '2026-12-02') return 'overdue';
  return day === '2026-12-02' ? 'today' : day === '2026-12-03' ? 'tomorrow' : day <= '2026-12-06' ? 'thisWeek' : 'later';
};

describe('the board', () => {
  it('has in each group the dossiers that are due then, what is due first on top, and counts the same', () => {
    const shown = boardOf('binh');
    expect(shown.groups.map(({ key }) => key)).toEqual([...urgencies]);
    for (const { key, count, rows } of shown.groups) {
      const expected = all.map(stateOf).filter((state) => groupOf(state) === key);
      expect(rows.map(({ id }) => id).toSorted(), key).toEqual(expected.map(({ id }) => id).toSorted());
      expect(count).toBe(expected.length);
      expect(rows.map(({ dueAt }) => dueAt)).toEqual(rows.map(({ dueAt }) => dueAt).toSorted((a, b) => a - b));
    }
    expect(shown.groups.filter(({ count }) => count === 0).map(({ key }) => key)).toEqual([]);
  });

  it('says of each dossier where it is, with whom, and whether that stage is late, as its own page does', () => {
    const rows = boardOf('binh').groups.flatMap(({ rows: each }) => each);
    for (const row of rows) {
      const { stages, work } = must(viewDossier(made.as('binh'), { id: row.id }));
      const stage = stages[work.stage]!;
      expect(row).toMatchObject({ stageKind: stage.kind, stageDueAt: stage.dueAt, isStageLate: stage.isLate, officerName: work.officerName, isAway: false, hasApologyDraft: false });
      expect(row.moveId).toBe(work.moveId);
    }
    expect(boardOf('binh').stageLate).toBe(rows.filter(({ isStageLate }) => isStageLate).length);
    expect(rows.some(({ isStageLate, timeliness }) => isStageLate && timeliness !== 'overdue')).toBe(true);
  });

  it('of one’s own is what one has in hand, and what one stands in for today', () => {
    const openOf = (...usernames: string[]) => all.map(stateOf).filter(({ status, work }) => !isFinished(status) && usernames.some((username) => idOf(username) === work.officerId)).map(({ id }) => id);
    const mine = (username: string) => boardOf(username, { scope: 'mine' }).groups.flatMap(({ rows }) => rows.map(({ id }) => id));
    expect(mine('binh').toSorted()).toEqual(openOf('binh').toSorted());
    expect(mine('binh').length).toBeGreaterThan(0);
    const { delegationId } = must(delegate(made.as('binh'), { officerId: idOf('binh'), toOfficerId: idOf('lan'), from: '2026-12-02', until: '2026-12-02', reason: '' }));
    expect(mine('lan').toSorted()).toEqual(openOf('binh', 'lan').toSorted());
    made.store.write('test', (tx) => void tx.append({ entity: 'officer', entityId: idOf('binh'), type: 'officer.delegationEnded', payload: { delegationId } }));
    const { board: counts } = homeSummary(made.as('binh'));
    expect(counts).toEqual(Object.fromEntries(boardOf('binh', { scope: 'mine' }).groups.map(({ key, count }) => [key, count])));
  });

  it('for the leader shows anybody’s, of any field, and how much everybody has', () => {
    const whole = boardOf('cuong', { scope: 'leader' });
    const running = all.map(stateOf).filter((state) => !['paused', undefined].includes(groupOf(state)));
    expect(whole.people!.reduce((sum, { open }) => sum + open, 0)).toBe(running.length);
    expect(whole.stages!.reduce((sum, { open }) => sum + open, 0)).toBe(running.length);
    expect(whole.people!.reduce((sum, { overdue }) => sum + overdue, 0)).toBe(whole.groups.find(({ key }) => key === 'overdue')!.count);
    expect(whole.stages!.reduce((sum, { stageLate }) => sum + stageLate, 0)).toBe(whole.stageLate);
    const ofBinh = boardOf('cuong', { scope: 'leader', officerId: idOf('binh') });
    expect(idsOf(ofBinh, 'overdue')).toEqual(idsOf(boardOf('binh', { scope: 'mine' }), 'overdue'));
    expect(boardOf('cuong', { scope: 'leader', field: 'Không có' }).groups.every(({ count }) => count === 0)).toBe(true);
    expect(board(made.as('binh'), { scope: 'leader' })).toMatchObject({ problem: 'permission.denied' });
    expect(boardGroup(made.as('binh'), { scope: 'leader', key: 'today' })).toMatchObject({ problem: 'permission.denied' });
  });

  it('names what waits to be taken by the officer or by anyone of their roles', () => {
    const waiting = (mayTake: (officerId: string) => boolean) => all.filter((id) => stateOf(id).work.moveId !== undefined && !isFinished(stateOf(id).status) && mayTake(stateOf(id).work.officerId)).toSorted();
    expect(boardOf('lan').toTake.map(({ id }) => id).toSorted()).toEqual(waiting(() => true));
    expect(boardOf('binh').toTake.map(({ id }) => id).toSorted()).toEqual(waiting((officerId) => officerId === ''));
    expect(waiting(() => true).length).toBeGreaterThan(waiting((officerId) => officerId === '').length);
    expect(boardOf('hoa').toTake).toEqual([]);
  });
});

describe('letters of apology before the day has passed', () => {
  const lettersOf = (username = 'binh') => boardOf(username).apologies.map(({ id, hasApologyDraft }) => [id, hasApologyDraft] as const);

  it('are asked for what is due today or tomorrow and not yet on the leader’s table', () => {
    const expected = all.filter((id) => ['today', 'tomorrow'].includes(groupOf(stateOf(id)) ?? '') && stateOf(id).work.stage < 2);
    expect(expected.length).toBeGreaterThan(1);
    expect(lettersOf().map(([id]) => id).toSorted()).toEqual(expected.toSorted());
  });

  it('drafted they wait to be signed, move no date, and end with the signature', () => {
    const [[id]] = lettersOf() as unknown as [[string]];
    const dueAt = stateOf(id).dueAt;
    expect(draftApology(made.as('binh'), { id, until: { date: '2026-12-01' }, reason: 'chờ xác minh' })).toMatchObject({ problem: 'dossier.newDateNotLater' });
    expect(draftApology(made.as('binh'), { id, until: { date: '2026-12-09' }, reason: ' ' })).toMatchObject({ problem: 'dossier.reasonRequired' });
    must(draftApology(made.as('binh'), { id, until: { date: '2026-12-09' }, reason: 'chờ xác minh' }));
    const head = made.store.head();
    must(draftApology(made.as('binh'), { id, until: { date: '2026-12-09' }, reason: 'chờ xác minh' }));
    expect(made.store.head()).toEqual(head);
    expect(stateOf(id)).toMatchObject({ dueAt, apologyDraft: { dueAt: utcOf('2026-12-09', 17 * 60), reason: 'chờ xác minh' }, dueChanges: [] });
    expect(lettersOf()[0]).toEqual([id, true]);
    // Nobody has signed, and the day is over: it does not get lost.
    made.clock.set(utcOf('2026-12-04', 9 * 60));
    expect(lettersOf()[0]).toEqual([id, true]);
    const signed = must(extend(made.as('cuong'), { id, reason: '', signedBy: 'Lê Văn Cường' }));
    made.clock.set(now);
    expect(signed.dueAt).toBe(utcOf('2026-12-09', 17 * 60));
    expect(stateOf(id)).toMatchObject({ dueAt: signed.dueAt, dueChanges: [{ from: dueAt, cause: 'apology', reason: 'chờ xác minh' }] });
    expect(stateOf(id)).not.toHaveProperty('apologyDraft');
    expect(lettersOf().map(([each]) => each)).not.toContain(id);
    expect(draftApology(made.as('binh'), { id, until: { value: 1, unit: 'working-day' }, reason: 'nữa' })).toEqual({ problem: 'dossier.tooManyExtensions', data: { max: 1 } });
    expect(extend(made.as('cuong'), { id: all[0]!, reason: 'x', signedBy: '' })).toMatchObject({ problem: 'apology.noDraft' });
  });

  it('dropped they are asked for again', () => {
    const [[id]] = lettersOf() as unknown as [[string]];
    must(draftApology(made.as('binh'), { id, until: { value: 3, unit: 'working-day' }, reason: 'đông hồ sơ' }));
    must(dropApology(made.as('binh'), { id, reason: 'đã xong' }));
    must(dropApology(made.as('binh'), { id, reason: 'đã xong' }));
    expect(lettersOf()).toContainEqual([id, false]);
  });
});

it('a group of many is paged through without a gap', async () => {
  const desk = await makeDesk({ hasOfficers: false });
  desk.store.write('test', (tx) => {
    for (let n = 0; n < 130; n += 1) {
      const base = made.store.eventsOf('dossier', all[1]!)[0]!;
      tx.append({ entity: 'dossier', entityId: `d${n}`, type: base.type, payload: { ...base.payload, code: `H02.15.20-261123-1${String(n).padStart(3, '0')}`, dueAt: utcOf('2026-11-20', 17 * 60) + Math.floor(n / 4) } });
    }
  });
  const asks = desk.as('quantri');
  const first = must(board(asks, { scope: 'desk' })).groups.find(({ key }) => key === 'overdue')!;
  const seen = first.rows.map(({ id }) => id);
  let cursor = first.nextCursor;
  while (cursor !== null) {
    const page = must(boardGroup(asks, { scope: 'desk', key: 'overdue', cursor }));
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect([first.count, seen.length, new Set(seen).size]).toEqual([130, 130, 130]);
  desk.close();
});
