import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions } from '@playwright/test';
import { z } from 'zod';
import { startNode, type NodeProcess } from '../../build/processes.ts';
import { root } from '../../build/root.ts';
import type { DeskControl } from './fixtures.ts';

export type DeskStart = { folder: string; flags: string[]; context: BrowserContextOptions };
export type StartedDesk = { control: DeskControl; end: () => Promise<void> };

/** Debian's Chromium: nothing is downloaded, and nothing of it calls out. */
const chromiumOptions = {
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
};

const readySchema = z.object({ ready: z.literal(true), url: z.url() });

/** The desk process under plain Node and Chromium in front of it: the browser host as an officer has it. */
export const startBrowserDesk = async ({ folder, flags, context }: DeskStart): Promise<StartedDesk> => {
  const dataFolder = join(folder, 'quầy');
  const secretFile = join(folder, 'launch-secret');
  writeFileSync(secretFile, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  let running: NodeProcess<z.infer<typeof readySchema>> | undefined;
  let browser: Browser | undefined;
  let url = '';

  const start = async (): Promise<void> => {
    const port = url === '' ? '0' : new URL(url).port;
    running ??= startNode('electron/serve.ts', ['--data', dataFolder, '--port', port, '--secret-file', secretFile, '--renderer', join(root, 'out', 'renderer'), ...flags], readySchema);
    ({ url } = await running.ready);
  };
  const end = async (how: (process: NodeProcess<unknown>) => void): Promise<void> => {
    if (running) how(running);
    await running?.exited;
    running = undefined;
  };
  const stop = (): Promise<void> => end((process) => process.stop());

  await start();
  return {
    control: {
      folder: dataFolder,
      start,
      stop,
      kill: () => end(({ child }) => child.kill('SIGKILL')),
      openPage: async () => {
        browser ??= await chromium.launch(chromiumOptions);
        // One context for all pages, as in the officer's own browser.
        const opened = browser.contexts()[0] ?? (await browser.newContext(context));
        const page = await opened.newPage();
        await page.goto(url);
        return page;
      },
    },
    end: async () => {
      await browser?.close();
      await stop();
    },
  };
};
