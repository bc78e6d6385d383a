import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

/** Whether `product` is there and no source (a path or a glob, from the project's folder) is newer. */
export const isFresh = (product: string, sources: string[]): boolean => {
  const made = statSync(join(root, product), { throwIfNoEntry: false });
  if (!made) return false;
  return globSync(sources, { cwd: root }).every((path) => {
    const source = statSync(join(root, path), { throwIfNoEntry: false });
    return !source?.isFile() || source.mtimeMs <= made.mtimeMs;
  });
};

export const rendererSources = ['renderer/**/*', 'domain/**/*.ts', 'build/{screens,vite.config}.ts', 'package-lock.json'];
export const districtUiSources = ['district/ui/**/*', 'renderer/**/*', 'domain/**/*.ts', 'build/{screens,vite.district.config}.ts', 'package-lock.json'];
export const nodeSideSources = ['domain/**/*', 'db/**/*', 'electron/**/*', 'build/tsconfig.json', 'tsconfig.json', 'package-lock.json'];
