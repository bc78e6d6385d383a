import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { issueRecoveryCode } from '../../electron/host/key-store.ts';
import type { Launch } from '../../electron/host/launch.ts';
import { startShell } from '../../electron/shell/shell.ts';
import { createFakeElectron, type FakeElectron } from './shell-fake-electron.ts';

let folder: string;
let servers: http.Server[];
let shells: FakeElectron[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quầy một cửa '));
  servers = [];
  shells = [];
});
afterEach(async () => {
  // Quitting takes the folder of the pipes away too.
  for (const { app } of shells) app.emit('will-quit', { preventDefault: () => {} });
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
  rmSync(folder, { recursive: true });
});

let counter = 0;
const start = async (change: (fake: FakeElectron) => void = () => {}) => {
  const fake = createFakeElectron({ userData: folder });
  change(fake);
  const timers: { work: () => void; delayMs: number }[] = [];
  await startShell(fake.electron, {
    programFolder: '/program',
    arguments: ['--inspect=0', '.', '--data', join(folder, 'hồ sơ'), '--demo', '--district-url', 'http://127.0.0.1:1', '--unknown'],
    clock: { now: () => 0 },
    randomBytes: (size) => new Uint8Array(size).fill((counter += 1)),
    setTimer: (work, delayMs) => {
      timers.push({ work, delayMs });
      return () => {};
    },
  });
  shells.push(fake);
  return { ...fake, timers };
};

/** A desk process as the pipe shows it. */
const listen = async (pipe: string, answer: http.RequestListener): Promise<void> => {
  const server = http.createServer(answer);
  servers.push(server);
  await new Promise<void>((listening) => server.listen(pipe, listening));
};

const launchOf = (fake: FakeElectron, index = 0): Launch => fake.children[index]?.messages[0] as Launch;

describe('start', () => {
  test('settles scheme and sandbox before ready, locks before the first window', async () => {
    const { app, schemes } = await start();
    expect(app.calls).toEqual(['requestSingleInstanceLock', 'registerSchemesAsPrivileged', 'enableSandbox', 'whenReady', 'handle desk']);
    expect(schemes).toEqual([{ scheme: 'desk', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } }]);
  });

  test('a second start gives way and touches nothing', async () => {
    const { app, children, windows } = await start((fake) => (fake.app.isFirst = false));
    expect({ calls: app.calls, children, windows }).toEqual({ calls: ['requestSingleInstanceLock', 'quit'], children: [], windows: [] });
  });

  test('a second start brings the first window forward', async () => {
    const { app, windows } = await start();
    windows[0]?.hide();
    app.emit('second-instance');
    expect(windows.map(({ isShown }) => isShown)).toEqual([true]);
  });

  test('starts the desk as a utility process with its own flags only; key and secret go by message', async () => {
    const fake = await start();
    const [child] = fake.children;
    expect(child?.modulePath).toBe(join('/program', 'electron', 'serve.js'));
    expect(child?.args).toEqual(['--data', join(folder, 'hồ sơ'), '--renderer', join('/program', 'renderer'), '--demo', '--district-url', 'http://127.0.0.1:1', '--pipe', child?.pipe]);
    const launch = launchOf(fake);
    expect({ key: launch.storeKey.length, secret: launch.secret.length, version: launch.version }).toEqual({ key: 32, secret: 43, version: '0.0.0-test' });
    expect(JSON.stringify([child?.args, child?.options])).not.toContain(launch.secret);
  });
});

