import { spawn } from 'node:child_process';

/** A Linux machine without one of these has nowhere to show a window. */
export const hasDisplay = (environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): boolean =>
  platform === 'win32' || platform === 'darwin' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);

const openers: Partial<Record<NodeJS.Platform, (url: string) => [string, string[]]>> = {
  win32: (url) => ['rundll32', ['url.dll,FileProtocolHandler', url]],
  darwin: (url) => ['open', [url]],
};

/** Opens the officer's own browser. When there is none, the printed address is enough. */
export const openBrowser = (url: string): void => {
  const [command, args] = openers[process.platform]?.(url) ?? ['xdg-open', [url]];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
};
