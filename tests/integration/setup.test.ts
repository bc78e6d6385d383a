import { writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { procedures } from '../../db/queries/procedures.ts';
import { workingCalendar } from '../../db/queries/calendars.ts';
import { me } from '../../electron/desk/identity/me.ts';
import { signIn } from '../../electron/desk/identity/sign-in.ts';
import { demoOfficers, demoPassword, demoUnit, setUpDemo } from '../../electron/desk/setup/demo.ts';
import { setUp } from '../../electron/desk/setup/set-up.ts';
import { setupStatus } from '../../electron/desk/setup/status.ts';
import { readDeskKey } from '../../electron/desk/sync/desk-key.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';

let made: TestDesk;
afterEach(() => made.close());

const input = (scannerFolders: string[]) => ({
  unit: demoUnit,
  number: 3,
  scannerFolders,
  administrator: { username: 'quantri', fullName: 'Hoàng Văn Em', title: '', password: 'mật khẩu dài' },
});

describe('first run', () => {
  it('makes desk, key, catalogue, calendar and administrator at once, and the scanner folder', async () => {
    made = await makeDesk({ isSetUp: false });
    const { desk, store } = made;
    expect(setupStatus(desk, { isDemo: false })).toEqual({ isSetUp: false, isDemo: false });
    const folder = join(made.folder, 'chưa có', 'máy quét 2');

    const { administratorId } = must(await setUp(desk, input([folder])));

    expect(setupStatus(desk, { isDemo: false }).isSetUp).toBe(true);
    expect((await stat(folder)).isDirectory()).toBe(true);
    expect(store.state('desk', store.deskId)).toMatchObject({ unit: demoUnit, number: 3, scannerFolders: [folder], publicKey: readDeskKey(store)!.publicKey });
    expect(procedures(store)).toHaveLength(68);
    expect(workingCalendar(store).years.map(({ year }) => year)).toContain(2026);
    expect(me(desk, must(await signIn(desk, { username: 'quantri', password: 'mật khẩu dài' })))).toMatchObject({ officer: { id: administratorId }, desk: { number: 3 } });
    expect(store.verifyLog()).toMatchObject({ isIntact: true });
  });

  it('is done once', async () => {
    made = await makeDesk({ hasOfficers: false });
    expect(await setUp(made.desk, input([made.scannerFolder]))).toEqual({ problem: 'setup.alreadyDone', data: {} });
  });

  it('of two at the same moment one wins, and the other leaves nothing behind', async () => {
    made = await makeDesk({ isSetUp: false });
    const results = await Promise.all([setUp(made.desk, input([])), setUp(made.desk, { ...input([]), number: 4 })]);
    expect(results.filter((result) => 'problem' in result)).toHaveLength(1);
    expect(made.store.eventsOf('desk', made.store.deskId)).toHaveLength(1);
  });

  it('says what is wrong and writes nothing', async () => {
    made = await makeDesk({ isSetUp: false });
    const { desk, store } = made;
    const file = join(made.folder, 'tệp');
    writeFileSync(file, '');
    const unit = (agencyCode: string) => ({ ...input([]), unit: { ...demoUnit, agencyCode } });
    const password = (given: string) => ({ ...input([]), administrator: { ...input([]).administrator, password: given } });
    expect(await setUp(desk, unit('Lục Sơn'))).toMatchObject({ problem: 'setup.agencyCodeMalformed' });
    expect(await setUp(desk, password('ngắn'))).toEqual({ problem: 'officer.passwordTooShort', data: { min: 8 } });
    expect(await setUp(desk, input([file]))).toEqual({ problem: 'setup.scannerFolderMissing', data: { folder: file } });
    expect(await setUp(desk, input(['may-quet']))).toEqual({ problem: 'setup.scannerFolderMissing', data: { folder: 'may-quet' } });
    expect(store.head().deskSeq).toBe(0);
    expect(readDeskKey(store)).toBeUndefined();
  });
});

describe('the demo', () => {
  it('has five officers who can sign in, and changes nothing the second time', async () => {
    made = await makeDesk({ isSetUp: false });
    must(await setUpDemo(made.desk, { scannerFolder: made.scannerFolder }));
    for (const { username, fullName } of demoOfficers) {
      expect(await signIn(made.desk, { username, password: demoPassword })).toMatchObject({ fullName });
    }
    const head = made.store.head();
    must(await setUpDemo(made.desk, { scannerFolder: made.scannerFolder }));
    expect(made.store.head()).toEqual(head);
  });
});
