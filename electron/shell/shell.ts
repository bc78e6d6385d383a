import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Clock } from '../../domain/time.ts';
import { fileKeyWrapper } from '../host/browser-host.ts';
import { hostHandler } from '../host/host.ts';
import { loadOrCreateStoreKey, recoverStoreKey, type RandomBytes } from '../host/key-store.ts';
import { deskOrigin, type Launch } from '../host/launch.ts';
import { hostMessages } from '../host/messages.ts';
import { createPipeFolder } from '../host/pipe.ts';
import { createPipeForwarder, type DeskAddress } from '../host/pipe-forwarder.ts';
import { createRecoveryHandler } from '../host/recovery-page.ts';
import { supervise } from '../host/supervisor.ts';
import { startDeskProcess } from './desk-process.ts';
import { handleDeskScheme, registerDeskScheme } from './desk-scheme.ts';
import { createElectronHost } from './electron-host.ts';
import type { DeskWindow, ElectronModule } from './electron-module.ts';
import { keyRingWrapper } from './key-ring.ts';
import { lockContents, lockedPreferences, lockSession } from './locks.ts';
import { createTray, setMenu } from './menus.ts';

export type ShellOptions = {
  /** Where the compiled program is: holds `electron/serve.js`, `renderer/` and `icons/`. */
  programFolder: string;
  /** The command line, without the program. */
  arguments: string[];
  clock: Clock;
  randomBytes: RandomBytes;
  setTimer: (work: () => void, delayMs: number) => () => void;
};

/** Picks the desk's own flags out of a command line that may hold any of Chromium's too. */
const readArguments = (given: string[]): { dataFolder: string | undefined; forDesk: string[] } => {
  const { values } = parseArgs({
    args: given,
    strict: false,
    options: { data: { type: 'string' }, demo: { type: 'boolean' }, scanner: { type: 'string' }, 'district-url': { type: 'string' }, 'enrolment-code': { type: 'string' } },
  });
  const forDesk = values.demo === true ? ['--demo'] : [];
  for (const name of ['scanner', 'district-url', 'enrolment-code'] as const) {
    const value = values[name];
    if (typeof value === 'string') forDesk.push(`--${name}`, value);
  }
  return { dataFolder: typeof values.data === 'string' ? values.data : undefined, forDesk };
};

/**
 * The whole of Electron's main process. Order matters: the scheme and the sandbox must be settled before `ready`, the locks
 * and the scheme's handler before the first window.
 */
export const startShell = async (electron: ElectronModule, options: ShellOptions): Promise<void> => {
  const { app } = electron;
  // A second start only brings the first one forward: two writers on one store are never wanted.
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerDeskScheme(electron);
  app.enableSandbox();

  let mainWindow: DeskWindow | undefined;
  let isQuitting = false;
  let isStopped = false;
  let hasExplainedHiding = false;
  let messages = hostMessages('vi');
  const showMainWindow = (): DeskWindow => {
    if (mainWindow && !mainWindow.isDestroyed()) {
      if (mainWindow.isMinimized()) mainWindow.restore();
      mainWindow.show();
      mainWindow.focus();
      return mainWindow;
    }
    const window = new electron.BrowserWindow({ width: 1366, height: 768, minWidth: 1024, minHeight: 640, show: false, autoHideMenuBar: true, backgroundColor: '#f6f4f2', webPreferences: lockedPreferences });
    window.once('ready-to-show', () => window.show());
    window.on('close', (event) => {
      if (isQuitting) return;
      event.preventDefault();
      window.hide();
      if (!hasExplainedHiding) host.notify?.({ title: messages.keepsRunningTitle, body: messages.keepsRunningBody });
      hasExplainedHiding = true;
    });
    void window.loadURL(`${deskOrigin}/`);
    mainWindow = window;
    return window;
  };
  const host = createElectronHost(electron, showMainWindow);
  app.on('second-instance', () => showMainWindow());
  app.on('web-contents-created', (_event, contents) => lockContents(contents));

  await app.whenReady();
  // Electron knows the locale only now.
  messages = hostMessages(app.getLocale());
  const { dataFolder = join(app.getPath('userData'), 'desk'), forDesk } = readArguments(options.arguments);
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  lockSession(electron.session.defaultSession);

  let address: DeskAddress | undefined;
  let wasReady = false;
  let stopDesk = async (): Promise<void> => {};
  const startDesk = (storeKey: Uint8Array): void => {
    const pipes = createPipeFolder(options.randomBytes);
    const supervisor = supervise<DeskAddress>({
      start: () => {
        const launch: Launch = { storeKey, secret: Buffer.from(options.randomBytes(32)).toString('base64url'), version: app.getVersion() };
        return startDeskProcess(electron, {
          modulePath: join(options.programFolder, 'electron', 'serve.js'),
          arguments: ['--data', dataFolder, '--renderer', join(options.programFolder, 'renderer'), ...forDesk],
          pipe: pipes.next(),
          launch,
        });
      },
      clock: options.clock,
      setTimer: options.setTimer,
      onPhase: (phase) => {
        address = phase.phase === 'ready' ? phase.ready : undefined;
        wasReady ||= phase.phase === 'ready';
      },
    });
    stopDesk = async () => {
      await supervisor.stop();
      pipes.remove();
    };
  };

  const wrappers = [keyRingWrapper(electron), fileKeyWrapper(dataFolder)];
  const opened = await loadOrCreateStoreKey(wrappers, dataFolder, options.randomBytes);
  const forward = createPipeForwarder(() => address);
  let recovery: ((request: Request) => Promise<Response>) | undefined;
  if ('refused' in opened) {
    recovery = createRecoveryHandler({
      refusal: opened,
      messages,
      recover: async (code) => {
        const key = await recoverStoreKey(wrappers, dataFolder, code);
        if (!key) return false;
        recovery = undefined;
        startDesk(key);
        return true;
      },
    });
  } else {
    startDesk(opened.key);
  }

  handleDeskScheme(electron, {
    host: hostHandler(host),
    forward: (request) => recovery?.(request) ?? forward(request),
    wasReady: () => wasReady,
    messages,
  });

  const quit = (): void => app.quit();
  setMenu(electron, messages, quit);
  const iconPath = join(options.programFolder, 'icons', 'tray.png');
  if (existsSync(iconPath)) createTray(electron, { iconPath, messages, open: showMainWindow, quit });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (isStopped) return;
    // The desk closes its store first; then quitting goes on.
    event.preventDefault();
    void stopDesk().finally(() => {
      isStopped = true;
      app.quit();
    });
  });
  app.on('before-quit', () => {
    isQuitting = true;
  });
  showMainWindow();
};
