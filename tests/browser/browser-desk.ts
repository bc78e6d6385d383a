import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from '@playwright/test';
import { z } from 'zod';
import { startNode, type NodeProcess } from '../../build/processes.ts';
import { root } from '../../build/root.ts';
import type { DeskControl } from './fixtures.ts';

export type DeskStart = { folder: string; flags: string[]; context: BrowserContextOptions; openBrowser: () => Promise<Browser>; /** For the first start. */ daysAgo?: number };
export type StartedDesk = { control: DeskControl; end: () => Promise<void> };

/** Debian's Chromium: nothing is downloaded, and nothing of it calls out. */
export const launchChromium = ({ headless }: { headless: boolean }): Promise<Browser> =>
  chromium.launch({
    headless,
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  });

/** The surroundings of a process whose clock shows another day. */
const onAnotherDay = (daysAgo: number): NodeJS.ProcessEnv => {
  const { NODE_OPTIONS = '' } = process.env;
  if (daysAgo === 0) return process.env;
  return { ...process.env, NODE_OPTIONS: `${NODE_OPTIONS} --import=${pathToFileURL(join(root, 'tests', 'fixtures', 'shifted-clock.mjs')).href}`, CLOCK_OFFSET_MS: String(-daysAgo * 86_400_000) };
};

const readySchema = z.object({ ready: z.literal(true), url: z.url() });

/** The desk process under plain Node and Chromium in front of it: the browser host as an officer has it. */
export const startBrowserDesk = async ({ folder, flags, context, openBrowser, daysAgo: firstDaysAgo = 0 }: DeskStart): Promise<StartedDesk> => {
  const dataFolder = join(folder, 'quầy');
  const secretFile = join(folder, 'launch-secret');
  writeFileSync(secretFile, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  let running: NodeProcess<z.infer<typeof readySchema>> | undefined;
  let opened: BrowserContext | undefined;
  let url = '';

  const start = async (daysAgo = 0): Promise<void> => {
    const port = url === '' ? '0' : new URL(url).port;
    running ??= startNode('electron/serve.ts', ['--data', dataFolder, '--port', port, '--secret-file', secretFile, '--renderer', join(root, 'out', 'renderer'), ...flags], readySchema, onAnotherDay(daysAgo));
    ({ url } = await running.ready);
  };
  const end = async (how: (process: NodeProcess<unknown>) => void): Promise<void> => {
    if (running) how(running);
    await running?.exited;
    running = undefined;
  };
  const stop = (): Promise<void> => end((process) => process.stop());

  await start(firstDaysAgo);
  return {
    control: {
      folder: dataFolder,
      start,
      stop,
      kill: () => end(({ child }) => child.kill('SIGKILL')),
      openPage: async () => {
        // One context for all pages of this desk, as in the officer's own browser.
        opened ??= await (await openBrowser()).newContext(context);
        const page = await opened.newPage();
        await page.goto(url);
        return page;
      },
    },
    end: async () => {
      await opened?.close();
      await stop();
    },
  };
};
