import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { electron } from './shell/electron-module.ts';
import { startShell } from './shell/shell.ts';

/** Electron's main process. Everything it does is in `shell/shell.ts`; here it only meets the real machine. */
void startShell(electron, {
  programFolder: fileURLToPath(new URL('..', import.meta.url)),
  arguments: process.argv.slice(1),
  clock: { now: () => Date.now() },
  randomBytes: (size) => randomBytes(size),
  setTimer: (work, delayMs) => {
    const timer = setTimeout(work, delayMs);
    return () => clearTimeout(timer);
  },
});
