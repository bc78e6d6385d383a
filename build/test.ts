import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { installDebianPackages } from './debian.ts';
import { countsOfPlaywright, countsOfVitest, reportFile, runStep, summaryOf, type Step, type StepResult } from './test-steps.ts';

const vitest = (project: string): Pick<Step, 'args' | 'report'> => {
  const file = reportFile(project);
  return {
    args: ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/vitest.config.ts', '--project', project, '--reporter', 'default', '--reporter', 'json', `--outputFile.json=${file}`],
    report: { file, read: countsOfVitest },
  };
};
const playwright = (project: string): Pick<Step, 'args' | 'report'> => {
  const file = reportFile(project);
  return {
    args: ['node_modules/@playwright/test/cli.js', 'test', '--config', 'tests/browser/playwright.config.ts', '--project', project, '--reporter', 'list,json'],
    report: { file, read: countsOfPlaywright, env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file } },
  };
};

const steps: Step[] = [
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '--noEmit'], limitMinutes: 3 },
  { name: 'types of the console', args: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'district/ui'], limitMinutes: 3 },
  { name: 'lint', args: ['node_modules/oxlint/bin/oxlint', '--config', 'build/oxlint.json', '--deny-warnings'], limitMinutes: 2 },
  { name: 'import rules', args: ['build/check-imports.ts'], limitMinutes: 1 },
  { name: 'unused code', args: ['node_modules/knip/bin/knip.js', '--config', 'build/knip.json', '--no-progress'], limitMinutes: 3 },
  { name: 'messages', args: ['build/check-messages.ts'], limitMinutes: 1 },
  { name: 'compiled desk', args: ['build/compile.ts'], limitMinutes: 2 },
  { name: 'renderer build', args: ['node_modules/vite/bin/vite.js', 'build', '--config', 'build/vite.config.ts', '--logLevel', 'warn'], limitMinutes: 3 },
  { name: 'console build', args: ['node_modules/vite/bin/vite.js', 'build', '--config', 'build/vite.district.config.ts', '--logLevel', 'warn'], limitMinutes: 3 },
  { name: 'unit', ...vitest('unit'), limitMinutes: 5 },
  { name: 'integration', ...vitest('integration'), limitMinutes: 25 },
  { name: 'browser', ...playwright('browser'), limitMinutes: 30 },
  { name: 'electron', ...playwright('electron'), limitMinutes: 8 },
];

mkdirSync(dirname(reportFile('unit')), { recursive: true });
const stillMissing = installDebianPackages();
for (const missing of stillMissing) console.log(`Thiếu / missing: ${missing}`);

// Every step runs even after a failure: one look at the end shows all that is wrong.
const results: StepResult[] = [];
for (const step of steps) results.push(await runStep(step));

console.log('');
for (const line of summaryOf(results)) console.log(line);
process.exit(results.some(({ failed }) => failed > 0) ? 1 : 0);
