import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['domain', 'db', 'electron'];

/** The Node side of the program as plain JavaScript in `out/`, with the data files that the code reads beside it. */
export const compile = (): boolean => {
  for (const folder of folders) rmSync(join(root, 'out', folder), { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'build/tsconfig.json')], { stdio: 'inherit', cwd: root });
  if (status !== 0) return false;
  const data = globSync(folders.map((folder) => `${folder}/**/*`), { cwd: root, withFileTypes: true });
  for (const entry of data) {
    if (!entry.isFile() || /\.(ts|tsx|md)$/.test(entry.name)) continue;
    const from = join(entry.parentPath, entry.name);
    const to = join(root, 'out', from.slice(root.length));
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to);
  }
  return true;
};

if (import.meta.main) process.exit(compile() ? 0 : 1);
