import { deskOrigin } from '../host/launch.ts';
import type { Host } from '../host/host.ts';
import type { DeskWindow, ElectronModule } from './electron-module.ts';
import { lockedPreferences } from './locks.ts';

/** Opens the PDF in a window, so that the officer sees what is printed, and shows the print dialog over it. */
const print = async ({ BrowserWindow }: Pick<ElectronModule, 'BrowserWindow'>, path: string): Promise<boolean> => {
  const window = new BrowserWindow({ width: 900, height: 720, autoHideMenuBar: true, webPreferences: lockedPreferences });
  await window.loadURL(deskOrigin + path);
  const isPrinted = await new Promise<boolean>((resolve) => {
    window.once('closed', () => resolve(false));
    window.webContents.print({ silent: false, printBackground: true, pageSize: 'A4' }, (hasSucceeded) => resolve(hasSucceeded));
  });
  // A cancelled dialog leaves the window open: the officer may still want to read it or print it again.
  if (isPrinted && !window.isDestroyed()) window.close();
  return isPrinted;
};

/** What Electron can do for a page. `mainWindow` is asked for each time: it may have been closed and made again. */
export const createElectronHost = (
  electron: Pick<ElectronModule, 'app' | 'BrowserWindow' | 'dialog' | 'Notification'>,
  showMainWindow: () => DeskWindow,
): Host => ({
  about: () => ({
    kind: 'electron',
    version: electron.app.getVersion(),
    can: { print: true, chooseFolder: true, notify: electron.Notification.isSupported() },
  }),
  print: (path) => print(electron, path),
  chooseFolder: async () => {
    const { filePaths } = await electron.dialog.showOpenDialog({ properties: ['openDirectory', 'createDirectory'] });
    return filePaths[0] ?? null;
  },
  notify: (note) => {
    const notification = new electron.Notification(note);
    notification.on('click', () => showMainWindow());
    notification.show();
  },
});
