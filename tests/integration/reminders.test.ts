import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createDistrict, type District } from '../../district/district.ts';
import { consoleRoles } from '../../domain/console/permissions.ts';
import { officerIdOf } from '../../domain/officer/officer.ts';
import { isProblem } from '../../domain/problem.ts';
import type { SignedInDesk } from '../../electron/desk/desk.ts';
import { listOfficers, setPassword } from '../../electron/desk/identity/officers.ts';
import { signIn } from '../../electron/desk/identity/sign-in.ts';
import { acknowledge } from '../../electron/desk/reminders/acknowledge.ts';
import { reminders } from '../../electron/desk/reminders/list.ts';
import { setupStatus } from '../../electron/desk/setup/status.ts';
import { type ConsolePage, openConsole } from '../fixtures/console-page.ts';
import { must } from '../fixtures/desk.ts';
import { createSyncDesk, officer, type SyncDesk } from '../fixtures/sync-desk.ts';
import { dossierReceived } from '../fixtures/test-desk.ts';

const password = 'mật khẩu dài';
let folder: string;
let district: District;
let server: ServerType;
let page: ConsolePage;
/** Of the test that runs; closed after it, whatever became of it. */
let open: SyncDesk[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cấp huyện '));
  district = await createDistrict({ dataFolder: folder, name: 'UBND huyện Lục Nam', level: 'huyện', clock: { now: () => Date.now() }, randomBytes: (size) => randomBytes(size), adminToken: 'token' });
  server = await new Promise<ServerType>((resolve) => {
    const made = serve({ fetch: district.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(made));
  });
  await district.fetch(
    new Request('http://district.test/console/admin/users', {
      method: 'POST',
      headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'huyen', fullName: 'Phạm Thị Huyền', roles: consoleRoles, password }),
    }),
  );
  page = await openConsole(district.fetch).signIn('huyen', password);
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await district.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  for (const desk of open) await desk.close();
  open = [];
});

const enrolledDesk = async (agencyCode: string, number: number): Promise<SyncDesk> => {
  const desk = createSyncDesk({ agencyCode, number });
  open.push(desk);
  const { code } = must(await district.issueEnrolmentCode({ agencyCode, unitName: `UBND xã ${agencyCode}` }));
  must(await desk.sync.enrol(officer, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, enrolmentCode: code }));
  desk.sync.start();
  return desk;
};
const at = (desk: SyncDesk, agencyCode: string, username: string): SignedInDesk => ({ ...desk.desk, officer: desk.store.state('officer', officerIdOf(agencyCode, username))! });
const comesTo = (desk: SyncDesk, isThere: () => boolean): Promise<void> => desk.untilTrue(isThere);
const lacksAdministrator = (desk: SyncDesk): boolean => setupStatus(desk.desk, { isDemo: false }).lacksAdministrator !== undefined;
const level = (desk: SyncDesk) => desk.until(({ isLevel }) => isLevel);

