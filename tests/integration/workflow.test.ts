import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { utcOf } from '../../domain/time.ts';
import { homeSummary } from '../../electron/desk/maintenance/home-summary.ts';
import { search } from '../../electron/desk/search/search.ts';
import { correct } from '../../electron/desk/workflow/correct.ts';
import { listDossiers } from '../../electron/desk/workflow/list.ts';
import { settleConflict } from '../../electron/desk/workflow/settle-conflict.ts';
import { takeStep } from '../../electron/desk/workflow/take-step.ts';
import { dossierFilters } from '../../electron/desk/workflow/types.ts';
import { viewDossier } from '../../electron/desk/workflow/view.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { returnResult, walkTo } from '../fixtures/stages.ts';
import { marriage, receiveSome, someApplicant } from '../fixtures/reception.ts';
import { procedureIdOf } from '../../domain/procedure/catalogue.ts';

let made: TestDesk;
beforeEach(async () => {
  made = await makeDesk();
});
afterEach(() => made.close());

/** Nhận cha, mẹ, con: three working days. */
const threeDays = procedureIdOf({ code: '1.001022', name: '' });
const requested = [{ name: 'Giấy chứng sinh', note: '' }];

describe('steps', () => {
  it('go the allowed way, with who, when and why in the timeline', () => {
    const { dossierId: id } = receiveSome(made.as('hoa'));
    made.clock.advance(60_000);
    expect(takeStep(made.as('binh'), { id, to: 'processing', reason: '' })).toMatchObject({ status: 'processing' });
    expect(takeStep(made.as('binh'), { id, to: 'returned', reason: '' })).toEqual({ problem: 'dossier.stepForbidden', data: { from: 'processing', to: 'returned' } });
    expect(takeStep(made.as('binh'), { id, to: 'withdrawn', reason: '  ' })).toEqual({ problem: 'dossier.reasonRequired', data: { to: 'withdrawn' } });
    // Past approval and seal nothing is done.
    expect(takeStep(made.as('binh'), { id, to: 'done', reason: '' })).toEqual({ problem: 'move.stageSkipped', data: {} });
    walkTo(made, id, 3);
    made.clock.advance(60_000);
    must(takeStep(made.as('dung'), { id, to: 'done', reason: '' }));
    expect(takeStep(made.as('hoa'), { id, to: 'returned', reason: '' })).toEqual({ problem: 'dossier.handOverInstead', data: {} });
    const view = must(viewDossier(made.as('hoa'), { id }));
    expect(view.state).toMatchObject({ status: 'done', finishedAt: made.clock.now() });
    expect(view.nextSteps).toEqual([{ to: 'processing', needsReason: true }]);
    const [now, before] = [made.clock.now(), made.clock.now() - 60_000];
    expect(view.timeline.map(({ type, actorName, at }) => [type, actorName, at])).toEqual([
      ['dossier.received', 'Nguyễn Thị Hoa', before - 60_000],
      ['dossier.formIssued', 'Nguyễn Thị Hoa', before - 60_000],
      ['dossier.stepTaken', 'Trần Văn Bình', before],
      ['dossier.moved', 'Trần Văn Bình', before],
      ['dossier.moveAnswered', 'Lê Văn Cường', before],
      ['dossier.moved', 'Lê Văn Cường', before],
      ['dossier.moveAnswered', 'Phạm Thị Dung', before],
      ['dossier.moved', 'Phạm Thị Dung', now],
    ]);
    // Where no district knows the desk, nothing waits to be sent to one.
    const unsent = (): number => must(viewDossier(made.as('hoa'), { id })).timeline.filter(({ isSent }) => !isSent).length;
    expect(unsent()).toBe(0);
    made.store.write('', (tx) => void tx.append({ entity: 'desk', entityId: made.store.deskId, type: 'desk.enrolled', payload: { districtUrl: 'https://huyen.test', districtName: 'UBND huyện Lục Nam' } }));
    expect(unsent()).toBe(view.timeline.length);
  });

  it('pressed twice are taken once', () => {
    const { dossierId: id } = receiveSome(made.as('hoa'));
    must(takeStep(made.as('binh'), { id, to: 'processing', reason: '' }));
    const head = made.store.head();
    must(takeStep(made.as('binh'), { id, to: 'processing', reason: '' }));
    expect(made.store.head()).toEqual(head);
  });

  it('move the due date by the working days that papers were awaited', () => {
    const { dossierId: id, dueAt } = receiveSome(made.as('hoa'), { procedureId: threeDays });
    // Monday 23 November; the 24th is off, so Friday the 27th.
    expect(dueAt).toBe(utcOf('2026-11-27', 17 * 60));
    must(takeStep(made.as('binh'), { id, to: 'supplementRequested', reason: 'thiếu giấy chứng sinh', requested }));
    made.clock.set(utcOf('2026-11-26', 9 * 60));
    const taken = must(takeStep(made.as('binh'), { id, to: 'processing', reason: '' }));
    // Wednesday and Thursday were lost: Friday and two working days more.
    expect(taken).toEqual({ status: 'processing', dueAt: utcOf('2026-12-01', 17 * 60) });
    expect(made.store.state('dossier', id)).toMatchObject({ dueAt: taken.dueAt, pauses: [{ to: made.clock.now(), reason: 'thiếu giấy chứng sinh' }] });
  });
});

