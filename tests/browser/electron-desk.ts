import { join } from 'node:path';
import { _electron, expect, type ElectronApplication } from '@playwright/test';
import { root } from '../../build/root.ts';
import { electronBinary } from '../../build/start/electron-binary.ts';
import type { DeskStart, StartedDesk } from './browser-desk.ts';

/** The process id of the desk's utility process, as Electron knows it. */
const deskProcessId = (app: ElectronApplication): Promise<number | undefined> =>
  app.evaluate(({ app: main }) => main.getAppMetrics().find(({ type, name }) => type === 'Utility' && name?.includes('desk'))?.pid);

/** The whole program in Electron: shell, utility process, `desk://`. */
export const startElectronDesk = async ({ folder, flags }: DeskStart): Promise<StartedDesk> => {
  const dataFolder = join(folder, 'quầy');
  const isRoot = process.getuid?.() === 0;
  const app = await _electron.launch({
    executablePath: electronBinary() ?? '',
    // Its own user-data folder, so that the single-instance lock of another one is not in the way.
    args: [...(isRoot ? ['--no-sandbox'] : []), `--user-data-dir=${join(folder, 'electron')}`, root, '--data', dataFolder, ...flags],
  });
  const page = await app.firstWindow();
  const isBack = async (): Promise<void> => {
    await expect(async () => {
      const status = await page.evaluate(async () => (await fetch('/trpc/setup.status')).status);
      expect(status).toBe(200);
    }).toPass({ timeout: 30_000 });
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const processId = await deskProcessId(app);
    if (processId === undefined) return;
    process.kill(processId, signal);
    await expect.poll(() => deskProcessId(app), { timeout: 20_000 }).not.toBe(processId);
  };
  await isBack();
  await page.goto('desk://app/');
  return {
    control: {
      folder: dataFolder,
      openPage: async () => page,
      kill: () => end('SIGKILL'),
      stop: () => end('SIGTERM'),
      start: isBack,
    },
    end: () => app.close(),
  };
};
