import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';
import { say } from './words.ts';

const packageFolder = join(root, 'node_modules', 'electron');
const failureFile = join(root, '.data', 'electron-download-failed.json');
export const downloadLimitMs = 180_000;

/** The path of Electron's executable, when it was fetched before. The package itself brings only types and a downloader. */
export const electronBinary = (): string | undefined => {
  const pathFile = join(packageFolder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageFolder, 'dist');
  const binary = join(folder, readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
};

const version = (): string => (JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }).version;

/** Why fetching this version failed before, so that a machine without access does not wait for it at each start. */
export const rememberedFailure = (): string | undefined => {
  if (!existsSync(failureFile)) return undefined;
  const failure = JSON.parse(readFileSync(failureFile, 'utf8')) as { version: string; reason: string };
  return failure.version === version() ? failure.reason : undefined;
};

/** Fetches Electron with its own downloader, shows that time passes, and gives up at the limit. Undefined when it worked, else the reason. */
export const fetchElectron = async (): Promise<string | undefined> => {
  const limitSeconds = downloadLimitMs / 1000;
  say(`Đang tải Electron ${version()} (tối đa ${limitSeconds} giây)…`, `Fetching Electron ${version()} (${limitSeconds} seconds at most)…`);
  const child = spawn(process.execPath, [join(packageFolder, 'install.js')], { stdio: ['ignore', 'inherit', 'pipe'], signal: AbortSignal.timeout(downloadLimitMs) });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
    // The downloader draws its progress bar on stderr.
    if (process.stderr.isTTY) process.stderr.write(chunk);
  });
  let waitedSeconds = 0;
  const progress = setInterval(() => {
    waitedSeconds += 10;
    console.log(`  … ${waitedSeconds} s / ${limitSeconds} s`);
  }, 10_000);
  const reason = await new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.name === 'AbortError' ? `no answer within ${limitSeconds} s` : error.message));
    child.once('exit', (code) => {
      const firstLine = errors.split('\n').find((line) => /error/i.test(line))?.trim() ?? `the downloader ended with code ${code}`;
      resolve(code === 0 ? undefined : firstLine);
    });
  });
  clearInterval(progress);
  if (reason !== undefined) {
    mkdirSync(join(root, '.data'), { recursive: true });
    writeFileSync(failureFile, JSON.stringify({ version: version(), reason }));
  }
  return reason;
};
