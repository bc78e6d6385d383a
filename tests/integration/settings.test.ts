import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { banks } from '../../domain/desk/banks.ts';
import { bankAccountSchema } from '../../domain/desk/desk.ts';
import { vietQrPayload } from '../../domain/payment/vietqr.ts';
import { createDigitisation } from '../../electron/desk/digitisation/control.ts';
import { listInbox } from '../../electron/desk/digitisation/list-inbox.ts';
import { signIn } from '../../electron/desk/identity/sign-in.ts';
import { demoPassword, demoUnit } from '../../electron/desk/setup/demo.ts';
import { changeSettings, viewSettings } from '../../electron/desk/setup/settings.ts';
import { createWorkers } from '../../electron/desk/workers/pool.ts';
import { makeApi } from '../fixtures/desk-api.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { refusalOf } from '../fixtures/running-desk.ts';
import { jpegScan } from '../fixtures/scans.ts';

let made: TestDesk;
beforeEach(async () => {
  made = await makeDesk();
});
afterEach(() => made.close());

const change = (input: Parameters<typeof changeSettings>[1]) => changeSettings(made.as('quantri'), input);
const changes = () => made.store.eventsOf('desk', made.store.deskId).slice(1).map(({ type, payload }) => [type, payload]);
const { agencyCode, ...names } = demoUnit;

describe('settings of the desk', () => {
  it('begin as is usual: no queue numbers, one apology, no account', () => {
    expect(viewSettings(made.desk)).toEqual({
      unit: demoUnit,
      deskNumber: 1,
      scannerFolders: [made.scannerFolder],
      settings: { hasQueueTickets: false, maxExtensions: 1, bankAccount: null, originalsKeptDays: 365 },
    });
  });

  it('what differs is written, each kind as an event of its own, and is there after a restart', async () => {
    const bankAccount = { bin: '970405', account: '2500 2051 .56789', holder: '  UBND xã  Lục Sơn ' };
    must(await change({ hasQueueTickets: true, maxExtensions: 1, bankAccount, unit: { ...names, phone: '0204 3884 999' } }));
    must(await change({ hasQueueTickets: true, unit: { ...names, phone: '0204 3884 999' }, scannerFolders: [made.scannerFolder] }));
    const account = { bin: '970405', bankName: 'Agribank', account: '2500205156789', holder: 'UBND xã Lục Sơn' };
    expect(changes()).toEqual([
      ['desk.unitChanged', { ...demoUnit, phone: '0204 3884 999' }],
      ['desk.settingsChanged', { hasQueueTickets: true, bankAccount: account }],
    ]);
    made = made.reopen();
    expect(viewSettings(made.desk)).toMatchObject({ unit: { phone: '0204 3884 999', agencyCode }, settings: { hasQueueTickets: true, maxExtensions: 1, bankAccount: account } });
    must(await change({ bankAccount: null }));
    expect(viewSettings(made.desk).settings).toEqual({ hasQueueTickets: true, maxExtensions: 1, bankAccount: null, originalsKeptDays: 365 });
  });

  it('an account that VietQR could not reach, or a name that is missing, is refused and nothing is changed', async () => {
    const malformed = (field: string) => ({ problem: 'input.malformed', data: { field } });
    expect(await change({ hasQueueTickets: true, bankAccount: { bin: '123456', account: '123456', holder: 'A' } })).toEqual(malformed('bankAccount.bin'));
    expect(await change({ bankAccount: { bin: '970405', account: '12', holder: 'A' } })).toEqual(malformed('bankAccount.account'));
    expect(await change({ bankAccount: { bin: '970405', account: '123456', holder: ' ' } })).toEqual(malformed('bankAccount.holder'));
    expect(await change({ unit: { ...names, name: '' } })).toEqual(malformed('unit.name'));
    expect(await change({ hasQueueTickets: true, maxExtensions: 10 })).toEqual(malformed('maxExtensions'));
    expect(changes()).toEqual([]);
  });

  it('another name of the agency signs nobody out of their account', async () => {
    must(await change({ unit: { ...names, name: 'UBND xã Lục Nam', parentName: 'UBND tỉnh Bắc Ninh', parentLevel: 'tỉnh' } }));
    expect(await signIn(made.desk, { username: 'hoa', password: demoPassword })).toMatchObject({ username: 'hoa' });
    expect(viewSettings(made.desk).unit.agencyCode).toBe(agencyCode);
  });

  it('are read by everybody and changed by administrators', async () => {
    const api = makeApi(made);
    const hoa = await api.signIn('hoa');
    expect(await hoa.api.settings.view.query()).toMatchObject({ deskNumber: 1 });
    expect(await refusalOf(hoa.api.settings.change.mutate({ hasQueueTickets: true }))).toMatchObject({ problem: 'permission.denied' });
    const quantri = await api.signIn('quantri');
    expect(await quantri.api.settings.change.mutate({ hasQueueTickets: true })).toMatchObject({ settings: { hasQueueTickets: true } });
  });
});

describe('banks', () => {
  it('each has a BIN of its own that makes a VietQR code', () => {
    expect(new Set(banks.map(({ bin }) => bin)).size).toBe(banks.length);
    expect(new Set(banks.map(({ name }) => name)).size).toBe(banks.length);
    for (const { bin, name } of banks) {
      expect(bankAccountSchema.safeParse({ bin, bankName: name, account: '0123456789', holder: 'X' }).success).toBe(true);
      expect(vietQrPayload({ bin, account: '0123456789' }, 1000, 'Quet thu')).toContain(bin);
    }
  });
});

describe('scanner folders after set-up', () => {
  it('one that is not there is named, and the others stay; a share that is off does not stand in the way', async () => {
    const missing = join(made.folder, 'chưa có');
    expect(await change({ scannerFolders: [made.scannerFolder, missing] })).toEqual({ problem: 'setup.scannerFolderMissing', data: { folder: missing } });
    expect(await change({ scannerFolders: ['quét'] })).toMatchObject({ problem: 'setup.scannerFolderMissing' });
    const file = join(made.folder, 'tệp');
    writeFileSync(file, '');
    expect(await change({ scannerFolders: [file] })).toMatchObject({ problem: 'setup.scannerFolderMissing' });
    expect(viewSettings(made.desk).scannerFolders).toEqual([made.scannerFolder]);

    mkdirSync(missing);
    must(await change({ scannerFolders: [made.scannerFolder, `${missing}/`, missing] }));
    expect(viewSettings(made.desk).scannerFolders).toEqual([made.scannerFolder, missing]);
  });

  it('are watched at once, without a restart, and one that is taken away is let go', async () => {
    made.close();
    const workers = createWorkers({ threads: 1 });
    made = await makeDesk({ workers });
    const digitisation = createDigitisation(made.desk, { isWatching: false, settings: { settleMs: 0 } });
    digitisation.start();
    const another = join(made.folder, 'máy quét thứ hai');
    mkdirSync(another);
    must(await change({ scannerFolders: [made.scannerFolder, another] }));
    expect(digitisation.folders().map(({ path, isReachable }) => [path, isReachable])).toEqual([[made.scannerFolder, true], [another, true]]);
    writeFileSync(join(another, 'tờ khai.jpg'), await jpegScan());
    await digitisation.rescan();
    await digitisation.rescan();
    expect(listInbox(made.desk, {}).items.map(({ fileName }) => fileName)).toEqual(['tờ khai.jpg']);

    must(await change({ scannerFolders: [another] }));
    expect(digitisation.folders().map(({ path }) => path)).toEqual([another]);
    await digitisation.stop();
    await workers.close();
  });
});
