import { expect, test } from 'vitest';
import { importsOf, violationsOf } from '../../build/check-imports.ts';
import { countsOfPlaywright, countsOfVitest, summaryOf } from '../../build/test-steps.ts';

test.each([
  ['domain/a.ts', `import { x } from '../db/store.ts';`, 'must not import db/store.ts'],
  ['domain/a.ts', `import { readFileSync } from 'node:fs';`, 'runs without Node'],
  ['db/a.ts', `import type { Desk } from '../electron/desk/desk.ts';`, 'must not import electron/desk/desk.ts'],
  ['electron/desk/a.ts', `import { app } from 'electron';`, 'only electron/shell imports electron'],
  ['electron/desk/a.ts', `const { app } = await import('electron');`, 'only electron/shell imports electron'],
  ['electron/main.ts', `import { app } from 'electron';`, 'only electron/shell imports electron'],
  ['electron/shell/a.ts', `import { openStore } from '../../db/store.ts';`, 'must not import db/store.ts'],
  ['electron/api/a.ts', `export { x } from '../shell/a.ts';`, 'must not import electron/shell/a.ts'],
  ['renderer/a.tsx', `import { router } from '../electron/api/router.ts';`, 'more than types'],
  ['renderer/a.tsx', `import {\n  a,\n  b,\n} from '../district/b.ts';`, 'must not import district/b.ts'],
  ['renderer/a.tsx', `import '../db/store.ts';`, 'must not import db/store.ts'],
  ['district/a.ts', `import x from '../domain/x';`, 'needs its file extension'],
  ['db/a.ts', `const at = Date.now();`, 'reads the clock'],
  ['renderer/a.tsx', `const at = new Date( );`, 'reads the clock'],
  ['elsewhere/a.ts', ``, 'no room'],
])('%s with %s is against the rules', (path, source, complaint) => {
  expect(violationsOf(path, source)).toEqual([expect.stringContaining(complaint)]);
});

test.each([
  ['renderer/a.tsx', `import type { Router } from '../electron/api/router.ts';\nimport './a.css';\nimport { x } from '../domain/x.ts';`],
  ['electron/shell/a.ts', `import { app } from 'electron';\nimport { x } from '../host/x.ts';`],
  ['db/a.ts', `// Date.now() is the caller's\n/* import { x } from '../electron/desk/x.ts' */\nconst at = new Date(0);`],
  ['electron/run-desk.ts', `import { openStore } from '../db/store.ts';\nconst clock = { now: () => Date.now() };`],
])('%s with %s is fine', (path, source) => expect(violationsOf(path, source)).toEqual([]));

test('an address in a string is not taken for a comment', () => {
  expect(importsOf(`const a = 'http://x'; import('./b.ts');`)).toEqual([{ specifier: './b.ts', isTypeOnly: false }]);
});

test('what the runners report is counted, and a runner that broke is a failure', () => {
  const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, numFailedTestSuites: 0, success: true };
  expect(countsOfVitest(vitest)).toEqual({ passed: 5, failed: 0, skipped: 2 });
  expect(countsOfVitest({ ...vitest, success: false, numFailedTestSuites: 2 })).toEqual({ passed: 5, failed: 2, skipped: 2 });
  const stats = { expected: 3, unexpected: 0, flaky: 1, skipped: 2 };
  expect(countsOfPlaywright({ stats, errors: [] })).toEqual({ passed: 3, failed: 1, skipped: 2 });
  expect(countsOfPlaywright({ stats: { ...stats, flaky: 0 }, errors: ['no browser'] })).toEqual({ passed: 3, failed: 1, skipped: 2 });
});

test('the summary ends with the one line that counts', () => {
  const step = { name: 'types', seconds: 1.25, isGood: true, passed: 1, failed: 0, skipped: 0 };
  expect(summaryOf([step, { ...step, name: 'browser', passed: 7, failed: 1, skipped: 2 }]).at(-1)).toBe('8 passed, 1 failed, 2 skipped');
});
