import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TRPCClientError } from '@trpc/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { permissions } from '../../domain/permissions.ts';
import { appRouter } from '../../electron/api/router.ts';
import { demoPassword } from '../../electron/desk/setup/demo.ts';
import { makeDesk, type TestDesk } from '../fixtures/desk.ts';
import { browserAccess, launchSecret, makeApi, origin, type TestApi, type TestPage } from '../fixtures/desk-api.ts';
import { type ReceptionChanges, receiveSome, someApplicant, someReception } from '../fixtures/reception.ts';

let made: TestDesk;
let api: TestApi;
beforeEach(async () => {
  made = await makeDesk();
  api = makeApi(made);
});
afterEach(() => made.close());

/** What a page's screen is told of an operation that failed. */
const failureOf = async (asked: Promise<unknown>): Promise<unknown> => {
  try {
    await asked;
    return 'no failure';
  } catch (error) {
    return error instanceof TRPCClientError ? (error.data as unknown) : error;
  }
};
const problemOf = async (asked: Promise<unknown>): Promise<unknown> => ((await failureOf(asked)) as { problem?: unknown }).problem;

it('has a line in the table of permissions for every operation, and no line without one', () => {
  const operations = Object.keys(appRouter._def.procedures).sort();
  const lines = Object.keys(permissions).filter((line) => !line.startsWith('files.'));
  expect(operations).toEqual(lines.sort());
});

