import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDistrict, type District } from '../../district/district.ts';
import { consoleRouter } from '../../district/console/router.ts';
import { rowsOf } from '../../district/database.ts';
import { auditActions } from '../../district/ui/features/audit/actions.ts';
import { consolePermissions, type ConsoleRole } from '../../domain/console/permissions.ts';
import { type DomainEvent, hashEvent } from '../../domain/event.ts';
import { officerIdOf } from '../../domain/officer/officer.ts';
import { isProblem } from '../../domain/problem.ts';
import { catalogueEvents, procedureIdOf } from '../../domain/procedure/catalogue.ts';
import { addDays, localDate, utcOf } from '../../domain/time.ts';
import { pullResponseSchema, pushResponseSchema } from '../../domain/wire.ts';
import { consoleOrigin, type ConsolePage, openConsole, problemOf } from '../fixtures/console-page.ts';
import { createTestDesk, documentAttached, documentScanned, dossierReceived, sha256Of, stepTaken, type TestDesk } from '../fixtures/test-desk.ts';

const password = 'mật khẩu dài';
const closed = { '1': [], '2': [], '3': [], '4': [], '5': [], '6': [], '7': [] };
const birth = procedureIdOf({ code: '1.001193', name: '' });

/** The promises of the console, the same for every database that the district can stand on. */
export const consoleSuite = (name: string, databaseUrl: () => Promise<string | undefined>): void => {
  describe(`console on ${name}`, () => {
    const clock = { at: Date.parse('2026-11-23T01:00:00Z'), now: () => clock.at };
    const faults: unknown[] = [];
    const pages = {} as Record<ConsoleRole, ConsolePage>;
    let dataFolder: string;
    let district: District;
    let communes = 10;

    beforeAll(async () => {
      dataFolder = mkdtempSync(join(tmpdir(), 'quầy một cửa '));
      district = await createDistrict({
        dataFolder,
        databaseUrl: await databaseUrl(),
        name: 'UBND huyện Lục Nam',
        level: 'huyện',
        clock,
        randomBytes,
        adminToken: 'server-token',
        screensFolder: builtScreens(dataFolder),
        onFault: (error) => faults.push(error),
      });
      for (const role of ['viewer', 'leader', 'catalogue', 'administrator'] as const) {
        expect((await ensure({ username: role, fullName: `Người ${role}`, roles: [role], password })).status).toBe(200);
        pages[role] = await openConsole(district.fetch).signIn(role, password);
      }
    });
    afterAll(async () => {
      // Whatever was written down above has its words on the page of the trail.
      const actions = await rowsOf<{ action: string }>(district.context.db, sql`select distinct action from console_audit`);
      expect(actions.map(({ action }) => action).filter((action) => !auditActions.some((known) => known === action))).toEqual([]);
      await district?.close();
      await rm(dataFolder, { recursive: true, force: true });
      expect(faults).toEqual([]);
    });

    const ensure = async (body: object, token = 'server-token') => {
      const response = await district.fetch(
        new Request(`${consoleOrigin}/console/admin/users`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      );
      return { status: response.status, body: (await response.json()) as Record<string, string> };
    };
    const enrolled = async (agencyCode: string, number = 1, unitName = 'UBND xã Lục Sơn'): Promise<TestDesk> => {
      const desk = createTestDesk({ agencyCode, number, clock, fetch: (request) => district.fetch(request) });
      const issued = await district.issueEnrolmentCode({ agencyCode, unitName, deskNumber: number });
      if (isProblem(issued)) throw new Error(issued.problem);
      const { deskId, publicKey } = desk;
      const response = await district.fetch(
        new Request(`${consoleOrigin}/v1/enrol`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code: issued.code, deskId, deskNumber: number, agencyCode, publicKey }) }),
      );
      expect(response.status).toBe(200);
      return desk;
    };
    const newCommune = () => `H02.15.${(communes += 1)}`;
    const push = async (desk: TestDesk): Promise<void> => {
      const { body } = await desk.call('POST', '/v1/events', { json: { events: desk.log } });
      expect(pushResponseSchema.parse(body).verdicts.filter(({ verdict }) => verdict === 'rejected')).toEqual([]);
    };
    /** What a desk is given, from the beginning, by the hands of the district. */
    const pulled = async (desk: TestDesk): Promise<DomainEvent[]> => {
      const { body } = await desk.call('GET', '/v1/events?limit=500');
      return pullResponseSchema.parse(body).events;
    };
    const latestAudit = async () => (await pages.administrator.api.audit.list.query({})).rows;

    describe('the door', () => {
      test('every operation has its line in the table of permissions', () => {
        const operations = Object.keys((consoleRouter as unknown as { _def: { procedures: object } })._def.procedures);
        expect(Object.keys(consolePermissions).filter((operation) => operation !== 'dossiers.person' && operation !== 'files.document').sort()).toEqual(operations.sort());
      });

      test('nobody who is not signed in gets anything', async () => {
        const page = openConsole(district.fetch);
        expect((await page.api.identity.me.query()).user).toBe(null);
        for (const asked of [page.api.reminders.list.query({}), page.api.catalogue.list.query(), page.api.audit.list.query({}), page.api.dossiers.view.query({ agencyCode: 'H02.15.20', id: 'd1' })]) {
          expect(await problemOf(asked)).toBe('signIn.required');
        }
        expect((await page.request('/console/files/documents/H02.15.20/x')).status).toBe(401);
      });

      test('each role does its own work only', async () => {
        const { viewer, catalogue, administrator, leader } = pages;
        expect(await problemOf(viewer.api.reminders.send.mutate({ id: crypto.randomUUID(), agencyCode: 'x', text: 'x', dossierIds: [] }))).toBe('permission.denied');
        expect(await problemOf(catalogue.api.dossiers.view.query({ agencyCode: 'x', id: 'x' }))).toBe('permission.denied');
        // Whoever gives access does not thereby have it.
        expect(await problemOf(administrator.api.dossiers.view.query({ agencyCode: 'x', id: 'x' }))).toBe('permission.denied');
        expect(await problemOf(leader.api.users.list.query())).toBe('permission.denied');
        expect(await problemOf(leader.api.catalogue.retire.mutate({ id: birth, reason: 'x' }))).toBe('permission.denied');
        expect((await viewer.request('/console/files/documents/H02.15.20/x')).status).toBe(403);
      });

      test('a request that is no page of ours, or not JSON, is turned away before it is read', async () => {
        const body = JSON.stringify({ username: 'leader', password });
        const status = async (headers: Record<string, string>, method = 'POST') => (await pages.leader.request('/console/api/identity.signOut', { method, headers, ...(method === 'POST' ? { body } : {}) })).status;
        expect(await status({ 'content-type': 'application/json', origin: 'https://elsewhere.example' })).toBe(403);
        expect(await status({ 'content-type': 'text/plain' })).toBe(403);
        expect(await status({ 'content-type': 'application/json', origin: 'null' })).toBe(403);
        expect(await status({}, 'GET')).toBe(403);
        // The session is as it was.
        expect((await pages.leader.api.identity.me.query()).user).toMatchObject({ username: 'leader' });
        const large = await pages.leader.request('/console/api/identity.signIn', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: 'x'.repeat(1_100_000) }) });
        expect(large.status).toBe(413);
      });

      test('answers are kept in no cache, run nothing foreign, and the cookie is for the console alone', async () => {
        const page = openConsole(district.fetch);
        const response = await page.request('/console/api/identity.signIn', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ username: 'leader', password }),
        });
        expect(response.status).toBe(200);
        expect(response.headers.get('cache-control')).toBe('no-store');
        expect(response.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
        expect(page.setCookies[0]).toMatch(/^console-session=[\w-]{43}; Path=\/console; HttpOnly; SameSite=Strict$/);
        const overTls = await page.request('/console/api/identity.signIn', {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: consoleOrigin.replace('http:', 'https:') },
          body: JSON.stringify({ username: 'leader', password }),
        });
        expect(overTls.headers.get('set-cookie')).toContain('; Secure');
      });
    });

    test('the screens are handed out at every place inside the program, and nothing beside them', async () => {
      const get = async (path: string) => {
        const response = await openConsole(district.fetch).request(path);
        return { status: response.status, type: response.headers.get('content-type')?.split(';')[0], cache: response.headers.get('cache-control'), text: await response.text() };
      };
      const page = { status: 200, type: 'text/html', cache: 'no-store', text: '<p>screens</p>' };
      for (const path of ['/console', '/console/', '/console/communes/H02.15.20', '/console/communes/H02.15.20/dossiers/d.1?from=2023-01-01']) expect(await get(path)).toEqual(page);
      expect(await get('/console/assets/main-1.js')).toEqual({ status: 200, type: 'text/javascript', cache: 'public, max-age=31536000, immutable', text: '0;' });
      expect((await get('/console/assets/gone-2.js')).status).toBe(404);
      expect((await get('/console/assets/..%2f..%2fadmin-token')).text).not.toContain('server-token');
    });

    describe('people', () => {
      test('the first one is made by whoever can read the server’s folder, with a password that is good for one sign-in', async () => {
        expect((await ensure({ username: 'moi', fullName: 'x' }, 'wrong')).status).toBe(401);
        const { body } = await ensure({ username: 'Moi', fullName: 'Nguyễn Văn Mới' });
        expect(body).toMatchObject({ username: 'moi', password: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/) });
        const page = await openConsole(district.fetch).signIn('MOI', body['password']!);
        expect((await page.api.identity.me.query()).user).toMatchObject({ username: 'moi', roles: ['administrator'], isOneTime: true });
        expect(await problemOf(page.api.users.list.query())).toBe('console.passwordMustChange');
        expect(await problemOf(page.api.identity.setPassword.mutate({ currentPassword: body['password']!, password: 'ngắn' }))).toBe('officer.passwordTooShort');
        expect(await problemOf(page.api.identity.setPassword.mutate({ currentPassword: body['password']!, password: body['password']! }))).toBe('console.passwordMustChange');
        await page.api.identity.setPassword.mutate({ currentPassword: body['password']!, password });
        expect((await page.api.users.list.query()).map(({ username }) => username)).toContain('moi');
        expect(JSON.stringify(await rowsOf(district.context.db, sql`select * from console_users`))).not.toContain(body['password']);
      });

      test('wrong passwords cost more and more time, for a known name', async () => {
        await ensure({ username: 'cham', fullName: 'Chậm', password });
        const page = openConsole(district.fetch);
        const wrong = () => problemOf(page.api.identity.signIn.mutate({ username: 'cham', password: 'không phải' }));
        for (let tries = 0; tries < 5; tries += 1) expect(await wrong()).toBe('signIn.wrongCredentials');
        expect(await problemOf(page.signIn('cham', password))).toBe('signIn.tooManyAttempts');
        clock.at += 31_000;
        await page.signIn('cham', password);
        expect(await problemOf(openConsole(district.fetch).signIn('nobody', password))).toBe('signIn.wrongCredentials');
        expect((await latestAudit()).filter(({ action, subject }) => action === 'identity.signInFailed' && subject === 'cham')).toHaveLength(5);
      });

      test('a session ends when nobody is there, whatever the page asks by itself, and when its owner may no longer', async () => {
        const page = await openConsole(district.fetch).signIn('viewer', password);
        for (let minutes = 0; minutes < 40; minutes += 10) {
          clock.at += 10 * 60_000;
          await page.api.identity.me.query();
        }
        expect((await page.api.identity.me.query()).user).toBe(null);
        for (const role of ['viewer', 'leader', 'catalogue', 'administrator'] as const) await pages[role].signIn(role, password);

        const made = await pages.administrator.api.users.add.mutate({ username: 'tam', fullName: 'Tạm', title: '', roles: ['viewer'] });
        const guest = await openConsole(district.fetch).signIn('tam', made.password);
        await pages.administrator.api.users.change.mutate({ userId: made.user.id, isActive: false });
        expect((await guest.api.identity.me.query()).user).toBe(null);
        expect(await problemOf(openConsole(district.fetch).signIn('tam', made.password))).toBe('signIn.wrongCredentials');
        expect(await problemOf(pages.administrator.api.users.add.mutate({ username: 'tam', fullName: 'Tạm', title: '', roles: ['viewer'] }))).toBe('officer.usernameTaken');
      });

      test('the last administrator stays one', async () => {
        const all = await pages.administrator.api.users.list.query();
        const administrators = all.filter(({ roles, isActive }) => isActive && roles.includes('administrator'));
        for (const { id, username } of administrators) if (username !== 'administrator') await pages.administrator.api.users.change.mutate({ userId: id, isActive: false });
        const { id } = administrators.find(({ username }) => username === 'administrator')!;
        expect(await problemOf(pages.administrator.api.users.change.mutate({ userId: id, roles: ['viewer'] }))).toBe('officer.lastAdministrator');
        expect(await problemOf(pages.administrator.api.users.change.mutate({ userId: id, isActive: false }))).toBe('officer.lastAdministrator');
      });

      test('the trace cannot be changed, not even by a mistake in our own code', async () => {
        for (const statement of ['update console_audit set subject = $$x$$', 'delete from console_audit', 'truncate console_audit']) {
          await expect(district.context.db.execute(sql.raw(statement))).rejects.toThrow();
        }
        const [rights] = await rowsOf<Record<string, boolean>>(district.context.db, sql`select has_table_privilege('console_audit', 'update') as may_update, has_table_privilege('console_audit', 'delete') as may_delete`);
        expect(rights).toEqual({ may_update: false, may_delete: false });
      });
    });

    describe('the overview', () => {
      test('has each commune’s figures, down to the dossiers, and when each desk was last heard of', async () => {
        const [worse, better, silent] = [newCommune(), newCommune(), newCommune()];
        const [late, good] = [await enrolled(worse, 1, 'UBND xã Nghĩa Phương'), await enrolled(better, 1, 'UBND xã Chu Điện')];
        await district.issueEnrolmentCode({ agencyCode: silent, unitName: 'UBND xã Đông Hưng' });
        const today = localDate(clock.at);
        const day = (days: number): number => utcOf(addDays(today, days), 9 * 60);
        const received = (desk: TestDesk, id: string, { from, due, channel = 'direct' }: { from: number; due: number; channel?: string }) => {
          const made = dossierReceived(id, `${desk.agencyCode}-${id}`);
          const payload = made.payload as { fields: object };
          desk.append({ ...made, payload: { ...payload, fields: { ...payload.fields, channel }, submittedAt: day(from), acceptedAt: day(from), dueAt: day(due) } });
        };
        // Both dossiers’ procedure can be filed online.
        const [entry] = catalogueEvents();
        await district.publish('u1', [{ ...entry!, entityId: 'p1', payload: { ...entry!.payload, code: null, name: 'Chứng thực trực tuyến', onlineLevel: 'full' } }]);
        received(late, 'overdue', { from: -20, due: -10 });
        received(late, 'overdue too', { from: -20, due: -9 });
        received(late, 'in time', { from: -3, due: 5, channel: 'online' });
        received(late, 'solved late', { from: -30, due: -20 });
        received(good, 'first', { from: -2, due: 3, channel: 'online' });
        await push(late);
        late.append(stepTaken('solved late', 'accepted', 'processing'));
        late.append(stepTaken('solved late', 'processing', 'done'));
        clock.at += 3 * 60_000;
        await push(late);
        await push(good);
        clock.at += 5 * 60_000;
        expect(await pulled(good)).toBeDefined();

        const period = { from: addDays(today, -60), to: today };
        const { communes, total } = await pages.viewer.api.overview.communes.query(period);
        const row = (agencyCode: string) => communes.find((commune) => commune.agencyCode === agencyCode)!;
        expect(row(worse)).toMatchObject({
          unitName: 'UBND xã Nghĩa Phương',
          measures: { received: 4, onlineOfOnlineProcedure: 1, open: 3, openOverdue: 2, solved: 1, solvedLate: 1, digitised: 0 },
          indicators: { online: { numerator: 1, denominator: 4, rate: 0.25 }, digitised: { rate: 0 } },
        });
        expect(row(better)).toMatchObject({ measures: { received: 1, openOverdue: 0 }, indicators: { online: { rate: 1 } } });
        expect(row(silent)).toMatchObject({ measures: { received: 0 }, indicators: { online: { rate: null } }, desks: [] });
        expect(row(worse).desks).toMatchObject([{ number: 1, acknowledged: 6, receivedAt: clock.at - 5 * 60_000, seenAt: clock.at - 5 * 60_000, isRetired: false }]);
        // It had nothing to send since, and was there all the same.
        expect(row(better).desks).toMatchObject([{ acknowledged: 1, receivedAt: clock.at - 5 * 60_000, seenAt: clock.at }]);
        expect(total.measures.openOverdue).toBe(communes.reduce((sum, { measures }) => sum + measures.openOverdue, 0));

        const { fields } = await pages.catalogue.api.overview.fields.query({ ...period, agencyCode: worse });
        expect(fields).toMatchObject([{ field: 'Chứng thực', measures: { received: 4, openOverdue: 2 } }]);

        const asked = { ...period, agencyCode: worse, listed: { measure: 'openOverdue' as const } };
        expect((await pages.viewer.api.dossiers.list.query(asked)).items.map(({ id, applicantName }) => `${id} ${applicantName}`)).toEqual(['overdue null', 'overdue too null']);
        expect((await pages.leader.api.dossiers.list.query(asked)).items.map(({ applicantName }) => applicantName)).toEqual(['Nguyễn Văn Ấn', 'Nguyễn Văn Ấn']);
        expect((await latestAudit())[0]).toMatchObject({ action: 'dossiers.list', userName: 'Người leader', agencyCode: worse, subject: 'openOverdue' });
        expect((await pages.viewer.api.dossiers.list.query({ ...asked, field: 'Đất đai' })).items).toEqual([]);
        expect((await pages.viewer.api.dossiers.list.query({ ...asked, listed: { indicator: 'online', part: 'numerator' } })).items.map(({ id }) => id)).toEqual(['in time']);
        expect(await problemOf(pages.viewer.api.overview.communes.query({ from: today, to: addDays(today, -1) }))).toBe('input.malformed');
      });
    });

    describe('a dossier', () => {
      const opened = async () => {
        const desk = await enrolled(newCommune());
        const bytes = randomBytes(3000);
        const id = `t-${desk.deskId}`;
        desk.append({ ...officerAdded(desk.agencyCode, 'hoa', ['receiving']), actorId: officerIdOf(desk.agencyCode, 'hoa') });
        desk.append({ ...dossierReceived('d1', `${desk.agencyCode}-1`), actorId: officerIdOf(desk.agencyCode, 'hoa') });
        desk.append(documentScanned(id, sha256Of(bytes), bytes.length));
        desk.append(documentAttached(id, 'd1', sha256Of(bytes)));
        desk.append({ ...stepTaken('d1', 'accepted', 'supplementRequested', 'Ông Ấn thiếu giấy'), actorId: officerIdOf(desk.agencyCode, 'hoa') });
        await push(desk);
        return { desk, bytes, documentId: id };
      };
      const upload = async (desk: TestDesk, bytes: Uint8Array) => {
        const tus = { 'tus-resumable': '1.0.0' };
        const created = await desk.send(
          desk.request('POST', '/v1/uploads', { headers: { ...tus, 'upload-length': String(bytes.length), 'upload-metadata': `sha256 ${Buffer.from(sha256Of(bytes)).toString('base64')}` } }),
        );
        const done = await desk.send(desk.request('PATCH', created.headers.get('location')!, { bytes, headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' } }));
        expect(done.status).toBe(204);
      };

      test('is shown whole to the leader, and without the person to whoever follows up the work', async () => {
        const { desk } = await opened();
        const asked = { agencyCode: desk.agencyCode, id: 'd1' };
        const whole = await pages.leader.api.dossiers.view.query(asked);
        expect(whole.person?.applicant.fullName).toBe('Nguyễn Văn Ấn');
        expect(whole.timeline.map(({ type, actorName }) => `${type} ${actorName}`)).toEqual(['dossier.received Nguyễn Thị Hoa', 'document.scanned ', 'document.attached ', 'dossier.stepTaken Nguyễn Thị Hoa']);
        expect(whole.documents).toMatchObject([{ fileName: 'tờ khai.pdf', isHere: false }]);

        const facts = await pages.viewer.api.dossiers.view.query(asked);
        expect(facts).toMatchObject({ person: null, facts: { code: `${desk.agencyCode}-1`, status: 'supplementRequested' }, documents: [{ fileName: null }] });
        expect(facts.timeline.map(({ type }) => type)).toEqual(whole.timeline.map(({ type }) => type));
        const said = JSON.stringify(facts);
        for (const personal of ['Ấn', '001090000001', 'Vĩnh Hồng', '0912000000', 'thiếu giấy', 'tờ khai.pdf']) expect(said).not.toContain(personal);
        expect(await problemOf(pages.leader.api.dossiers.view.query({ ...asked, id: 'nothing' }))).toBe('dossier.unknown');
        expect(await problemOf(pages.leader.api.dossiers.view.query({ ...asked, agencyCode: 'H02.15.99' }))).toBe('agency.unknown');
        expect((await latestAudit()).slice(0, 2)).toMatchObject([
          { action: 'dossiers.view', userName: 'Người viewer', agencyCode: desk.agencyCode, subject: `${desk.agencyCode}-1`, detail: { isPersonal: false } },
          { action: 'dossiers.view', userName: 'Người leader', agencyCode: desk.agencyCode, subject: `${desk.agencyCode}-1`, detail: { isPersonal: true } },
        ]);
      });

      test('has papers that the leader may read once they are here, as files that run nothing', async () => {
        const { desk, bytes, documentId } = await opened();
        const address = `/console/files/documents/${desk.agencyCode}/${documentId}`;
        expect((await pages.leader.request(address)).status).toBe(409);
        await upload(desk, bytes);
        const file = await pages.leader.request(address);
        expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
        expect(file.headers.get('content-security-policy')).toContain("default-src 'none'");
        expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);
        expect((await pages.leader.request(address.replace(desk.agencyCode, newCommune()))).status).toBe(404);
        expect((await latestAudit())[0]).toMatchObject({ action: 'files.document', userName: 'Người leader', detail: { documentId, dossierId: 'd1' } });
      });
    });

    describe('reminders', () => {
      test('reach the commune that is meant, each of its desks, and no other; the answer comes back', async () => {
        const [commune, other] = [newCommune(), newCommune()];
        const [first, second, stranger] = [await enrolled(commune, 1), await enrolled(commune, 2), await enrolled(other, 1)];
        first.append(dossierReceived('d1', 'code-1'));
        await push(first);
        await district.publish('u1', [{ entity: 'procedure', entityId: 'p', type: 'procedure.retired', payload: { reason: '' } }]);
        const id = crypto.randomUUID();
        const wanted = { id, agencyCode: commune, text: 'Hồ sơ này quá hạn, đề nghị giải quyết trong tuần', dossierIds: ['d1'] };
        expect(await problemOf(pages.leader.api.reminders.send.mutate({ ...wanted, dossierIds: ['of another'] }))).toBe('dossier.unknown');
        expect(await problemOf(pages.leader.api.reminders.send.mutate({ ...wanted, agencyCode: 'H99' }))).toBe('agency.unknown');
        // The answer was lost, so it is sent again.
        for (let times = 0; times < 2; times += 1) expect(await pages.leader.api.reminders.send.mutate(wanted)).toEqual({ id });
        await district.publish('u1', [{ entity: 'procedure', entityId: 'p', type: 'procedure.restored', payload: { reason: '' } }]);

        const remindersOf = async (desk: TestDesk) => (await pulled(desk)).filter(({ entity }) => entity === 'reminder');
        for (const desk of [first, second]) {
          expect(await remindersOf(desk)).toMatchObject([{ type: 'reminder.sent', payload: { agencyCode: commune, dossiers: [{ id: 'd1', code: 'code-1' }], senderName: 'Người leader' } }]);
        }
        expect(await remindersOf(stranger)).toEqual([]);
        // Both have what is for all, and what each has of the district's log is good by itself.
        for (const desk of [first, stranger]) {
          const own = (await pulled(desk)).filter(({ deskId }) => deskId === district.context.districtId);
          expect(own.filter(({ entityId }) => entityId === 'p').map(({ type }) => type)).toEqual(['procedure.retired', 'procedure.restored']);
          for (const event of own) expect(hashEvent(event)).toBe(event.hash);
        }

        expect(await pages.viewer.api.reminders.list.query({ agencyCode: commune })).toMatchObject([{ id, text: wanted.text, unitName: 'UBND xã Lục Sơn' }]);
        expect((await pages.viewer.api.reminders.list.query({ agencyCode: commune }))[0]).not.toHaveProperty('acknowledged');
        second.see(await pulled(second));
        second.append({ entity: 'reminder', entityId: id, type: 'reminder.acknowledged', payload: { note: 'Đã giao ông Bình', officerName: 'Lê Văn Cường' } });
        await push(second);
        expect((await pages.viewer.api.reminders.list.query({ agencyCode: commune }))[0]).toMatchObject({ acknowledged: { officerName: 'Lê Văn Cường', note: 'Đã giao ông Bình' } });
        expect(await pages.viewer.api.reminders.list.query({ agencyCode: other })).toEqual([]);
        expect((await latestAudit()).filter(({ action }) => action === 'reminders.send')).toMatchObject([{ subject: 'UBND xã Lục Sơn', detail: { dossiers: ['code-1'] } }]);
      });
    });

    describe('what flows down', () => {
      const draftOf = async (id: string) => {
        const { id: _id, isRetired: _isRetired, version: _version, updatedAt: _updatedAt, isBaseline: _isBaseline, ...fields } = await pages.catalogue.api.catalogue.get.query({ id });
        return fields;
      };

      test('a procedure is edited over the shipped catalogue, and every commune has the new version', async () => {
        const desk = await enrolled(newCommune());
        const before = await pages.catalogue.api.catalogue.list.query();
        expect(before.length).toBeGreaterThan(50);
        expect(before.find(({ id }) => id === birth)).toMatchObject({ isPublished: false, isRetired: false });
        const draft = await draftOf(birth);
        expect(await pages.catalogue.api.catalogue.publish.mutate({ id: birth, fields: draft })).toEqual({ id: birth });
        expect((await pulled(desk)).filter(({ entityId }) => entityId === birth)).toEqual([]);
        await pages.catalogue.api.catalogue.publish.mutate({ id: birth, fields: { ...draft, feeVnd: 8000, documents: [...draft.documents, { name: 'Giấy mới', kind: 'copy', quantity: 1, required: false, note: '' }] } });
        const [event] = (await pulled(desk)).filter(({ entityId }) => entityId === birth);
        expect(event).toMatchObject({ type: 'procedure.published', actorId: (await pages.catalogue.api.identity.me.query()).user!.id, payload: { feeVnd: 8000 } });
        expect((await pages.catalogue.api.catalogue.list.query()).find(({ id }) => id === birth)).toMatchObject({ isPublished: true, feeVnd: 8000 });
        const keys = (await draftOf(birth)).documents.map(({ key }) => key);
        expect(new Set(keys).size).toBe(draft.documents.length + 1);
        expect(await problemOf(pages.catalogue.api.catalogue.publish.mutate({ fields: { ...draft, documents: [] } }))).toBe('procedure.codeTaken');
        expect((await latestAudit())[0]).toMatchObject({ action: 'catalogue.publish', userName: 'Người catalogue', subject: draft.name });
      });

      test('one that nobody published here is retired by a word, and restored', async () => {
        const id = procedureIdOf({ code: '1.000894', name: '' });
        await pages.catalogue.api.catalogue.retire.mutate({ id, reason: 'Chuyển lên tỉnh' });
        expect((await pages.viewer.api.catalogue.list.query()).find((row) => row.id === id)).toMatchObject({ isRetired: true });
        expect(await problemOf(pages.catalogue.api.catalogue.retire.mutate({ id, reason: 'lần nữa' }))).toBe('procedure.retired');
        await pages.catalogue.api.catalogue.restore.mutate({ id, reason: 'Trả lại' });
        expect((await pages.viewer.api.catalogue.list.query()).find((row) => row.id === id)).toMatchObject({ isRetired: false });
      });

      test('a catalogue file is shown first and taken whole', async () => {
        const entry = { ...(await draftOf(procedureIdOf({ code: '1.000656', name: '' }))), feeVnd: 12_000 };
        const json = JSON.stringify([entry, { ...entry, code: '9.000009', name: 'Thủ tục từ tệp' }]);
        const preview = await pages.catalogue.api.catalogue.previewImport.mutate({ json });
        expect([preview.added.map(({ code }) => code), preview.changed.map(({ code }) => code)]).toEqual([['9.000009'], ['1.000656']]);
        expect(await problemOf(pages.catalogue.api.catalogue.previewImport.mutate({ json: '[{}]' }))).toBe('catalogue.malformed');
        expect(await pages.catalogue.api.catalogue.import.mutate({ json })).toEqual({ added: 1, changed: 1, restored: 0, retired: 0 });
        expect((await pages.catalogue.api.catalogue.previewImport.mutate({ json })).same).toBe(2);
      });

      test('a year and opening hours reach every commune', async () => {
        const desk = await enrolled(newCommune());
        const { years, published } = await pages.catalogue.api.calendar.view.query();
        expect(published).toEqual({ years: [], fields: [] });
        const { isBaseline: _, ...year } = years.find((known) => known.year === 2026)!;
        expect(await problemOf(pages.catalogue.api.calendar.publishYear.mutate({ ...year, workingSaturdays: [{ date: '2026-12-14', name: 'không phải thứ Bảy' }] }))).toBe('calendar.yearMalformed');
        await pages.catalogue.api.calendar.publishYear.mutate({ ...year, daysOff: [...year.daysOff, { date: '2026-12-14', name: 'Nghỉ bão ' }] });
        await pages.catalogue.api.calendar.publishHours.mutate({ field: 'Đất đai', hours: { ...closed, '1': [[480, 660]] } });
        expect(await problemOf(pages.catalogue.api.calendar.publishHours.mutate({ field: null, hours: closed }))).toBe('calendar.hoursMalformed');
        const view = await pages.viewer.api.calendar.view.query();
        expect(view.published).toEqual({ years: [2026], fields: ['Đất đai'] });
        expect(view.years.find((known) => known.year === 2026)!.daysOff).toContainEqual({ date: '2026-12-14', name: 'Nghỉ bão' });
        expect((await pulled(desk)).filter(({ entity }) => entity === 'calendar').map(({ type, entityId }) => `${type} ${entityId}`)).toEqual(['calendar.yearPublished 2026', 'calendar.hoursPublished hours:Đất đai']);
      });

      test('officers of a commune are for its desks alone, and one administrator stays', async () => {
        const [commune, other] = [newCommune(), newCommune()];
        const [desk, stranger] = [await enrolled(commune), await enrolled(other)];
        desk.append(officerAdded(commune, 'quantri', ['administrator']));
        desk.append(officerAdded(commune, 'hoa', ['receiving']));
        await push(desk);
        const { officers } = pages.administrator.api;
        const chief = officerIdOf(commune, 'quantri');
        expect(await problemOf(officers.deactivate.mutate({ agencyCode: commune, officerId: chief, reason: 'chuyển công tác' }))).toBe('officer.lastAdministrator');
        expect(await problemOf(officers.change.mutate({ agencyCode: commune, officerId: chief, changes: { roles: ['duty'] } }))).toBe('officer.lastAdministrator');
        expect(await problemOf(officers.add.mutate({ agencyCode: commune, fields: { username: 'hoa', fullName: 'Hoa khác', title: '', roles: ['duty'] } }))).toBe('officer.usernameTaken');
        const { id } = await officers.add.mutate({ agencyCode: commune, fields: { username: 'mai', fullName: 'Trần Thị Mai', title: 'Công chức', roles: ['administrator', 'handling'] } });
        await officers.deactivate.mutate({ agencyCode: commune, officerId: chief, reason: 'chuyển công tác' });
        await officers.change.mutate({ agencyCode: commune, officerId: officerIdOf(commune, 'hoa'), changes: { title: 'Văn thư' } });
        expect((await officers.list.query({ agencyCode: commune })).map(({ username, isActive, title }) => `${username} ${isActive} ${title}`)).toEqual(['hoa true Văn thư', 'mai true Công chức', 'quantri false Công chức Văn phòng']);
        await officers.reactivate.mutate({ agencyCode: commune, officerId: chief });
        expect((await pulled(desk)).filter(({ entity }) => entity === 'officer').map(({ type }) => type)).toEqual(['officer.added', 'officer.deactivated', 'officer.changed', 'officer.reactivated']);
        expect((await pulled(stranger)).filter(({ entity }) => entity === 'officer')).toEqual([]);
        // What the desk writes of an officer that came from here is folded on top of it.
        desk.see(await pulled(desk));
        desk.append({ entity: 'officer', entityId: id, type: 'officer.passwordChanged', payload: {} });
        await push(desk);
        expect(await officers.list.query({ agencyCode: other })).toEqual([]);
      });

      test('an enrolment code is shown once and leaves its trace, not itself', async () => {
        const agencyCode = newCommune();
        const { code } = await pages.administrator.api.desks.issueCode.mutate({ agencyCode, unitName: 'UBND xã Chu Điện', deskNumber: 1, isReplacement: false });
        expect((await latestAudit())[0]).toMatchObject({ action: 'desks.issueCode', agencyCode, subject: 'UBND xã Chu Điện', detail: { deskNumber: 1 } });
        expect(JSON.stringify(await latestAudit())).not.toContain(code);
        expect(await problemOf(pages.administrator.api.desks.issueCode.mutate({ agencyCode: 'nonsense', unitName: 'x', deskNumber: 1, isReplacement: false }))).toBe('setup.agencyCodeMalformed');
      });
    });
  });
};

/** As the build leaves them. */
const builtScreens = (dataFolder: string): string => {
  const folder = join(dataFolder, 'màn hình');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<p>screens</p>');
  writeFileSync(join(folder, 'assets', 'main-1.js'), '0;');
  return folder;
};

const officerAdded = (agencyCode: string, username: string, roles: string[]) => ({
  entity: 'officer' as const,
  entityId: officerIdOf(agencyCode, username),
  type: 'officer.added',
  payload: { username, fullName: username === 'hoa' ? 'Nguyễn Thị Hoa' : 'Hoàng Văn Em', title: 'Công chức Văn phòng', roles },
});
