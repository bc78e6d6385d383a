import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeOfficer, deactivateOfficer, reactivateOfficer } from '../../electron/desk/identity/change-officer.ts';
import { addOfficer, listOfficers, setPassword } from '../../electron/desk/identity/officers.ts';
import { createSessions } from '../../electron/desk/identity/sessions.ts';
import { signIn } from '../../electron/desk/identity/sign-in.ts';
import { demoPassword } from '../../electron/desk/setup/demo.ts';
import { makeApi } from '../fixtures/desk-api.ts';
import { makeDesk, must, testClock, type TestDesk } from '../fixtures/desk.ts';
import { refusalOf } from '../fixtures/running-desk.ts';

let made: TestDesk;
beforeEach(async () => {
  made = await makeDesk();
});
afterEach(() => made.close());

const wrong = { username: 'hoa', password: 'không phải' };
const right = { username: 'hoa', password: demoPassword };
const wrongCredentials = { problem: 'signIn.wrongCredentials', data: {} };

describe('sign-in', () => {
  it('takes the right password, in either Unicode form, and nothing else', async () => {
    expect(await signIn(made.desk, right)).toMatchObject({ fullName: 'Nguyễn Thị Hoa' });
    expect(await signIn(made.desk, { ...right, username: 'HOA' })).toMatchObject({ fullName: 'Nguyễn Thị Hoa' });
    expect(await signIn(made.desk, wrong)).toEqual(wrongCredentials);
    expect(await signIn(made.desk, { ...right, username: 'nobody' })).toEqual(wrongCredentials);
    must(await setPassword(made.as('quantri'), { officerId: made.as('hoa').officer.id, password: 'Mật khẩu Tiếng Việt'.normalize('NFD') }));
    expect(await signIn(made.desk, { username: 'hoa', password: 'Mật khẩu Tiếng Việt'.normalize('NFC') })).toMatchObject({ username: 'hoa' });
  });

  it('makes a guesser wait longer and longer, also after a restart, and others not at all', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) expect(await signIn(made.desk, wrong)).toEqual(wrongCredentials);
    expect(await signIn(made.desk, right)).toEqual({ problem: 'signIn.tooManyAttempts', data: { seconds: 30 } });
    made = made.reopen();
    expect(await signIn(made.desk, right)).toEqual({ problem: 'signIn.tooManyAttempts', data: { seconds: 30 } });
    expect(await signIn(made.desk, { ...right, username: 'binh' })).toMatchObject({ username: 'binh' });
    made.clock.advance(30_000);
    expect(await signIn(made.desk, wrong)).toEqual(wrongCredentials);
    expect(await signIn(made.desk, right)).toEqual({ problem: 'signIn.tooManyAttempts', data: { seconds: 60 } });
    made.clock.advance(60_000);
    expect(await signIn(made.desk, right)).toMatchObject({ username: 'hoa' });
    expect(await signIn(made.desk, wrong)).toEqual(wrongCredentials);
  });

  it('counts guesses that are sent all at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(made.desk, wrong)));
    expect(answers.filter((answer) => 'problem' in answer && answer.problem === 'signIn.wrongCredentials')).toHaveLength(5);
  });

  it('never waits longer than the wait itself when the clock is set back', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) await signIn(made.desk, wrong);
    made.clock.advance(-86_400_000);
    expect(await signIn(made.desk, right)).toEqual({ problem: 'signIn.tooManyAttempts', data: { seconds: 30 } });
  });
});