describe('a reminder', () => {
  test('comes with the next sync to the desks of its commune and to no other, is answered once, and the answer is seen above', async () => {
    const [commune, other] = ['H02.16.1', 'H02.16.2'];
    const [first, second, stranger] = [await enrolledDesk(commune, 1), await enrolledDesk(commune, 2), await enrolledDesk(other, 1)];
    await page.api.officers.add.mutate({ agencyCode: commune, fields: { username: 'mai', fullName: 'Trần Thị Mai', title: '', roles: ['handling'] } });
    first.append(dossierReceived('d1', 'H02.16.1-230722-1001'));
    await level(first);
    const id = crypto.randomUUID();
    await page.api.reminders.send.mutate({ id, agencyCode: commune, text: 'Hồ sơ sau đã quá hạn', dossierIds: ['d1'] });
    // Something for all after it: the other commune has the chain with a gap.
    await page.api.calendar.publishHours.mutate({ field: null, hours: { '1': [[480, 660]], '2': [[480, 660]], '3': [], '4': [], '5': [], '6': [], '7': [] } });
    for (const desk of [first, second]) await comesTo(desk, () => desk.store.state('reminder', id) !== undefined && desk.store.state('officer', officerIdOf(commune, 'mai')) !== undefined);
    await comesTo(stranger, () => stranger.store.state('calendar', 'hours') !== undefined);
    expect(stranger.store.state('reminder', id)).toBeUndefined();
    expect(stranger.store.state('officer', officerIdOf(commune, 'mai'))).toBeUndefined();

    await comesTo(second, () => second.store.state('dossier', 'd1') !== undefined);
    const { open: waiting, answered } = reminders(second.desk);
    expect(waiting).toMatchObject([{ id, text: 'Hồ sơ sau đã quá hạn', senderName: 'Phạm Thị Huyền', dossiers: [{ id: 'd1', code: 'H02.16.1-230722-1001', row: { timeliness: 'overdue' } }] }]);
    expect(answered).toEqual([]);

    expect(acknowledge(at(second, commune, 'mai'), { id: 'nothing', note: 'x' })).toEqual({ problem: 'reminder.unknown', data: {} });
    expect(acknowledge(at(second, commune, 'mai'), { id, note: 'Trả trước thứ Sáu' })).toEqual({ id });
    await level(second);
    expect((await page.api.reminders.list.query({ agencyCode: commune }))[0]).toMatchObject({ acknowledged: { officerName: 'Trần Thị Mai', note: 'Trả trước thứ Sáu' } });
    await comesTo(first, () => first.store.state('reminder', id)?.acknowledged !== undefined);
    expect(acknowledge(at(first, commune, 'mai'), { id, note: 'lần nữa' })).toMatchObject({ problem: 'reminder.alreadyAcknowledged', data: { officer: 'Trần Thị Mai' } });
    expect(reminders(first.desk)).toMatchObject({ open: [], answered: [{ id }] });
    for (const desk of open) expect(desk.store.verifyLog()).toMatchObject({ isIntact: true });
  });
});

describe('an officer from above', () => {
  test('is known at the desk without a password, gets one from its administrator, and is gone and back by a word', async () => {
    const commune = 'H02.16.3';
    const desk = await enrolledDesk(commune, 1);
    const mai = officerIdOf(commune, 'mai');
    const { officers } = page.api;
    await officers.add.mutate({ agencyCode: commune, fields: { username: 'quantri', fullName: 'Hoàng Văn Em', title: '', roles: ['administrator'] } });
    await officers.add.mutate({ agencyCode: commune, fields: { username: 'mai', fullName: 'Trần Thị Mai', title: 'Công chức', roles: ['receiving', 'administrator'] } });
    await comesTo(desk, () => desk.store.state('officer', mai) !== undefined);
    expect(listOfficers(desk.desk).find(({ id }) => id === mai)).toMatchObject({ isActive: true, hasPassword: false });
    expect(await signIn(desk.desk, { username: 'mai', password })).toMatchObject({ problem: 'signIn.wrongCredentials' });
    must(await setPassword(at(desk, commune, 'quantri'), { officerId: mai, password }));
    expect(isProblem(await signIn(desk.desk, { username: 'mai', password }))).toBe(false);
    expect(lacksAdministrator(desk)).toBe(false);

    await officers.deactivate.mutate({ agencyCode: commune, officerId: mai, reason: 'Chuyển công tác' });
    await comesTo(desk, () => desk.store.state('officer', mai)?.isActive === false);
    expect(await signIn(desk.desk, { username: 'mai', password })).toMatchObject({ problem: 'signIn.wrongCredentials' });
    // The other administrator has no password here, which the level above cannot know: the desk says so, and this undoes it.
    expect(lacksAdministrator(desk)).toBe(true);
    await officers.reactivate.mutate({ agencyCode: commune, officerId: mai });
    await comesTo(desk, () => desk.store.state('officer', mai)?.isActive === true);
    expect(lacksAdministrator(desk)).toBe(false);
    expect(isProblem(await signIn(desk.desk, { username: 'mai', password }))).toBe(false);
  });
});
