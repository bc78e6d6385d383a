import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { supervise, type Supervised } from '../electron/host/supervisor.ts';
import { compile } from './compile.ts';
import { districtUiSources, isFresh, nodeSideSources, rendererSources } from './freshness.ts';
import { startNode } from './processes.ts';
import { root } from './root.ts';
import { chooseHost } from './start/choose-host.ts';
import { demoCommune, demoConsoleUser, ensureConsoleUser, issueEnrolmentCode, startDistrict, type DistrictReady } from './start/district.ts';
import { electronBinary, fetchElectron, rememberedFailure } from './start/electron-binary.ts';
import { hasDisplay, openBrowser } from './start/open-browser.ts';
import { stablePorts } from './start/ports.ts';
import { say } from './start/words.ts';

const usage = `npm start [-- --browser | --electron] [--demo] [--data DIR] [--port N]`;

const readFlags = () => {
  try {
    return parseArgs({
      options: {
        browser: { type: 'boolean', default: false },
        electron: { type: 'boolean', default: false },
        demo: { type: 'boolean', default: false },
        data: { type: 'string' },
        port: { type: 'string' },
      },
    }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
};

const flags = readFlags();
if ((flags.browser && flags.electron) || (flags.port !== undefined && !/^\d{1,5}$/.test(flags.port))) {
  console.error(usage);
  process.exit(2);
}
const dataFolder = resolve(flags.data ?? join(root, '.data', flags.demo ? 'demo' : 'desk'));
mkdirSync(dataFolder, { recursive: true });

const clock = { now: () => Date.now() };
const setTimer = (work: () => void, delayMs: number): (() => void) => {
  const timer = setTimeout(work, delayMs);
  return () => clearTimeout(timer);
};

/** What has to end, in order, when the command ends. */
const closers: (() => Promise<unknown> | void)[] = [];
let isClosing = false;
const close = async (exitCode: number): Promise<never> => {
  if (!isClosing) {
    isClosing = true;
    for (const closer of closers.toReversed()) await closer();
  }
  process.exit(exitCode);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close(0));

const buildScreens = (product: string, sources: string[], config: string): void => {
  if (isFresh(product, sources)) return;
  say('Đang dựng giao diện (chỉ lần đầu hoặc sau khi mã nguồn thay đổi)…', 'Building the screens (the first time and after a change only)…');
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', config, '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
};

const compileNodeSide = (): void => {
  if (!isFresh('out/electron/main.js', nodeSideSources) && !compile()) process.exit(1);
};

const districtFolder = join(dataFolder, 'district');

/** Starts the demo's district and keeps it running; the first answer tells where it is. */
const runDistrict = async (port: number): Promise<DistrictReady> => {
  say('Đang khởi động máy chủ cấp trên (PGlite)…', 'Starting the district server (PGlite)…');
  return new Promise((ready) => {
    const district = supervise<DistrictReady>({
      start: () => startDistrict(districtFolder, port),
      clock,
      setTimer,
      onPhase: (phase) => {
        if (phase.phase === 'ready') ready(phase.ready);
        if (phase.phase === 'waiting') say('Máy chủ cấp trên đã dừng, đang khởi động lại…', 'The district server stopped, starting it again…');
      },
    });
    closers.push(district.stop);
  });
};

const demoFlags = async (): Promise<string[]> => {
  if (!flags.demo) return [];
  buildScreens('out/district-ui/index.html', districtUiSources, 'build/vite.district.config.ts');
  const district = await runDistrict((await stablePorts(dataFolder)).district);
  const code = await issueEnrolmentCode(districtFolder, { ...demoCommune, deskNumber: 1 });
  await ensureConsoleUser(districtFolder, demoConsoleUser);
  say(`Máy chủ cấp trên: ${district.url}`, `The district server: ${district.url}`);
  const { username, password } = demoConsoleUser;
  say(`Bảng điều hành của cấp trên: ${district.url}/console/ (${username}, mật khẩu ${password})`, `The console of the level above: ${district.url}/console/ (${username}, password ${password})`);
  const scanner = join(dataFolder, 'máy quét');
  say(`Thư mục máy quét: ${scanner}`, `The scanner folder: ${scanner}`);
  return ['--demo', '--scanner', scanner, '--district-url', district.url, '--enrolment-code', code];
};

const deskFolder = flags.demo ? join(dataFolder, 'desk') : dataFolder;

const startElectron = (binary: string, deskFlags: string[]): void => {
  compileNodeSide();
  const isRoot = process.getuid?.() === 0;
  if (isRoot) say('Chạy dưới root: tắt hộp cát của Chromium.', 'Running as root: Chromium runs without its sandbox.');
  const child = spawn(binary, [...(isRoot ? ['--no-sandbox'] : []), root, '--data', deskFolder, ...deskFlags], { cwd: root, stdio: 'inherit' });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  closers.push(async () => {
    child.kill('SIGTERM');
    await exited;
  });
  void exited.then(() => close(child.exitCode ?? 0));
};

const deskReadySchema = z.object({ ready: z.literal(true), url: z.url() });

const startBrowserHost = async (deskFlags: string[]): Promise<void> => {
  const port = flags.port ?? String((await stablePorts(dataFolder)).desk);
  // One secret for this launch: after a crash the restarted desk process takes the pages that are already open.
  const secretFile = join(dataFolder, 'launch-secret');
  rmSync(secretFile, { force: true });
  writeFileSync(secretFile, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  let isOpened = false;
  const start = (): Supervised<z.infer<typeof deskReadySchema>> =>
    startNode('electron/serve.ts', ['--data', deskFolder, '--port', port, '--secret-file', secretFile, '--renderer', join(root, 'out', 'renderer'), ...deskFlags], deskReadySchema);
  const desk = supervise({
    start,
    clock,
    setTimer,
    onPhase: (phase) => {
      if (phase.phase === 'waiting') say('Tiến trình quầy đã dừng, đang khởi động lại…', 'The desk process stopped, starting it again…');
      if (phase.phase !== 'ready') return;
      say(`Quầy Một Cửa: ${phase.ready.url}`, 'Open this address in a browser on this machine. Ctrl+C stops the desk.');
      if (!isOpened && hasDisplay()) openBrowser(phase.ready.url);
      isOpened = true;
    },
  });
  closers.push(async () => {
    await desk.stop();
    rmSync(secretFile, { force: true });
  });
};

const choice = await chooseHost({
  wish: flags.electron ? 'electron' : flags.browser ? 'browser' : undefined,
  hasDisplay: hasDisplay(),
  isRoot: process.getuid?.() === 0,
  binary: electronBinary,
  rememberedFailure,
  fetch: fetchElectron,
});
if (choice.host !== 'electron') say(choice.why.vietnamese, choice.why.english);
if (choice.host === 'none') process.exit(1);
buildScreens('out/renderer/index.html', rendererSources, 'build/vite.config.ts');
const deskFlags = await demoFlags();
if (choice.host === 'electron') startElectron(choice.binary, deskFlags);
else await startBrowserHost(deskFlags);
