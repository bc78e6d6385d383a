import type { HostMessages } from '../host/messages.ts';
import type { ElectronModule } from './electron-module.ts';

/**
 * The menu bar, hidden until Alt: the page has its own navigation. No accelerator of ours may take a function key, which
 * belong to the page, and there is no developer-tools entry in the packaged program.
 */
export const setMenu = ({ Menu, app }: Pick<ElectronModule, 'Menu' | 'app'>, messages: HostMessages, quit: () => void): void =>
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: messages.menuDesk, submenu: [{ label: messages.quit, accelerator: 'CommandOrControl+Q', click: quit }] },
      {
        label: messages.menuEdit,
        submenu: [
          { label: messages.undo, role: 'undo' },
          { label: messages.redo, role: 'redo' },
          { type: 'separator' },
          { label: messages.cut, role: 'cut' },
          { label: messages.copy, role: 'copy' },
          { label: messages.paste, role: 'paste' },
          { label: messages.selectAll, role: 'selectAll' },
        ],
      },
      {
        label: messages.menuView,
        submenu: [
          { label: messages.reload, role: 'reload', accelerator: 'CommandOrControl+R' },
          { label: messages.resetZoom, role: 'resetZoom' },
          { label: messages.zoomIn, role: 'zoomIn' },
          { label: messages.zoomOut, role: 'zoomOut' },
          ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' as const, accelerator: 'CommandOrControl+Shift+I' }]),
        ],
      },
    ]),
  );

/** In the corner of the screen while the desk works: closing the window leaves what is waiting on its way to the district. */
export const createTray = (
  { Tray, Menu, nativeImage }: Pick<ElectronModule, 'Tray' | 'Menu' | 'nativeImage'>,
  { iconPath, messages, open, quit }: { iconPath: string; messages: HostMessages; open: () => void; quit: () => void },
): Pick<Electron.Tray, 'setToolTip'> => {
  const tray = new Tray(nativeImage.createFromPath(iconPath));
  tray.setToolTip(messages.productName);
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: messages.open, click: open },
      { type: 'separator' },
      { label: messages.quit, click: quit },
    ]),
  );
  tray.on('click', open);
  return tray;
};