it('a conflict of two desks is settled by a person, between what each desk said', async () => {
  const other = await makeDesk({ deskNumber: 2 });
  const { dossierId: id } = receiveSome(made.as('hoa'));
  must(takeStep(made.as('binh'), { id, to: 'processing', reason: '' }));
  other.store.merge(made.store.ownEvents(0, 1000), '1');
  other.clock.advance(1000);
  must(takeStep(other.as('binh'), { id, to: 'withdrawn', reason: 'dân xin rút' }));
  made.clock.advance(2000);
  must(takeStep(made.as('binh'), { id, to: 'suspended', reason: 'chờ xác minh' }));
  made.store.merge(other.store.ownEvents(0, 1000), '1');
  other.close();

  const view = must(viewDossier(made.as('hoa'), { id }));
  const [conflict] = view.state.conflicts;
  expect([view.state.status, conflict?.to]).toEqual(['withdrawn', 'suspended']);
  expect(listDossiers(made.desk, { filter: 'conflict' }).items.map((row) => row.id)).toEqual([id]);
  const settle = { id, eventId: conflict!.eventId, note: 'đã gọi bàn 2' };
  expect(settleConflict(made.as('binh'), { ...settle, status: 'done' })).toMatchObject({ problem: 'dossier.stepForbidden' });
  expect(settleConflict(made.as('binh'), { ...settle, eventId: 'none', status: 'withdrawn' })).toMatchObject({ problem: 'dossier.conflictUnknown' });
  expect(settleConflict(made.as('binh'), { ...settle, status: 'suspended' })).toEqual({ status: 'suspended' });
  expect(settleConflict(made.as('binh'), { ...settle, status: 'withdrawn' })).toMatchObject({ problem: 'dossier.conflictUnknown' });
  expect(listDossiers(made.desk, { filter: 'conflict' }).items).toEqual([]);
});

describe('corrections', () => {
  it('write only what differs, in dossier and person', () => {
    const { dossierId: id } = receiveSome(made.as('hoa'));
    const applicant = { ...someApplicant, fullName: 'Đặng Thị Ngọc Anh' };
    expect(correct(made.as('hoa'), { id, changes: { applicant }, reason: '' })).toMatchObject({ problem: 'dossier.reasonRequired' });
    expect(correct(made.as('hoa'), { id, changes: { applicant, note: '' }, reason: 'gõ nhầm' })).toEqual({ changed: ['applicant'] });
    expect(made.store.eventsOf('dossier', id).at(-1)?.payload).toEqual({ changes: { applicant: { fullName: 'Đặng Thị Ngọc Anh' } }, reason: 'gõ nhầm' });
    expect(made.store.state('dossier', id)?.applicant).toEqual(applicant);
    expect(made.store.state('citizen', made.store.state('dossier', id)!.citizenId)?.fullName).toBe('Đặng Thị Ngọc Anh');
    expect(correct(made.as('hoa'), { id, changes: { applicant }, reason: '' })).toEqual({ changed: [] });
  });
});

describe('lists and home', () => {
  it('count and list the same dossiers', () => {
    const hoa = made.as('hoa');
    const late = receiveSome(hoa).dossierId;
    const waiting = receiveSome(hoa, { procedureId: threeDays }).dossierId;
    const returned = receiveSome(hoa).dossierId;
    must(takeStep(made.as('binh'), { id: waiting, to: 'supplementRequested', reason: 'thiếu giấy', requested }));
    returnResult(made, returned);
    made.clock.set(utcOf('2026-11-25', 9 * 60));
    const today = receiveSome(hoa).dossierId;
    const ids = (filter: (typeof dossierFilters)[number]) => listDossiers(made.desk, { filter }).items.map(({ id }) => id);
    expect(ids('overdue')).toEqual([late]);
    expect(ids('dueToday')).toEqual([today]);
    expect(ids('dueTomorrow')).toEqual([]);
    expect(ids('waitingSupplement')).toEqual([waiting]);
    expect(ids('receivedToday')).toEqual([today]);
    expect(ids('finished')).toEqual([returned]);
    expect(new Set(ids('open'))).toEqual(new Set([late, waiting, today]));
    expect(ids('all')).toHaveLength(4);
    expect(homeSummary(hoa)).toMatchObject({ overdue: 1, dueToday: 1, dueTomorrow: 0, waitingSupplement: 1, receivedToday: 1, inboxCount: 0, refusedCount: 0, drafts: [] });
    expect(homeSummary(hoa).upcoming.map(({ id, timeliness }) => [id, timeliness])).toEqual(expect.arrayContaining([[late, 'overdue'], [today, 'dueToday']]));
    // Numbers are for everybody, people are not.
    expect(homeSummary(made.as('quantri'))).toMatchObject({ overdue: 1, upcoming: [] });
  });

  it('page without a gap or a repetition', () => {
    const all = Array.from({ length: 120 }, () => {
      made.clock.advance(1000);
      return receiveSome(made.as('hoa')).dossierId;
    });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = listDossiers(made.desk, { filter: 'all', cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(120);
    expect(new Set(seen)).toEqual(new Set(all));
  });
});

it('search finds people without marks, codes and procedures, and hides people from who may not read them', () => {
  const { dossierId, code } = receiveSome(made.as('hoa'), { procedureId: marriage });
  const found = search(made.as('hoa'), { text: 'dang thi ngoc' });
  expect(found.dossiers.map(({ id }) => id)).toEqual([dossierId]);
  expect(found.citizens.map(({ fullName }) => fullName)).toEqual([someApplicant.fullName]);
  expect(search(made.as('hoa'), { text: code }).dossiers.map(({ id }) => id)).toEqual([dossierId]);
  expect(search(made.as('hoa'), { text: 'ket hon' }).procedures.length).toBeGreaterThan(0);
  expect(search(made.as('quantri'), { text: 'dang thi ngoc' })).toMatchObject({ dossiers: [], citizens: [] });
  expect(search(made.as('hoa'), { text: '  "*( ' })).toMatchObject({ dossiers: [], citizens: [], procedures: [] });
});
