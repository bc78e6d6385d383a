import { globSync, readFileSync } from 'node:fs';
import { dirname, join, matchesGlob, posix } from 'node:path';
import { root } from './root.ts';

/** The first prefix that a path starts with is its room. Order matters: entries before the folders they stand in. */
const rooms = [
  'electron/main.ts',
  'electron/serve.ts',
  'electron/run-desk.ts',
  'electron/desk/',
  'electron/api/',
  'electron/host/',
  'electron/shell/',
  'domain/',
  'db/',
  'renderer/',
  'district/ui/',
  'district/',
  'build/',
  'tests/',
] as const;
type Room = (typeof rooms)[number];

/** What of the desk's screens knows no desk: the console of the level above shows the same things with them. */
const withoutDesk = [
  'renderer/app/{theme,keyboard,services,presence,trpc}.ts',
  'renderer/app/{global,Rail.module,TopBar.module}.css',
  'renderer/components/*',
  'renderer/i18n/*',
  'renderer/features/{calendar,catalogue}/*',
  'renderer/features/identity/SignInPage.module.css',
  'renderer/features/reception/describe-limit.ts',
  'renderer/features/workflow/TimelineEntries.tsx',
];

/** DESIGN.md's table "The house". A room may always import from itself. `parts`: files of other rooms, as globs. */
const mayImport: Record<Room, { anything: Room[]; typesOnly: Room[]; parts?: string[] }> = {
  'domain/': { anything: [], typesOnly: [] },
  'db/': { anything: ['domain/'], typesOnly: [] },
  'electron/desk/': { anything: ['domain/', 'db/'], typesOnly: [] },
  'electron/api/': { anything: ['electron/desk/', 'domain/'], typesOnly: ['db/', 'electron/host/'] },
  'electron/host/': { anything: ['domain/'], typesOnly: [] },
  'electron/shell/': { anything: ['electron/host/'], typesOnly: ['electron/api/', 'domain/'] },
  'electron/main.ts': { anything: ['electron/shell/', 'electron/host/', 'electron/desk/', 'electron/api/', 'db/', 'domain/'], typesOnly: [] },
  'electron/serve.ts': { anything: ['electron/run-desk.ts'], typesOnly: [] },
  'electron/run-desk.ts': { anything: ['electron/desk/', 'electron/api/', 'electron/host/', 'db/', 'domain/'], typesOnly: [] },
  'renderer/': { anything: ['domain/'], typesOnly: ['electron/api/'] },
  'district/ui/': { anything: ['domain/'], typesOnly: ['district/'], parts: withoutDesk },
  'district/': { anything: ['domain/'], typesOnly: [] },
  'build/': { anything: [...rooms], typesOnly: [] },
  'tests/': { anything: [...rooms], typesOnly: [] },
};

/** The entry points: only there the real clock and real randomness come in. */
const ownsTime = new Set(['electron/main.ts', 'electron/run-desk.ts', 'district/serve.ts', 'district/ui/main.tsx', 'renderer/main.tsx']);
const timeAndChance = /\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(/;

const importPattern = /^[ \t]*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

export type SourceImport = { specifier: string; isTypeOnly: boolean };

const withoutComments = (source: string): string => source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');

export const importsOf = (source: string): SourceImport[] =>
  [...withoutComments(source).matchAll(importPattern)].map(([, type, fromStatic, fromDynamic]) => ({
    specifier: fromStatic ?? fromDynamic ?? '',
    isTypeOnly: type !== undefined,
  }));

const roomOf = (path: string): Room | undefined => rooms.find((room) => path.startsWith(room));

/** Sentences about what is wrong with one file; `path` is from the project's folder, with forward slashes. */
export const violationsOf = (path: string, source: string): string[] => {
  const room = roomOf(path);
  if (!room) return [`${path}: stands in no room of the house`];
  const found: string[] = [];
  const complain = (what: string): void => void found.push(`${path}: ${what}`);
  for (const { specifier, isTypeOnly } of importsOf(source)) {
    if (!specifier.startsWith('.')) {
      if (specifier === 'electron' && !['electron/shell/', 'build/', 'tests/'].includes(room)) complain('only electron/shell imports electron');
      if (specifier.startsWith('node:') && (room === 'domain/' || room === 'renderer/' || room === 'district/ui/')) complain(`${room} runs without Node, so no ${specifier}`);
      continue;
    }
    if (!/\.[a-z]+(\?\w+)?$/.test(specifier)) complain(`${specifier} needs its file extension`);
    const target = posix.join(dirname(path).replaceAll('\\', '/'), specifier);
    const targetRoom = roomOf(target);
    if (targetRoom === room) continue;
    if (targetRoom === undefined) {
      if (/\.(ts|tsx)$/.test(target)) complain(`${specifier} leads out of the house`);
      continue;
    }
    const allowed = mayImport[room];
    if (allowed.anything.includes(targetRoom) || allowed.parts?.some((part) => matchesGlob(target, part))) continue;
    if (allowed.typesOnly.includes(targetRoom)) {
      if (!isTypeOnly) complain(`takes more than types from ${target}`);
      continue;
    }
    complain(`${room} must not import ${target}`);
  }
  if (!ownsTime.has(path) && room !== 'build/' && room !== 'tests/' && timeAndChance.test(withoutComments(source))) {
    complain('reads the clock or chance by itself: take a Clock or randomness from the caller');
  }
  return found;
};

const check = (): string[] =>
  globSync(
    ['domain', 'db', 'electron', 'renderer', 'district', 'build', 'tests'].map((folder) => `${folder}/**/*.{ts,tsx}`),
    { cwd: root },
  ).flatMap((path) => violationsOf(path.replaceAll('\\', '/'), readFileSync(join(root, path), 'utf8')));

if (import.meta.main) {
  const violations = check();
  for (const violation of violations) console.error(violation);
  console.log(violations.length === 0 ? 'imports: as the house is built' : `imports: ${violations.length} against the rules`);
  process.exit(violations.length === 0 ? 0 : 1);
}
