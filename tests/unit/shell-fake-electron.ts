import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import type { DeskChild, DeskContents, DeskSession, DeskWindow, ElectronModule } from '../../electron/shell/electron-module.ts';

/** Electron declares an overload for each event and returns the whole object, so this takes any name and any listener; nobody looks at what it returns. */
class Emitter {
  #events = new EventEmitter();
  on(event: string, listener: (...args: never[]) => void): never {
    this.#events.on(event, listener as (...args: unknown[]) => void);
    return undefined as never;
  }
  once(event: string, listener: (...args: never[]) => void): never {
    this.#events.once(event, listener as (...args: unknown[]) => void);
    return undefined as never;
  }
  emit(event: string, ...args: unknown[]): void {
    this.#events.emit(event, ...args);
  }
}

/**
 * Stands in for Electron. Each part says `implements` one of the types cut from the real `electron.d.ts`, so when
 * Electron's interface moves this file stops compiling before anything is packaged.
 */
export class FakeContents extends Emitter implements DeskContents {
  windowOpenHandler: Parameters<DeskContents['setWindowOpenHandler']>[0] | undefined;
  printed: Electron.WebContentsPrintOptions[] = [];
  setWindowOpenHandler(handler: Parameters<DeskContents['setWindowOpenHandler']>[0]): void {
    this.windowOpenHandler = handler;
  }
  print(options?: Electron.WebContentsPrintOptions, callback?: (success: boolean, failureReason: string) => void): void {
    this.printed.push(options ?? {});
    callback?.(true, '');
  }
  reload(): void {}
}

export class FakeWindow extends Emitter implements DeskWindow {
  webContents = new FakeContents();
  urls: string[] = [];
  isShown = false;
  wasClosed = false;
  options: Electron.BrowserWindowConstructorOptions;
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }
  async loadURL(url: string): Promise<void> {
    this.urls.push(url);
  }
  show(): void {
    this.isShown = true;
  }
  hide(): void {
    this.isShown = false;
  }
  focus(): void {}
  restore(): void {}
  close(): void {
    this.wasClosed = true;
  }
  isMinimized(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return this.wasClosed;
  }
}

export class FakeChild extends Emitter implements DeskChild {
  stdout = new PassThrough();
  stderr = null;
  messages: unknown[] = [];
  modulePath: string;
  args: string[];
  options: Electron.ForkOptions;
  constructor(modulePath: string, args: string[], options: Electron.ForkOptions) {
    super();
    this.modulePath = modulePath;
    this.args = args;
    this.options = options;
  }
  postMessage(message: unknown): void {
    this.messages.push(message);
  }
  kill(): boolean {
    this.emit('exit', 0);
    return true;
  }
  get pipe(): string {
    return this.args[this.args.indexOf('--pipe') + 1] ?? '';
  }
  sayReady(): void {
    this.stdout.write(`${JSON.stringify({ ready: true, pipe: this.pipe })}\n`);
  }
}

class FakeSession extends Emitter implements DeskSession {
  requestHandler: Parameters<DeskSession['setPermissionRequestHandler']>[0] = null;
  checkHandler: Parameters<DeskSession['setPermissionCheckHandler']>[0] = null;
  deviceHandler: Parameters<DeskSession['setDevicePermissionHandler']>[0] = null;
  isSpellChecking = true;
  blocked: { urls: string[]; cancels: boolean } | undefined;
  setPermissionRequestHandler(handler: Parameters<DeskSession['setPermissionRequestHandler']>[0]): void {
    this.requestHandler = handler;
  }
  setPermissionCheckHandler(handler: Parameters<DeskSession['setPermissionCheckHandler']>[0]): void {
    this.checkHandler = handler;
  }
  setDevicePermissionHandler(handler: Parameters<DeskSession['setDevicePermissionHandler']>[0]): void {
    this.deviceHandler = handler;
  }
  setSpellCheckerEnabled(isEnabled: boolean): void {
    this.isSpellChecking = isEnabled;
  }
  webRequest: DeskSession['webRequest'] = {
    onBeforeRequest: (filter: unknown, listener?: unknown): void => {
      const { urls } = filter as Electron.WebRequestFilter;
      const decide = listener as (details: object, callback: (response: Electron.CallbackResponse) => void) => void;
      decide({}, (response) => (this.blocked = { urls: urls ?? [], cancels: response.cancel === true }));
    },
  };
}