describe('officers', () => {
  it('are added with a password that is nowhere in the log', async () => {
    const added = must(await addOfficer(made.as('quantri'), { username: 'mai', fullName: 'Vi Thị Mai', title: 'Công chức', roles: ['receiving'], password: 'rất-bí-mật-99' }));
    expect(listOfficers(made.desk).find(({ id }) => id === added.id)).toEqual({ ...added, hasPassword: true, delegations: [] });
    expect(JSON.stringify(made.store.ownEvents(0, 10_000))).not.toMatch(/bí-mật|argon2/);
    expect(await addOfficer(made.as('quantri'), { username: 'mai', fullName: 'X', title: '', roles: ['clerk'], password: 'rất-bí-mật-99' })).toEqual({
      problem: 'officer.usernameTaken',
      data: { username: 'mai' },
    });
    expect(await addOfficer(made.as('quantri'), { username: 'lan', fullName: 'X', title: '', roles: ['clerk'], password: '1234567' })).toMatchObject({ problem: 'officer.passwordTooShort' });
  });

  it('change their own password with the old one; another changes it only as administrator', async () => {
    const hoa = made.as('hoa');
    const password = 'mật khẩu mới';
    expect(await setPassword(hoa, { officerId: hoa.officer.id, password })).toEqual(wrongCredentials);
    expect(await setPassword(hoa, { officerId: made.as('binh').officer.id, password })).toMatchObject({ problem: 'permission.denied' });
    must(await setPassword(hoa, { officerId: hoa.officer.id, password, currentPassword: demoPassword }));
    expect(await signIn(made.desk, right)).toEqual(wrongCredentials);
    expect(await signIn(made.desk, { ...right, password })).toMatchObject({ username: 'hoa' });
  });
});

describe('sessions', () => {
  it('end when nobody does anything for half an hour, whatever the screen asks by itself', () => {
    const clock = testClock();
    const sessions = createSessions(clock, made.desk.randomBytes);
    const token = sessions.begin('hoa');
    clock.advance(29 * 60_000);
    expect(sessions.officerId(token, true)).toBe('hoa');
    clock.advance(29 * 60_000);
    expect(sessions.officerId(token, false)).toBe('hoa');
    clock.advance(2 * 60_000);
    expect(sessions.officerId(token, true)).toBeUndefined();
    expect(sessions.officerId('made up', true)).toBeUndefined();
  });

  it('of one officer end together but for the one at hand', () => {
    const sessions = createSessions(testClock(), made.desk.randomBytes);
    const [first, second, other] = [sessions.begin('hoa'), sessions.begin('hoa'), sessions.begin('binh')];
    sessions.endAllOf('hoa', second);
    expect([first, second, other].map((token) => sessions.officerId(token, true))).toEqual([undefined, 'hoa', 'binh']);
  });
});

