import { existsSync, renameSync, rmdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { storeFile } from './connection.ts';

export const rescueFolderOf = (folder: string): string => join(dirname(folder), `${basename(folder)}.rescue`);

/**
 * The damaged store is put aside only when the rescued one is whole; so where there is no store but a rescued one, the
 * power went between the two, and the rescued one is the store.
 */
export const finishRecovery = (folder: string): void => {
  if (existsSync(storeFile(folder)) || !existsSync(storeFile(rescueFolderOf(folder)))) return;
  if (existsSync(folder)) rmdirSync(folder);
  renameSync(rescueFolderOf(folder), folder);
};
