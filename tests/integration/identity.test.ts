import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addOfficer, listOfficers, setPassword } from '../../electron/desk/identity/officers.ts';
import { createSessions } from '../../electron/desk/identity/sessions.ts';
import { signIn } from '../../electron/desk/identity/sign-in.ts';
import { demoPassword } from '../../electron/desk/setup/demo.ts';
import { makeDesk, must, testClock, type TestDesk } from '../fixtures/desk.ts';

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
    expect(listOfficers(made.desk).find(({ id }) => id === added.id)).toEqual({ ...added, hasPassword: true });
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
