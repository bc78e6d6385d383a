import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { root } from '../../build/root.ts';
import type { DeskOptions } from './fixtures.ts';

export default defineConfig<DeskOptions>({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: join(root, 'out', 'playwright'),
  globalSetup: './build-renderer.ts',
  // Each test has a desk, often a district, and a browser of its own: two cores carry one at a time.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'browser', use: { hostKind: 'browser' } },
    { name: 'electron', use: { hostKind: 'electron' } },
  ],
});