class FakeApp extends Emitter {
  isPackaged = false;
  isFirst = true;
  calls: string[] = [];
  userData: string;
  constructor(userData: string) {
    super();
    this.userData = userData;
  }
  requestSingleInstanceLock(): boolean {
    this.calls.push('requestSingleInstanceLock');
    return this.isFirst;
  }
  enableSandbox(): void {
    this.calls.push('enableSandbox');
  }
  async whenReady(): Promise<void> {
    this.calls.push('whenReady');
  }
  quit(): void {
    this.calls.push('quit');
  }
  getPath(): string {
    return this.userData;
  }
  getVersion(): string {
    return '0.0.0-test';
  }
  getLocale(): string {
    return 'vi';
  }
}

export type FakeElectron = ReturnType<typeof createFakeElectron>;

export const createFakeElectron = ({ userData, platformKeyRing = true }: { userData: string; platformKeyRing?: boolean }) => {
  const app = new FakeApp(userData);
  const session = new FakeSession();
  const windows: FakeWindow[] = [];
  const children: FakeChild[] = [];
  const schemes: Electron.CustomScheme[] = [];
  const notes: Electron.NotificationConstructorOptions[] = [];
  let menu: Electron.MenuItemConstructorOptions[] = [];
  let deskHandler: ((request: Request) => Response | Promise<Response>) | undefined;

  const electron: ElectronModule = {
    app,
    BrowserWindow: class extends FakeWindow {
      constructor(options: Electron.BrowserWindowConstructorOptions) {
        super(options);
        windows.push(this);
        app.emit('web-contents-created', {}, this.webContents);
      }
    },
    dialog: { showOpenDialog: async () => ({ canceled: false, filePaths: ['/máy quét'] }) },
    Menu: {
      buildFromTemplate: (template) => template as unknown as Electron.Menu,
      setApplicationMenu: (given) => {
        menu = given as unknown as Electron.MenuItemConstructorOptions[];
      },
    },
    nativeImage: { createFromPath: () => ({}) as Electron.NativeImage },
    Notification: Object.assign(
      class extends Emitter {
        options: Electron.NotificationConstructorOptions;
        constructor(options: Electron.NotificationConstructorOptions) {
          super();
          this.options = options;
        }
        show(): void {
          notes.push(this.options);
        }
      },
      { isSupported: () => true },
    ),
    protocol: {
      registerSchemesAsPrivileged: (given) => {
        app.calls.push('registerSchemesAsPrivileged');
        schemes.push(...given);
      },
      handle: (scheme, handler) => {
        app.calls.push(`handle ${scheme}`);
        deskHandler = handler as (request: Request) => Response | Promise<Response>;
      },
    },
    safeStorage: {
      isAsyncEncryptionAvailable: async () => platformKeyRing,
      encryptStringAsync: async (plain) => Buffer.from(`ring:${plain}`),
      decryptStringAsync: async (sealed) => {
        const text = sealed.toString();
        if (!text.startsWith('ring:')) throw new Error('another key ring');
        return { result: text.slice(5), shouldReEncrypt: false };
      },
      getSelectedStorageBackend: () => 'gnome_libsecret',
    },
    session: { defaultSession: session },
    Tray: class extends Emitter {
      setToolTip(): void {}
      setContextMenu(): void {}
    },
    utilityProcess: {
      fork: (modulePath, args, options) => {
        const child = new FakeChild(modulePath, args, options);
        children.push(child);
        return child;
      },
    },
  };

  return {
    electron,
    app,
    session,
    windows,
    children,
    schemes,
    notes,
    menu: () => menu,
    /** Asks as a page would. */
    ask: async (path: string, init: RequestInit = {}): Promise<Response> => {
      if (!deskHandler) throw new Error('desk:// is not handled');
      return deskHandler(new Request(path.startsWith('/') ? `desk://app${path}` : path, init));
    },
  };
};
