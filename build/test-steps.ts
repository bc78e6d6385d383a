import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from './root.ts';

export type Counts = { passed: number; failed: number; skipped: number };
export type Step = {
  name: string;
  /** Arguments for this Node. */
  args: string[];
  limitMinutes: number;
  /** Where the step leaves its counts; without one the step itself is one test. */
  report?: { file: string; read: (report: unknown) => Counts; env?: Record<string, string> };
};
export type StepResult = Counts & { name: string; seconds: number; isGood: boolean };

/** Vitest's JSON reporter. */
export const countsOfVitest = (report: unknown): Counts => {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites, success } = z
    .object({ numPassedTests: z.int(), numFailedTests: z.int(), numPendingTests: z.int(), numTodoTests: z.int(), numFailedTestSuites: z.int(), success: z.boolean() })
    .parse(report);
  // A file that cannot even be loaded has no failed test in it, yet it is a failure.
  const failed = numFailedTests > 0 || success ? numFailedTests : Math.max(1, numFailedTestSuites);
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
};

/** Playwright's JSON reporter. A test that passed only on a second try has failed: there are no second tries. */
export const countsOfPlaywright = (report: unknown): Counts => {
  const { stats, errors } = z
    .object({ stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }), errors: z.array(z.unknown()) })
    .parse(report);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + (errors.length > 0 ? 1 : 0), skipped: stats.skipped };
};

const readReport = (step: Step): Counts | undefined => {
  if (!step.report || !existsSync(step.report.file)) return undefined;
  try {
    return step.report.read(JSON.parse(readFileSync(step.report.file, 'utf8')));
  } catch (error) {
    console.error(`${step.name}: the report is not readable: ${String(error)}`);
    return undefined;
  }
};

/** Runs one step to its end or its limit. It is led in a process group of its own, so that at the limit nothing of it stays behind. */
export const runStep = async (step: Step): Promise<StepResult> => {
  console.log(`\n── ${step.name}`);
  if (step.report) rmSync(step.report.file, { force: true });
  const startedAt = performance.now();
  const child = spawn(process.execPath, step.args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
    env: { ...process.env, ...step.report?.env },
  });
  let isOverLimit = false;
  const limit = setTimeout(() => {
    isOverLimit = true;
    if (child.pid !== undefined) process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  }, step.limitMinutes * 60_000);
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', (exitCode) => resolve(exitCode));
  });
  clearTimeout(limit);
  if (isOverLimit) console.error(`${step.name}: stopped at its limit of ${step.limitMinutes} minutes`);
  const isGood = code === 0;
  const seconds = (performance.now() - startedAt) / 1000;
  if (!step.report) return { name: step.name, seconds, isGood, passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
  const counts = readReport(step) ?? { passed: 0, failed: 1, skipped: 0 };
  // A runner that ends badly though each test passed (an unhandled error, a hanging server) is one failure more.
  return { name: step.name, seconds, isGood, ...counts, failed: counts.failed === 0 && !isGood ? 1 : counts.failed };
};

const pad = (text: string, width: number): string => text.padEnd(width);

export const summaryOf = (results: StepResult[]): string[] => {
  const width = Math.max(...results.map(({ name }) => name.length), 4);
  const total = results.reduce<Counts>((sum, { passed, failed, skipped }) => ({ passed: sum.passed + passed, failed: sum.failed + failed, skipped: sum.skipped + skipped }), {
    passed: 0,
    failed: 0,
    skipped: 0,
  });
  return [
    ...results.map(
      ({ name, seconds, passed, failed, skipped }) =>
        `${failed === 0 ? '✓' : '✗'} ${pad(name, width)} ${seconds.toFixed(1).padStart(7)} s   ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
    ),
    `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`,
  ];
};

export const reportFile = (name: string): string => join(root, 'out', 'test', `${name}.json`);
