import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, type Browser, expect, type Page } from '@playwright/test';
import { root } from '../../build/root.ts';
import { electronBinary } from '../../build/start/electron-binary.ts';
import { hasDisplay } from '../../build/start/open-browser.ts';
import { launchChromium, startBrowserDesk, type StartedDesk } from './browser-desk.ts';
import { createToxicProxy, type ToxicProxy } from '../fixtures/toxic-proxy.ts';
import { createDistrictControl, type District } from './district-control.ts';
import { startElectronDesk } from './electron-desk.ts';

export type DeskOptions = {
  /** Set by the project in `playwright.config.ts`. */
  hostKind: 'browser' | 'electron';
  /** False: an empty desk that shows the first-run page. */
  isDemo: boolean;
  /** Starts a district server before the desk and hands the desk its enrolment code. */
  withDistrict: boolean;
  /** The desk begins so many days ago, and is today when it is started again. In the browser host only. */
  daysAgo: number;
};

/** The desk of this test alone. Address, secret and folders stay the same over kill, stop and start. */
export type DeskControl = {
  folder: string;
  /** The desk's page; each call opens another (in Electron there is the one window). */
  openPage: () => Promise<Page>;
  /** As a power cut would. Resolves when the process is gone. */
  kill: () => Promise<void>;
  stop: () => Promise<void>;
  /** Resolves when it answers again. In Electron the shell has started it by itself; this waits for that. */
  start: (daysAgo?: number) => Promise<void>;
};

/** The folder that the desk watches for scans. */
export type Scanner = {
  folder: string;
  /** A scan that lands whole: written beside the folder, then moved in. Returns its path. */
  drop: (fileName: string, bytes: Uint8Array) => string;
};

type Fixtures = DeskOptions & {
  /** Fresh, with a space and Vietnamese letters in its name, taken away afterwards. */
  folder: string;
  scanner: Scanner;
  district: District;
  /** The desk's line to the district, good until a test makes it bad. */
  line: ToxicProxy | undefined;
  desk: DeskControl;
  /** Starts another desk of its own, empty, in a folder of this name beside the first. */
  startAnotherDesk: (name: string) => Promise<DeskControl>;
};

/** Why the electron project cannot run here; undefined when it can. */
const whyNoElectron = (): string | undefined => {
  if (electronBinary() === undefined) return 'Electron’s binary is not on this machine (npx install-electron fetches it); these same tests run in the browser project';
  if (!hasDisplay()) return 'there is no display for Electron to open a window on; these same tests run in the browser project';
  return undefined;
};

const said = new Set<string>();
const sayOnce = (text: string): void => {
  if (!said.has(text)) console.log(text);
  said.add(text);
};

/** `page` is the desk's own page, opened; `test.use({ withDistrict: true })` gives it a district to talk to. */
export const test = base.extend<Fixtures, { openBrowser: () => Promise<Browser> }>({
  // Launched once, when the first test asks for it; each desk has a context of its own.
  openBrowser: [
    async ({ headless }, use) => {
      let browser: Promise<Browser> | undefined;
      await use(() => (browser ??= launchChromium({ headless })));
      await (await browser)?.close();
    },
    { scope: 'worker' },
  ],

  hostKind: ['browser', { option: true }],
  isDemo: [true, { option: true }],
  withDistrict: [false, { option: true }],
  daysAgo: [0, { option: true }],

  folder: async ({ hostKind, daysAgo }, use, testInfo) => {
    const why = hostKind === 'electron' ? (daysAgo > 0 ? 'its desk has the clock of the machine' : whyNoElectron()) : undefined;
    if (why !== undefined) sayOnce(`Skipped in Electron: ${why}.`);
    testInfo.skip(why !== undefined, why);
    const folder = mkdtempSync(join(tmpdir(), 'Quầy một cửa xã Lục Sơn '));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },

  scanner: async ({ folder }, use) => {
    const scannerFolder = join(folder, 'máy quét');
    mkdirSync(scannerFolder);
    await use({
      folder: scannerFolder,
      drop: (fileName, bytes) => {
        const beside = join(folder, `.${randomBytes(6).toString('hex')}`);
        writeFileSync(beside, bytes);
        const path = join(scannerFolder, fileName);
        renameSync(beside, path);
        return path;
      },
    });
  },

  district: async ({ folder, withDistrict }, use) => {
    const district = createDistrictControl(join(folder, 'cấp trên'));
    if (withDistrict) await district.start();
    await use(district);
    await district.stop();
  },

  line: async ({ district, withDistrict }, use) => {
    const line = withDistrict ? await createToxicProxy(Number(new URL(district.url()).port)) : undefined;
    await use(line);
    await line?.close();
  },

  startAnotherDesk: async ({ folder, hostKind, openBrowser, viewport, locale, timezoneId }, use) => {
    const started: StartedDesk[] = [];
    await use(async (name) => {
      const own = join(folder, name);
      mkdirSync(own);
      const start = hostKind === 'electron' ? startElectronDesk : startBrowserDesk;
      const desk = await start({ folder: own, flags: [], context: { viewport, locale, timezoneId }, openBrowser });
      started.push(desk);
      return desk.control;
    });
    for (const desk of started) await desk.end();
  },

  desk: async ({ folder, scanner, district, line, hostKind, isDemo, daysAgo, openBrowser, viewport, locale, timezoneId }, use) => {
    const flags: string[] = [];
    if (isDemo) flags.push('--demo', '--scanner', scanner.folder);
    if (isDemo && line) flags.push('--district-url', line.url, '--enrolment-code', await district.enrolmentCode(1));
    const start = hostKind === 'electron' ? startElectronDesk : startBrowserDesk;
    const desk = await start({ folder, flags, context: { viewport, locale, timezoneId }, openBrowser, daysAgo });
    await use(desk.control);
    await desk.end();
  },

  page: async ({ desk }, use) => use(await desk.openPage()),
});

export const demoPassword = 'motcua2026';

/** As a person does it, and waits for the first screen. */
export const signIn = async (page: Page, username = 'hoa'): Promise<void> => {
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
};

/** Fails with the rule and the element of each violation that axe finds. */
export const expectAccessible = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html }) => `  ${html}`).join('\n')}`)).toEqual([]);
};

/** The frame stands still and fits its window; only what lies in it scrolls. */
export const expectFits = async (page: Page): Promise<void> => {
  const over = await page.evaluate(() => ({
    right: document.documentElement.scrollWidth - window.innerWidth,
    below: document.documentElement.scrollHeight - window.innerHeight,
  }));
  expect(over.right, 'wider than the window').toBeLessThanOrEqual(0);
  expect(over.below, 'higher than the window').toBeLessThanOrEqual(0);
};

/** Keeps a picture in `out/screens`, for people to look at. */
export const keepScreen = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: join(root, 'out', 'screens', `${name}.png`) });
};

export { expect };