describe('windows', () => {
  test('are sandboxed, isolated, without Node and without a preload', async () => {
    const { windows } = await start();
    const preferences = windows[0]?.options.webPreferences;
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, spellcheck: false });
    expect(preferences).not.toHaveProperty('preload');
    expect(windows[0]?.urls).toEqual(['desk://app/']);
  });

  test.each([
    ['https://example.vn/', true],
    ['file:///etc/passwd', true],
    ['desk://other/', true],
    ['desk://app.example.vn/', true],
    ['javascript:alert(1)', true],
    ['chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html', true],
    ['desk://app/dossiers', false],
  ])('navigation to %s is stopped: %s', async (url, isStopped) => {
    const { windows } = await start();
    const preventDefault = vi.fn();
    windows[0]?.webContents.emit('will-frame-navigate', { url, isMainFrame: true, preventDefault });
    windows[0]?.webContents.emit('will-redirect', { url, preventDefault });
    expect(preventDefault).toHaveBeenCalledTimes(isStopped ? 2 : 0);
  });

  test('Chromium’s PDF viewer may stand in a frame, and nothing else', async () => {
    const { windows } = await start();
    const preventDefault = vi.fn();
    const navigate = (url: string) => windows[0]?.webContents.emit('will-frame-navigate', { url, isMainFrame: false, preventDefault });
    navigate('chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html');
    expect(preventDefault).not.toHaveBeenCalled();
    navigate('chrome-extension://other/index.html');
    navigate('https://example.vn/');
    expect(preventDefault).toHaveBeenCalledTimes(2);
  });

  test('only the desk’s own files and the citizens’ board open a window, locked like the first', async () => {
    const { windows } = await start();
    const open = (url: string) => windows[0]?.webContents.windowOpenHandler?.({ url } as Electron.HandlerDetails);
    expect(open('https://example.vn/')).toEqual({ action: 'deny' });
    expect(open('desk://app/')).toEqual({ action: 'deny' });
    expect(open('desk://app/queue')).toEqual({ action: 'deny' });
    expect(open('desk://app/queue/board')).toMatchObject({ action: 'allow', overrideBrowserWindowOptions: { webPreferences: { sandbox: true } } });
    expect(open('desk://app/files/receipt/1.pdf')).toMatchObject({ action: 'allow', overrideBrowserWindowOptions: { webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false } } });
  });

  test('closing hides, and says once that the desk goes on; quitting closes', async () => {
    const { app, windows, notes } = await start();
    const preventDefault = vi.fn();
    windows[0]?.emit('close', { preventDefault });
    windows[0]?.emit('close', { preventDefault });
    expect({ prevented: preventDefault.mock.calls.length, notes: notes.length }).toEqual({ prevented: 2, notes: 1 });
    app.emit('before-quit');
    windows[0]?.emit('close', { preventDefault });
    expect(preventDefault).toHaveBeenCalledTimes(2);
  });
});

