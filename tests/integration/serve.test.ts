import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, fstatSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readyLine } from '../../electron/host/ready-line.ts';
import { demoPassword } from '../../electron/desk/setup/demo.ts';
import { connectDesk, type DeskClient } from '../fixtures/desk-client.ts';
import { allComponentsOf, someApplicant } from '../fixtures/reception.ts';

let root: string;
const running = new Set<ChildProcess>();
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kho hồ sơ quầy đ-'));
});
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  await Promise.all([...running].map((child) => (child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined)));
  running.clear();
  rmSync(root, { recursive: true, force: true });
});

const readySchema = z.object({ ready: z.literal(true), url: z.string().optional(), pipe: z.string().optional() });

const launch = (args: string[], data = 'desk'): ChildProcess => {
  const child = spawn(process.execPath, ['electron/serve.ts', '--data', join(root, data), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  return child;
};
const start = async (args: string[] = ['--demo'], data = 'desk'): Promise<{ child: ChildProcess; url: string }> => {
  const child = launch(args, data);
  const { url } = await readyLine(child.stdout!, readySchema);
  return { child, url: url! };
};
const stop = async (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> => {
  const exited = once(child, 'exit');
  child.kill(signal);
  return ((await exited) as [number | null])[0];
};

const signIn = async (url: string): Promise<DeskClient> => {
  const client = await connectDesk(url);
  await client.api.identity.signIn.mutate({ username: 'hoa', password: demoPassword });
  return client;
};
const receptionOf = async ({ api }: DeskClient, draftId: string) => {
  const [procedure] = await api.reception.procedures.query({ query: '1.000894' });
  const state = await api.reception.procedure.query({ id: procedure!.id });
  return {
    draftId,
    applicant: someApplicant,
    fromCard: [],
    channel: 'direct' as const,
    returnMethod: 'desk' as const,
    outcome: 'accept' as const,
    items: [{ procedureId: state.id, components: allComponentsOf(state.documents), reuse: [], sets: 1, feeVnd: null, note: '', requestSummary: '' }],
  };
};

describe('the desk process', () => {
  it('receives, prints, is killed, and comes back with everything and nothing twice', async () => {
    const first = await start();
    const client = await signIn(first.url);
    const draftId = crypto.randomUUID();
    const halfTyped = crypto.randomUUID();
    const reception = await receptionOf(client, draftId);
    await client.api.reception.saveDraft.mutate({ id: halfTyped, form: { fullName: 'Đặng' } });
    const received = await client.api.reception.receive.mutate(reception);
    const [dossier] = received.dossiers;
    expect(dossier!.code).toMatch(/^H02\.15\.20-\d{6}-1001$/);
    const receipt = await client.request(`/files/receipt/${dossier!.dossierId}.pdf`);
    expect([receipt.status, receipt.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(Buffer.from(await receipt.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
    await stop(first.child, 'SIGKILL');

    const second = await start();
    const again = await signIn(second.url);
    expect((await again.api.reception.drafts.query()).map(({ id, form }) => ({ id, form }))).toEqual([{ id: halfTyped, form: { fullName: 'Đặng' } }]);
    expect(await again.api.reception.receive.mutate(reception)).toEqual(received);
    expect((await again.api.dossier.list.query({ filter: 'all' })).items).toHaveLength(1);
    expect(await stop(second.child, 'SIGTERM')).toBe(0);
    // Closed in order: nothing is left beside the store's own file.
    expect(readdirSync(join(root, 'desk', 'store')).filter((name) => name.endsWith('-wal'))).toEqual([]);
  });

  it('ends at once although a page listens for changes', async () => {
    const { child, url } = await start();
    const client = await signIn(url);
    await client.request('/trpc/changes', { headers: { accept: 'text/event-stream' } });
    expect(await stop(child, 'SIGTERM')).toBe(0);
  });

  it('keeps the pages that are open when it is started again with the same secret', async () => {
    const secretFile = join(root, 'secret');
    writeFileSync(secretFile, 'the-secret-of-one-launch\n');
    const first = await start(['--demo', '--secret-file', secretFile]);
    const client = await connectDesk(first.url);
    const { port } = new URL(first.url);
    await stop(first.child, 'SIGKILL');
    await start(['--demo', '--secret-file', secretFile, '--port', port]);
    expect(await client.api.setup.status.query()).toMatchObject({ isSetUp: true });
  });

  it('lets no second process work on the same folder', async () => {
    await start();
    const second = launch([]);
    let said = '';
    second.stderr!.on('data', (chunk) => (said += String(chunk)));
    expect((await once(second, 'exit'))[0]).toBe(1);
    expect(said).toContain('đang chạy với thư mục dữ liệu này');
  });

  it('listens on a pipe for whoever knows the secret', async () => {
    const secretFile = join(root, 'secret');
    writeFileSync(secretFile, 'abc');
    const pipe = join(root, 's.sock');
    const child = launch(['--pipe', pipe, '--secret-file', secretFile]);
    expect(await readyLine(child.stdout!, readySchema)).toEqual({ ready: true, pipe });
    const ask = (headers: http.OutgoingHttpHeaders): Promise<number> =>
      new Promise((resolve, reject) => {
        http.get({ socketPath: pipe, path: '/trpc/setup.status', headers: { host: 'app', ...headers } }, (response) => {
          response.resume();
          resolve(response.statusCode!);
        }).on('error', reject);
      });
    expect([await ask({}), await ask({ 'x-desk-secret': 'abcd' }), await ask({ 'x-desk-secret': 'abc' })]).toEqual([403, 403, 200]);
  });
});

describe('a store that cannot be opened', () => {
  const pageOf = async (url: string): Promise<{ status: number; text: string }> => {
    const response = await fetch(url, { redirect: 'manual' });
    return { status: response.status, text: await response.text() };
  };
  const storeFile = (data: string): string => {
    const folder = join(root, data, 'store');
    return join(folder, readdirSync(folder).find((name) => /\.(db|sqlite)$/.test(name))!);
  };

  it('because it is damaged is left as it is, and a calm page says what to do', async () => {
    await stop((await start()).child, 'SIGTERM');
    const file = openSync(storeFile('desk'), 'r+');
    writeSync(file, Buffer.alloc(8192, 7), 0, 8192, 0);
    const before = readFileSync(storeFile('desk'));
    const { url, child } = await start();
    const page = await pageOf(url);
    expect(page.status).toBe(503);
    expect(page.text).toContain('Chưa mở được kho hồ sơ');
    expect(page.text).toContain('Cứu hồ sơ');
    expect((await fetch(new URL('/', url))).status).toBe(403);
    // Its very beginning is gone, so nothing can be read: it stays where it is.
    const tried = await fetch(url, { method: 'POST', headers: { origin: new URL(url).origin } });
    expect(tried.status).toBe(422);
    expect(await tried.text()).toContain('đừng xóa hay cài lại');
    expect(await stop(child, 'SIGTERM')).toBe(0);
    expect(readFileSync(storeFile('desk')).equals(before)).toBe(true);
  });

  it('because a part of it is damaged is rescued at the press of a button, and the old one is kept', async () => {
    await stop((await start()).child, 'SIGTERM');
    const file = openSync(storeFile('desk'), 'r+');
    const { size } = fstatSync(file);
    // A page in the middle, as a failing disk would.
    writeSync(file, Buffer.alloc(4096, 7), 0, 4096, Math.floor(size / 2 / 4096) * 4096);
    // Without a crash SQLite would meet the page only when somebody asks for it.
    writeFileSync(`${storeFile('desk')}-wal`, '');
    const { url, child } = await start();
    const post = { method: 'POST', headers: { origin: new URL(url).origin } };
    expect((await pageOf(url)).text).toContain('Cứu hồ sơ');
    const told = await (await fetch(url, post)).text();
    expect(told).toContain('Đã cứu hồ sơ');
    expect(Number(/Số thay đổi cứu được: (\d+)/.exec(told)?.[1])).toBeGreaterThan(50);
    expect(readdirSync(join(root, 'desk')).filter((name) => name.startsWith('store.damaged-'))).toHaveLength(1);
    await fetch(url, post);
    const { api } = await connectDesk(url);
    expect((await api.setup.status.query()).isSetUp).toBe(true);
    expect(await stop(child, 'SIGTERM')).toBe(0);
  });

  it('because it came with another desk’s key', async () => {
    await stop((await start()).child, 'SIGTERM');
    await stop((await start([], 'other')).child, 'SIGTERM');
    rmSync(join(root, 'desk', 'keys'), { recursive: true });
    cpSync(join(root, 'other', 'keys'), join(root, 'desk', 'keys'), { recursive: true });
    expect((await pageOf((await start()).url)).text).toContain('Hãy chép cả thư mục “keys”');
  });

  it('because its key is gone asks for the recovery code', async () => {
    await stop((await start()).child, 'SIGTERM');
    rmSync(join(root, 'desk', 'keys'), { recursive: true });
    const { url } = await start();
    expect((await pageOf(url)).text).toContain('Không tìm thấy khóa');
  });
});
