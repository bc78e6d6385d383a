import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { auditActions } from '../district/ui/features/audit/actions.ts';
import { en as consoleEn } from '../district/ui/i18n/en.ts';
import { vi as consoleVi } from '../district/ui/i18n/vi.ts';
import type { DeadlineStep } from '../domain/calendar/deadline.ts';
import { consoleRoles } from '../domain/console/permissions.ts';
import { statuses } from '../domain/dossier/status.ts';
import { roles } from '../domain/officer/officer.ts';
import { problemCodes } from '../domain/problem.ts';
import { rejectionReasons } from '../domain/wire.ts';
import { en } from '../renderer/i18n/en.ts';
import { vi } from '../renderer/i18n/vi.ts';

/**
 * Proves that the message catalogue is whole: both languages have the same keys and placeholders, everything that the rules
 * can say has its words, every key that a screen uses exists, none is left over, and no screen carries text of its own.
 * Exits with 1 and one line for each fault.
 */
const stepReasons = {
  beforeOpening: true,
  lunch: true,
  afterClosing: true,
  firstDayExcluded: true,
  afterCutoff: true,
  sameDay: true,
  counted: true,
  workingSaturday: true,
  weekend: true,
  holiday: true,
  fieldClosed: true,
  movedToWorkingDay: true,
  hoursCounted: true,
} satisfies Record<DeadlineStep['reason'], true>;

const needed = [
  ...problemCodes.flatMap((code) => [`problem.${code}.happened`, `problem.${code}.toDo`, `problem.${code}.safe`]),
  ...Object.keys(statuses).map((status) => `status.${status}`),
  ...Object.keys(statuses).map((status) => `step.${status}`),
  ...roles.map((role) => `role.${role}`),
  ...rejectionReasons.map((reason) => `rejection.${reason}`),
  ...Object.keys(stepReasons).map((reason) => `due.step.${reason}`),
];

type SourceFile = { name: string; text: string };

const sources = (folder: string): SourceFile[] => {
  const root = fileURLToPath(new URL(`../${folder}`, import.meta.url));
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('i18n'))
    .map((name) => ({ name: join(folder, name), text: readFileSync(join(root, name), 'utf8') }));
};

const withoutComments = (text: string): string => text.replace(/(^|\s)\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');

/** Keys as they stand in the screens: whole in quotes, or with a part filled in later. */
const usedIn = ({ text }: SourceFile): { literals: string[]; patterns: RegExp[] } => {
  const code = withoutComments(text);
  const literals = [...code.matchAll(/'([A-Za-z][\w-]*(?:\.[\w-]+)+)'/g)].map(([, key]) => key!);
  const patterns = [...code.matchAll(/`([A-Za-z][\w-]*\.[^`\s]*\$\{[^`\s]*|[A-Za-z][\w-]*\.[\w.-]*\$\{[^`]*?\}[\w.-]*)`/g)].map(
    ([, template]) => new RegExp(`^${template!.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.')).join('[\\w.-]+')}$`),
  );
  return { literals, patterns };
};

const calledWith = ({ text }: SourceFile): string[] => [...withoutComments(text).matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => key!);

const placeholders = (message: string): string => [...message.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort().join(',');

/** Letters that only Vietnamese has, or words between tags: text that belongs into the catalogue. */
const bareText = ({ text }: SourceFile): string[] => {
  const code = withoutComments(text);
  const vietnamese = [...code.matchAll(/[^\n'"`>]*[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ][^\n'"`<]*/gi)].map(([found]) => found.trim());
  const betweenTags = [...code.matchAll(/(?<!=)>([^<>{}`;()=]*\p{L}{2,}[^<>{}`;()=]*)<\//gu)].map(([, found]) => found!.trim());
  return [...vietnamese, ...betweenTags];
};

/** Values of data and of the currency, not words of a screen. */
const isData = (found: string): boolean => /^(Nữ|đ)$/.test(found) || /value: 'Nữ'|=== 'Nữ'/.test(found) || found.includes('Nữ') || found === 'đ' || found.endsWith(' đ');

type Catalogue = {
  folder: string;
  vi: Record<string, string>;
  en: Record<string, string>;
  needed: readonly string[];
  /** Messages of another catalogue that these screens say too; one of the same name here stands in its place. */
  others: Record<string, string>;
};

const check = ({ folder, vi, en, needed, others }: Catalogue): string[] => {
  const keys = new Set(Object.keys(vi));
  const files = sources(folder);
  const used = files.map(usedIn);
  const literals = new Set(used.flatMap((use) => use.literals));
  const patterns = used.flatMap((use) => use.patterns);
  const isUsed = (key: string): boolean => key in others || literals.has(key) || patterns.some((pattern) => pattern.test(key));
  const isKnown = (key: string): boolean => keys.has(key) || key in others;
  return [
    ...[...keys].filter((key) => !(key in en)).map((key) => `no English: ${key}`),
    ...Object.keys(en).filter((key) => !keys.has(key)).map((key) => `no Vietnamese: ${key}`),
    ...Object.entries(vi)
      .filter(([key, message]) => key in en && placeholders(message) !== placeholders(en[key]!))
      .map(([key]) => `placeholders differ: ${key}`),
    ...Object.entries(vi).filter(([, message]) => message.trim() === '').map(([key]) => `empty: ${key}`),
    ...needed.filter((key) => !keys.has(key)).map((key) => `nothing to say for: ${key}`),
    ...files.flatMap((file) => calledWith(file).filter((key) => !isKnown(key)).map((key) => `${file.name} uses an unknown key: ${key}`)),
    ...[...keys].filter((key) => !isUsed(key)).map((key) => `used nowhere: ${key}`),
    ...files.flatMap((file) => bareText(file).filter((found) => !isData(found)).map((found) => `${file.name} has text of its own: ${found}`)),
  ];
};

const neededInConsole = [...consoleRoles.flatMap((role) => [`consoleRole.${role}`, `consoleRole.${role}.text`]), ...auditActions.map((action) => `audit.did.${action}`)];

const faults = [
  ...check({ folder: 'renderer', vi, en, needed, others: {} }),
  ...check({ folder: 'district/ui', vi: consoleVi, en: consoleEn, needed: neededInConsole, others: vi }),
];
for (const fault of faults) console.error(fault);
console.log(`messages: ${Object.keys(vi).length} keys of the desk and ${Object.keys(consoleVi).length} of the console in 2 languages, ${faults.length} faults`);
if (faults.length > 0) process.exitCode = 1;