test('no permission, no device, no network, no spelling dictionaries from outside', async () => {
  const { session } = await start();
  const request = (permission: string, requestingUrl: string): boolean => {
    let isGranted: boolean | undefined;
    session.requestHandler?.({} as Electron.WebContents, permission as 'media', (given) => (isGranted = given), { requestingUrl } as Electron.PermissionRequest);
    return isGranted ?? true;
  };
  expect(['media', 'geolocation', 'notifications', 'openExternal', 'fileSystem', 'serial', 'hid'].filter((permission) => request(permission, 'desk://app/'))).toEqual([]);
  expect(request('clipboard-sanitized-write', 'desk://app/x')).toBe(true);
  expect(request('clipboard-sanitized-write', 'https://example.vn/')).toBe(false);
  expect(session.checkHandler?.(null, 'media', 'desk://app', {} as Electron.PermissionCheckHandlerHandlerDetails)).toBe(false);
  expect(session.deviceHandler?.({} as Electron.DevicePermissionHandlerHandlerDetails)).toBe(false);
  expect(session.isSpellChecking).toBe(false);
  expect(session.blocked).toEqual({ urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file:///*'], cancels: true });
});

describe('desk://', () => {
  test('goes to the pipe with this launch’s secret, and a page without a policy gets the strictest', async () => {
    const fake = await start();
    const [child] = fake.children;
    const seen: unknown[] = [];
    await listen(child?.pipe ?? '', (request, response) => {
      seen.push([request.method, request.url, request.headers.host, request.headers['x-desk-secret']]);
      response.setHeader('content-type', 'text/html').end('<p>xin chào');
    });
    child?.sayReady();
    await vi.waitFor(async () => expect((await fake.ask('/a?b=1')).status).toBe(200));
    const response = await fake.ask('/a?b=1', { headers: { 'x-desk-secret': 'forged' } });
    expect(await response.text()).toBe('<p>xin chào');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(seen.at(-1)).toEqual(['GET', '/a?b=1', 'app', launchOf(fake).secret]);
  });

  test.each([
    ['desk://other/', {}],
    ['/trpc/x', { headers: { origin: 'https://example.vn' } }],
  ])('%s %j is refused', async (path, init) => {
    const fake = await start();
    expect((await fake.ask(path, init)).status).toBe(403);
  });

  test('while the desk is away a page says so calmly and comes back by itself; data gets 503', async () => {
    const fake = await start();
    const page = await fake.ask('/', { headers: { accept: 'text/html' } });
    expect({ status: page.status, text: await page.text() }).toEqual({ status: 503, text: expect.stringContaining('http-equiv="refresh"') });
    const data = await fake.ask('/trpc/x');
    expect([data.status, data.headers.get('retry-after')]).toEqual([503, '2']);
  });

  test('the desk is started again when it exits: a new pipe, a new secret, the same key', async () => {
    const fake = await start();
    fake.children[0]?.emit('exit', 9);
    await vi.waitFor(() => expect(fake.timers).toHaveLength(1));
    expect(fake.timers[0]?.delayMs).toBe(500);
    fake.timers[0]?.work();
    expect(fake.children).toHaveLength(2);
    expect(fake.children[1]?.pipe).not.toBe(fake.children[0]?.pipe);
    expect(launchOf(fake, 1).secret).not.toBe(launchOf(fake, 0).secret);
    expect(launchOf(fake, 1).storeKey).toEqual(launchOf(fake, 0).storeKey);
  });

  test('/host/* is answered by Electron itself', async () => {
    const { ask, windows, notes } = await start();
    const post = (path: string, body: unknown) => ask(path, { method: 'POST', body: JSON.stringify(body) });
    expect(await (await ask('/host/about')).json()).toEqual({ kind: 'electron', version: '0.0.0-test', can: { print: true, chooseFolder: true, notify: true } });
    expect(await (await post('/host/choose-folder', {})).json()).toEqual({ folder: '/máy quét' });
    expect((await post('/host/notify', { title: 'Đã gửi', body: '' })).status).toBe(204);
    expect(notes).toEqual([{ title: 'Đã gửi', body: '' }]);
    expect(await (await post('/host/print', { url: '/files/receipt/0198.pdf' })).json()).toEqual({ isPrinted: true });
    expect(windows[1]?.urls).toEqual(['desk://app/files/receipt/0198.pdf']);
    expect(windows[1]?.options.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
    for (const url of ['https://example.vn/a.pdf', '/trpc/x', '/files/../trpc', '//example.vn/files/']) expect((await post('/host/print', { url })).status).toBe(400);
  });
});

test('quitting waits for the desk to close its store', async () => {
  const fake = await start();
  const preventDefault = vi.fn();
  const pipeFolder = join(fake.children[0]?.pipe ?? '', '..');
  expect(existsSync(pipeFolder)).toBe(true);
  fake.app.emit('will-quit', { preventDefault });
  await vi.waitFor(() => expect(fake.app.calls.at(-1)).toBe('quit'));
  expect(preventDefault).toHaveBeenCalledOnce();
  fake.app.emit('will-quit', { preventDefault });
  expect(preventDefault).toHaveBeenCalledOnce();
  expect(existsSync(pipeFolder)).toBe(false);
});

test('another key ring: the recovery page stands in, and the right code starts the desk with the old key', async () => {
  const before = await start();
  const { storeKey } = launchOf(before);
  const code = issueRecoveryCode(join(folder, 'hồ sơ'), storeKey, (size) => new Uint8Array(size).fill(7));
  const otherRing = (fake: FakeElectron): void => {
    fake.electron.safeStorage.decryptStringAsync = async () => {
      throw new Error('another key ring');
    };
  };
  const fake = await start(otherRing);
  expect(fake.children).toEqual([]);
  const page = await fake.ask('/', { headers: { accept: 'text/html' } });
  expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('Cần mã khôi phục')]);
  const enter = (typed: string) => fake.ask('/', { method: 'POST', body: new URLSearchParams({ code: typed }), headers: { origin: 'desk://app' } });
  expect((await enter('0000-0000-0000-0000-0000-0000-0000')).status).toBe(422);
  expect(fake.children).toEqual([]);
  expect((await enter(code.toLowerCase())).status).toBe(200);
  expect(launchOf(fake).storeKey).toEqual(storeKey);
});

test('the packaged program has no developer tools in its menu', async () => {
  const { menu } = await start((fake) => (fake.app.isPackaged = true));
  expect(JSON.stringify(menu())).not.toContain('toggleDevTools');
});
