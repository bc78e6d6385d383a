import { app, BrowserWindow, dialog, Menu, nativeImage, Notification, protocol, safeStorage, session, Tray, utilityProcess } from 'electron';

/** All of Electron that the shell touches, in one value, so that a test can stand in for it. */
export const electron = { app, BrowserWindow, dialog, Menu, nativeImage, Notification, protocol, safeStorage, session, Tray, utilityProcess };

type Window = Pick<
  Electron.BrowserWindow,
  'on' | 'once' | 'loadURL' | 'show' | 'focus' | 'hide' | 'close' | 'restore' | 'isMinimized' | 'isDestroyed'
> & { webContents: Contents };
type Contents = Pick<Electron.WebContents, 'on' | 'print' | 'reload' | 'setWindowOpenHandler'>;
type Session = Pick<Electron.Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'setSpellCheckerEnabled' | 'on'> & {
  webRequest: Pick<Electron.WebRequest, 'onBeforeRequest'>;
};

/** The part of each that is used. A fake of these types stops compiling when Electron's own types move. */
export type ElectronModule = {
  app: Pick<Electron.App, 'requestSingleInstanceLock' | 'enableSandbox' | 'whenReady' | 'on' | 'quit' | 'getPath' | 'getVersion' | 'getLocale' | 'isPackaged'>;
  BrowserWindow: new (options: Electron.BrowserWindowConstructorOptions) => Window;
  dialog: Pick<Electron.Dialog, 'showOpenDialog'>;
  Menu: Pick<typeof Electron.Menu, 'buildFromTemplate' | 'setApplicationMenu'>;
  nativeImage: Pick<typeof Electron.NativeImage, 'createFromPath'>;
  Notification: (new (options: Electron.NotificationConstructorOptions) => Pick<Electron.Notification, 'show' | 'on'>) & Pick<typeof Electron.Notification, 'isSupported'>;
  protocol: Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>;
  safeStorage: Pick<Electron.SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'>;
  session: { defaultSession: Session };
  Tray: new (image: Electron.NativeImage) => Pick<Electron.Tray, 'setToolTip' | 'setContextMenu' | 'on'>;
  utilityProcess: { fork: (modulePath: string, args: string[], options: Electron.ForkOptions) => DeskChild };
};

export type DeskChild = Pick<Electron.UtilityProcess, 'on' | 'postMessage' | 'kill' | 'stdout' | 'stderr'>;
export type DeskWindow = Window;
export type DeskContents = Contents;
export type DeskSession = Session;
