import { deskOrigin } from '../host/launch.ts';
import type { DeskContents, DeskSession } from './electron-module.ts';

/** What every window is made with. No preload: the page talks to the desk over `desk://` like any web page to its server. */
export const lockedPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  navigateOnDragDrop: false,
  // Chromium would fetch its dictionaries from the internet.
  spellcheck: false,
  // Means Chromium's own PDF viewer, in which receipts are shown; there is no other plug-in any more.
  plugins: true,
} as const satisfies Electron.WebPreferences;

/** The only permissions a page ever gets, when a button is pressed: to put a text on the clipboard, and the citizens' board to fill its screen. */
const allowedPermissions = new Set(['clipboard-sanitized-write', 'fullscreen']);

export const isDeskUrl = (url: string): boolean => url === deskOrigin || url.startsWith(`${deskOrigin}/`);
/** The board towards the citizens: shown on a second screen, beside the officer's window. */
const isQueueBoard = (url: string): boolean => url === `${deskOrigin}/queue/board`;
/** Receipts and scans, which open in a window of their own. */
export const isDeskFile = (url: string): boolean => url.startsWith(`${deskOrigin}/files/`);

/** No permission, no device, no request to anywhere but the desk: a page of the desk has no business on a network. */
export const lockSession = (session: DeskSession): void => {
  session.setPermissionRequestHandler((_contents, permission, decide, details) => decide(allowedPermissions.has(permission) && isDeskUrl(details.requestingUrl)));
  session.setPermissionCheckHandler((_contents, permission, origin) => allowedPermissions.has(permission) && isDeskUrl(origin));
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest({ urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file:///*'] }, (_details, decide) => decide({ cancel: true }));
};

/** The id is part of Chromium: its PDF viewer puts a frame of this origin inside the one that asked for the PDF. */
const pdfViewer = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/';

/** Holds a page to the desk: no navigation or frame elsewhere, no new window but for the desk's own files and the citizens' board, no webview. */
export const lockContents = (contents: DeskContents): void => {
  contents.on('will-frame-navigate', (event) => {
    const isViewer = !event.isMainFrame && event.url.startsWith(pdfViewer);
    if (!isDeskUrl(event.url) && !isViewer) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isDeskUrl(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) =>
    isDeskFile(url) || isQueueBoard(url)
      ? {
          action: 'allow',
          overrideBrowserWindowOptions: { width: 900, height: 720, autoHideMenuBar: true, webPreferences: lockedPreferences },
        }
      : { action: 'deny' },
  );
};
