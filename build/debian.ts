import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What the tests lean on besides npm's packages: the file that shows that it is there, and Debian's name for it. */
const needs = [
  { file: '/usr/bin/chromium', package: 'chromium', why: 'browser tests' },
  { file: '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', package: 'fonts-dejavu-core', why: 'a font for pages that bring none' },
  { file: '/usr/lib/postgresql/15/bin/postgres', package: 'postgresql-15', why: 'the same suite on PostgreSQL as on PGlite' },
  { file: '/usr/bin/pdftotext', package: 'poppler-utils', why: 'reads our PDFs back' },
  { file: '/usr/bin/qpdf', package: 'qpdf', why: 'judges our PDFs, makes protected ones' },
  { file: '/usr/bin/java', package: 'default-jre-headless', why: 'runs the judge of PDF/A' },
  { file: '/usr/share/java/preflight.jar', package: 'libpdfbox2-java', why: 'judges PDF/A' },
  { file: '/usr/share/java/javax.activation.jar', package: 'libactivation-java', why: 'the judge of PDF/A leans on it' },
  { file: '/usr/share/java/jaxb-api.jar', package: 'libjaxb-api-java', why: 'the judge of PDF/A leans on it' },
  { file: '/usr/lib/softhsm/libsofthsm2.so', package: 'softhsm2', why: 'stands in for a USB token' },
  { file: '/usr/bin/unzip', package: 'unzip', why: 'opens the papers that a citizen is given' },
  { file: '/usr/bin/openssl', package: 'openssl', why: 'issues certificates and time-stamps to sign with' },
];

const run = (args: string[]): boolean =>
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;

/** Installs what is missing. Returns what is still missing afterwards, with what it is for. */
export const installDebianPackages = (): string[] => {
  const missing = needs.filter(({ file }) => !existsSync(file));
  if (missing.length === 0) return [];
  const names = missing.map((need) => need.package);
  if (process.platform === 'linux' && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log(`Cài từ Debian / installing from Debian: ${names.join(' ')} …`);
    run(['update', '-q']);
    run(['install', '-y', '-q', '--no-install-recommends', ...names]);
  }
  return missing.filter(({ file }) => !existsSync(file)).map((need) => `${need.package} (${need.why})`);
};