describe('officers who change their work', () => {
  const idOf = (username: string) => made.as(username).officer.id;
  const listed = (username: string) => listOfficers(made.desk).find((officer) => officer.username === username);

  it('name, title and roles are changed at once, and only what differs is written', () => {
    must(changeOfficer(made.as('quantri'), { officerId: idOf('hoa'), title: 'Phó Trưởng phòng', roles: ['receiving', 'handling'] }));
    expect(listed('hoa')).toMatchObject({ fullName: 'Nguyễn Thị Hoa', title: 'Phó Trưởng phòng', roles: ['receiving', 'handling'], username: 'hoa' });
    must(changeOfficer(made.as('quantri'), { officerId: idOf('hoa'), title: 'Phó Trưởng phòng' }));
    expect(made.store.eventsOf('officer', idOf('hoa')).map(({ type, payload }) => [type, payload]).slice(1)).toEqual([
      ['officer.changed', { title: 'Phó Trưởng phòng', roles: ['receiving', 'handling'] }],
    ]);
    expect(changeOfficer(made.as('quantri'), { officerId: 'made up', title: 'x' })).toMatchObject({ problem: 'input.malformed' });
    expect(changeOfficer(made.as('quantri'), { officerId: idOf('hoa'), roles: [] })).toMatchObject({ problem: 'input.malformed', data: { field: 'roles' } });
  });

  it('whoever is deactivated cannot sign in, with a reason that stays; reactivated, signs in as before', async () => {
    must(deactivateOfficer(made.as('quantri'), { officerId: idOf('hoa'), reason: 'Nghỉ hưu' }));
    expect(await signIn(made.desk, right)).toEqual(wrongCredentials);
    expect(listed('hoa')).toMatchObject({ isActive: false, deactivated: { reason: 'Nghỉ hưu', byName: 'Hoàng Văn Em', at: made.clock.now() } });
    expect(listOfficers(made.desk).at(-1)?.username).toBe('hoa');
    made = made.reopen();
    expect(await signIn(made.desk, right)).toEqual(wrongCredentials);
    must(reactivateOfficer(made.as('quantri'), { officerId: idOf('hoa') }));
    expect(await signIn(made.desk, right)).toMatchObject({ username: 'hoa' });
    expect(listed('hoa')).not.toHaveProperty('deactivated');
    expect(made.store.eventsOf('officer', idOf('hoa')).map(({ type }) => type)).toEqual(['officer.added', 'officer.deactivated', 'officer.reactivated']);
  });

  it('the last administrator who can sign in here stays one', async () => {
    const quantri = idOf('quantri');
    const last = { problem: 'officer.lastAdministrator', data: {} };
    expect(deactivateOfficer(made.as('quantri'), { officerId: quantri, reason: 'x' })).toEqual(last);
    expect(changeOfficer(made.as('quantri'), { officerId: quantri, roles: ['clerk'] })).toEqual(last);
    // Known from another desk, without a password here: cannot help this desk.
    made.store.write(quantri, (tx) => void tx.append({ entity: 'officer', entityId: 'elsewhere', type: 'officer.added', payload: { username: 'xa', fullName: 'Ở Xa', title: '', roles: ['administrator'] } }));
    expect(deactivateOfficer(made.as('quantri'), { officerId: quantri, reason: 'x' })).toEqual(last);

    must(changeOfficer(made.as('quantri'), { officerId: idOf('cuong'), roles: ['approver', 'administrator'] }));
    must(changeOfficer(made.as('quantri'), { officerId: quantri, roles: ['clerk'] }));
    expect(deactivateOfficer(made.as('cuong'), { officerId: idOf('cuong'), reason: 'x' })).toEqual(last);
  });

  it('whoever is deactivated is signed out everywhere, and back only by signing in', async () => {
    const api = makeApi(made);
    const [first, second, administrator] = [await api.signIn('hoa'), await api.signIn('hoa'), await api.signIn('quantri')];
    await administrator.api.identity.deactivateOfficer.mutate({ officerId: idOf('hoa'), reason: 'Chuyển công tác' });
    expect([await first.api.identity.me.query(), await second.api.identity.me.query()]).toEqual([null, null]);
    await administrator.api.identity.reactivateOfficer.mutate({ officerId: idOf('hoa') });
    expect(await first.api.identity.me.query()).toBeNull();
    expect(await (await api.signIn('hoa')).api.identity.me.query()).toMatchObject({ officer: { username: 'hoa' } });
    expect(await refusalOf((await api.signIn('binh')).api.identity.deactivateOfficer.mutate({ officerId: idOf('hoa'), reason: 'x' }))).toMatchObject({ problem: 'permission.denied' });
  });

  it('deactivated at another desk, the sessions here end too', async () => {
    const api = makeApi(made);
    const page = await api.signIn('hoa');
    const write = (type: string, payload: Record<string, unknown>) => made.store.write(idOf('quantri'), (tx) => void tx.append({ entity: 'officer', entityId: idOf('hoa'), type, payload }));
    write('officer.deactivated', { reason: 'x' });
    expect(await page.api.identity.me.query()).toBeNull();
    write('officer.reactivated', {});
    expect(await page.api.identity.me.query()).toBeNull();
  });
});

describe('whoever only reads', () => {
  it('stays signed in as long as the page tells of keys, mouse or reader; the page’s own questions do not count', async () => {
    const api = makeApi(made);
    const [reading, gone] = [await api.signIn('hoa'), await api.signIn('binh')];
    for (let quarter = 0; quarter < 8; quarter += 1) {
      made.clock.advance(15 * 60_000);
      await reading.api.identity.presence.mutate();
      await gone.api.home.summary.query().catch(() => undefined);
    }
    expect(await reading.api.identity.me.query()).toMatchObject({ officer: { username: 'hoa' } });
    expect(await gone.api.identity.me.query()).toBeNull();
    expect(await refusalOf(gone.api.identity.presence.mutate())).toMatchObject({ problem: 'signIn.required' });
  });
});