describe('at the door', () => {
  const cookieOf = (page: TestPage): string => [...page.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const send = async (headers: Record<string, string>, path = '/trpc/setup.status', init: RequestInit = {}): Promise<number> => {
    const page = await api.openPage();
    const all = { host: '127.0.0.1:4321', cookie: cookieOf(page), ...headers };
    return (await api.fetch(new Request(`${origin}${path}`, { ...init, headers: all }))).status;
  };
  const post = { method: 'POST', body: '{}' };
  const json = { 'content-type': 'application/json' };

  it('our own page is let in', async () => {
    expect(await send({})).toBe(200);
    expect(await send({ host: 'localhost:4321' })).toBe(200);
    expect(await send({ origin })).toBe(200);
    expect(await send({ ...json, origin }, '/trpc/identity.signOut', post)).toBe(200);
  });
  it.each([
    ['another host name (DNS rebinding)', { host: 'evil.example' }],
    ['another port', { host: '127.0.0.1:80' }],
    ['a foreign page', { origin: 'https://evil.example' }],
    ['a page without an origin of its own', { origin: 'null' }],
    ['another desk on this machine', { origin: 'http://127.0.0.1:9999' }],
    ['something embedded in a foreign page', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['a program without the secret', { cookie: '' }],
    ['a wrong secret', { cookie: 'launch-4321=guess' }],
  ])('%s is not', async (_who, headers) => {
    expect(await send(headers)).toBe(403);
    expect(await send(headers, '/')).toBe(403);
    expect(await send(headers, '/host/about')).toBe(403);
    expect(await send(headers, '/files/receipt/x.pdf')).toBe(403);
    expect(await send(headers, `/?secret=${launchSecret}x`)).toBe(403);
  });
  it('a change without an origin is refused', async () => {
    expect(await send(json, '/trpc/identity.signOut', post)).toBe(403);
  });
  it('the secret in the address does not help at a foreign host name', async () => {
    expect(await send({ host: 'evil.example', cookie: '' }, `/?secret=${launchSecret}`)).toBe(403);
  });
  it('the secret is swapped for a cookie that no script reads', async () => {
    const response = await api.fetch(new Request(`${origin}/?secret=${launchSecret}`, { headers: { host: '127.0.0.1:4321' } }));
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    expect(response.headers.getSetCookie()).toEqual([`launch-4321=${launchSecret}; Path=/; HttpOnly; SameSite=Strict`]);
  });

  it('on the pipe the header decides, and a foreign origin is refused all the same', async () => {
    const pipe = makeApi(made, { access: { kind: 'pipe', secret: 's3cret', secretHeader: 'x-desk-secret', origin: 'desk://app' } });
    const ask = async (headers: Record<string, string>) => (await pipe.fetch(new Request('http://app/trpc/setup.status', { headers }))).status;
    expect(await ask({ 'x-desk-secret': 's3cret' })).toBe(200);
    expect(await ask({ 'x-desk-secret': 's3cret', origin: 'desk://app' })).toBe(200);
    expect(await ask({ 'x-desk-secret': 's3cret', origin: 'https://evil.example' })).toBe(403);
    expect(await ask({ 'x-desk-secret': 'guess' })).toBe(403);
    expect(await ask({})).toBe(403);
  });
});

describe('operations', () => {
  it('that do not exist are refused', async () => {
    const page = await api.signIn('hoa');
    expect((await page.request('/trpc/dossier.deleteEverything')).status).toBe(404);
    expect((await page.request('/trpc/__proto__')).status).toBe(404);
    expect((await page.request('/trpc/constructor')).status).toBe(404);
  });

  it('need their role', async () => {
    const stranger = await api.openPage();
    expect(await problemOf(stranger.api.home.summary.query())).toEqual({ problem: 'signIn.required', data: {} });
    expect(await stranger.api.identity.me.query()).toBeNull();
    const binh = await api.signIn('binh');
    expect(await problemOf(binh.api.reception.receive.mutate(someReception(made.desk)))).toEqual({ problem: 'permission.denied', data: {} });
    expect(await binh.api.identity.me.query()).toMatchObject({ officer: { username: 'binh' }, unit: { name: 'UBND xã Lục Sơn' }, desk: { number: 1 } });
  });

  it('take no more than a megabyte', async () => {
    const page = await api.signIn('hoa');
    const body = JSON.stringify({ id: crypto.randomUUID(), form: 'x'.repeat(1024 * 1024) });
    const headers = { 'content-type': 'application/json' };
    expect((await page.request('/trpc/reception.saveDraft', { method: 'POST', headers, body })).status).toBe(413);
    const stream = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
    });
    expect((await page.request('/trpc/reception.saveDraft', { method: 'POST', headers, body: stream, duplex: 'half' } as RequestInit)).status).toBe(413);
    const many = Array.from({ length: 31 }, () => 'setup.status').join(',');
    expect((await page.request(`/trpc/${many}?batch=1`)).status).toBe(400);
  });

  it('with malformed input say which field', async () => {
    const page = await api.signIn('hoa');
    const reception = someReception(made.desk, { sets: 0 });
    expect(await problemOf(page.api.reception.receive.mutate(reception))).toEqual({ problem: 'input.malformed', data: { field: 'items.0.sets' } });
    expect((await page.request('/trpc/reception.receive', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"half' })).status).toBe(400);
  });

  const typos: [what: string, changes: ReceptionChanges, problem: string][] = [
    ['a name of 5000 letters from a reader', { applicant: { ...someApplicant, fullName: 'x'.repeat(5000) } }, 'person.nameTooLong'],
    ['no name', { applicant: { ...someApplicant, fullName: '' } }, 'person.nameMissing'],
    ['a date in words', { applicant: { ...someApplicant, dateOfBirth: 'mồng ba tháng ba' } }, 'person.dateMalformed'],
    ['a whole card in the field of the number', { applicant: { ...someApplicant, number: '024186001234|121234567|ĐẶNG THỊ NGỌC ÁNH' } }, 'citizenNumber.malformed'],
    ['a telephone number of 31 digits', { applicant: { ...someApplicant, phone: '0'.repeat(31) } }, 'input.tooLong'],
    ['a note of 3000 letters', { note: 'x'.repeat(3000) }, 'input.tooLong'],
  ];
  it.each(typos)('answer %s in words, not with the name of a field', async (_what, changes, expected) => {
    const page = await api.signIn('hoa');
    expect(await problemOf(page.api.reception.receive.mutate(someReception(made.desk, changes)))).toMatchObject({ problem: expected });
  });

  it('carry a problem to the screen as it is', async () => {
    const page = await api.signIn('hoa');
    expect(await problemOf(page.api.reception.receive.mutate(someReception(made.desk, { components: [] })))).toMatchObject({ problem: 'dossier.requiredDocumentMissing' });
  });

  it('that fail give a reference number and nothing of what went wrong', async () => {
    const page = await api.signIn('hoa');
    made.desk.clock.now = () => {
      throw new Error('secret inside');
    };
    const failure = await failureOf(page.api.home.summary.query());
    expect(failure).toEqual({ code: 'INTERNAL_SERVER_ERROR', problem: null, reference: expect.stringMatching(/^QMC-[2-9A-Z]{5}$/) });
  });

  it('work end to end', async () => {
    const page = await api.signIn('hoa');
    const draftId = crypto.randomUUID();
    await page.api.reception.saveDraft.mutate({ id: draftId, form: { applicant: 'Đặng' } });
    expect(await page.api.reception.drafts.query()).toEqual([{ id: draftId, form: { applicant: 'Đặng' }, updatedAt: made.clock.now() }]);
    const { dossiers } = await page.api.reception.receive.mutate(someReception(made.desk, { draftId }));
    const received = dossiers[0]!;
    expect(received.code).toBe('H02.15.20-261123-1001');
    expect(await page.api.reception.drafts.query()).toEqual([]);
    expect((await page.api.dossier.get.query({ id: received.dossierId })).timeline.map(({ type }) => type)).toEqual(['dossier.received', 'dossier.formIssued']);
    expect((await page.api.dossier.list.query({ filter: 'open' })).items.map(({ code }) => code)).toEqual([received.code]);
    expect(await page.api.digitisation.inbox.query({})).toEqual({ items: [], nextCursor: null });
    expect(await page.api.digitisation.refused.query()).toEqual([]);
    expect(await page.api.sync.status.query()).toMatchObject({ connection: 'notConfigured' });
  });
});

describe('a session', () => {
  it('is kept in a cookie that no script reads, and ends', async () => {
    const page = await api.openPage();
    const response = await page.request('/trpc/identity.signIn', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'hoa', password: demoPassword }),
    });
    expect(response.headers.getSetCookie()[0]).toMatch(/^session-4321=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const token = page.cookies.get('session-4321')!;
    await page.api.identity.signOut.mutate();
    expect(page.cookies.has('session-4321')).toBe(false);
    page.cookies.set('session-4321', token);
    expect(await page.api.identity.me.query()).toBeNull();
  });

  it('is not kept alive by what the screen asks by itself', async () => {
    const page = await api.signIn('hoa');
    for (let minutes = 0; minutes <= 35; minutes += 5) {
      await Promise.all([page.api.sync.status.query(), page.api.identity.me.query(), page.api.home.summary.query()].map((asked) => asked.catch(() => {})));
      made.clock.advance(5 * 60_000);
    }
    expect(await page.api.identity.me.query()).toBeNull();
  });

  it('ends for an old password', async () => {
    const [elsewhere, here] = [await api.signIn('hoa'), await api.signIn('hoa')];
    const officerId = made.as('hoa').officer.id;
    await here.api.identity.setPassword.mutate({ officerId, password: 'mật khẩu mới', currentPassword: demoPassword });
    expect(await elsewhere.api.identity.me.query()).toBeNull();
    expect(await here.api.identity.me.query()).toMatchObject({ officer: { username: 'hoa' } });
  });
});

it('tells an open page what changed', async () => {
  const page = await api.signIn('hoa');
  const ending = new AbortController();
  const response = await page.request('/trpc/changes', { headers: { accept: 'text/event-stream' }, signal: ending.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  const hear = async (word: string): Promise<void> => {
    while (!heard.includes(word)) heard += (await reader.read()).value ?? '';
  };
  await hear('connected');
  receiveSome(made.as('hoa'));
  await hear('"dossier"');
  expect(heard).toMatch(/"citizen"|"draft"/);
  ending.abort();
  await reader.cancel().catch(() => {});
});

describe('files', () => {
  it('need a signed-in officer with the right to them', async () => {
    const stranger = await api.openPage();
    expect((await stranger.request('/files/receipt/x.pdf')).status).toBe(401);
    const administrator = await api.signIn('quantri');
    expect((await administrator.request('/files/document/x/page/1')).status).toBe(403);
    const page = await api.signIn('hoa');
    expect((await page.request('/files/receipt/x.pdf')).status).toBe(404);
    expect((await page.request('/files/document/x/original')).status).toBe(404);
  });

  it('a document whose bytes are not here yet is on the way', async () => {
    const source = { folder: '/quet', fileName: 'a.pdf', sizeBytes: 9, modifiedAt: 0 };
    made.store.write('test', (tx) => {
      tx.append({ entity: 'document', entityId: 'd1', type: 'document.scanned', payload: { source, sha256: 'a'.repeat(64), mediaType: 'application/pdf', sizeBytes: 9, pageCount: 1 } });
    });
    const page = await api.signIn('hoa');
    for (const path of ['/files/document/d1/original', '/files/document/d1/page/1?width=320']) {
      const response = await page.request(path);
      expect([response.status, await response.json()]).toEqual([409, { problem: 'document.bytesOnTheWay', data: {} }]);
    }
  });

  it('an original comes back byte for byte, named, and can never run as a page', async () => {
    const bytes = new TextEncoder().encode('<script>alert(1)</script>');
    const { sha256, sizeBytes } = await made.desk.blobs.put(bytes);
    const source = { folder: '/quet', fileName: 'giấy khai sinh 😀.html', sizeBytes, modifiedAt: 0 };
    made.store.write('test', (tx) => {
      tx.append({ entity: 'document', entityId: 'd2', type: 'document.scanned', payload: { source, sha256, mediaType: 'text/html', sizeBytes, pageCount: 1 } });
    });
    const response = await (await api.signIn('hoa')).request('/files/document/d2/original');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(source.fileName)}`);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('a picture of a card may have fifty megabytes', async () => {
    const page = await api.signIn('hoa');
    const response = await page.request('/files/card-image', { method: 'POST', body: new Uint8Array(51 * 1024 * 1024) });
    expect([response.status, await response.json()]).toEqual([413, { problem: 'scan.tooLarge', data: expect.anything() }]);
  });
});

describe('screens', () => {
  it('come from the built folder alone, any place of the program is its page, and all have a strict policy', async () => {
    const rendererFolder = join(made.folder, 'out', 'renderer');
    mkdirSync(join(rendererFolder, 'assets'), { recursive: true });
    writeFileSync(join(rendererFolder, 'index.html'), '<p>quầy</p>');
    writeFileSync(join(rendererFolder, 'assets', 'a.js'), '1');
    writeFileSync(join(made.folder, 'out', 'secret.json'), '{}');
    const page = await makeApi(made, { rendererFolder }).openPage();
    const home = await page.request('/ho-so/123');
    expect(await home.text()).toBe('<p>quầy</p>');
    expect(home.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(home.headers.get('x-content-type-options')).toBe('nosniff');
    const script = await page.request('/assets/a.js');
    expect([script.headers.get('content-type'), script.headers.get('cache-control')]).toEqual(['text/javascript; charset=utf-8', 'public, max-age=31536000, immutable']);
    for (const path of ['/../secret.json', '/%2e%2e/secret.json', '/..%2fsecret.json', '/assets/none.js', '/%ff.js']) {
      expect([path, (await page.request(path)).status >= 400]).toEqual([path, true]);
    }
  });

  it('the host answers its own questions', async () => {
    const page = await api.openPage();
    expect(await (await page.request('/host/about')).json()).toMatchObject({ kind: 'browser', version: '1.2.3' });
  });
});

it('the demo shows whom one can sign in as, and nothing else does', async () => {
  const demo = await makeApi(made, { isDemo: true, access: browserAccess }).openPage();
  expect(await demo.api.setup.status.query()).toMatchObject({ isSetUp: true, isDemo: true, demoPassword });
  expect(await (await api.openPage()).api.setup.status.query()).toEqual({ isSetUp: true, isDemo: false });
});
