import { lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import { type Completeness, completenessOf } from './completeness.ts';

/** A regular file in a scanner folder, as it was at one look. */
export type ScannerFile = {
  folder: string;
  /** As the file system has it, also when that is decomposed Unicode (NFD): another spelling would not find the file again. */
  fileName: string;
  path: string;
  sizeBytes: number;
  /** UTC milliseconds. */
  modifiedAt: number;
  inode: number;
};

/** @returns undefined for what is not there or is not a regular file */
export const lookAtFile = async (folder: string, fileName: string): Promise<ScannerFile | undefined> => {
  const path = join(folder, fileName);
  try {
    const stats = await lstat(path);
    if (!stats.isFile()) return undefined;
    return { folder, fileName, path, sizeBytes: stats.size, modifiedAt: Math.trunc(stats.mtimeMs), inode: stats.ino };
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
};

export const isSameFile = (a: ScannerFile, b: ScannerFile): boolean =>
  a.path === b.path && a.sizeBytes === b.sizeBytes && a.modifiedAt === b.modifiedAt && a.inode === b.inode;

/** `locked`: the scanner still holds it, or it may not be read. */
export const completenessAt = async (scanned: ScannerFile): Promise<Completeness | { state: 'locked' } | { state: 'gone' }> => {
  try {
    const file = await open(scanned.path, 'r');
    try {
      return await completenessOf({
        sizeBytes: scanned.sizeBytes,
        read: async (offset, length) => {
          const wanted = Math.max(0, Math.min(length, scanned.sizeBytes - offset));
          const buffer = Buffer.alloc(wanted);
          const { bytesRead } = await file.read(buffer, 0, wanted, offset);
          return buffer.subarray(0, bytesRead);
        },
      });
    } finally {
      await file.close();
    }
  } catch (error) {
    return { state: codeOf(error) === 'ENOENT' ? 'gone' : 'locked' };
  }
};

/**
 * Names that scanners, copying programs and file managers use for what is not, or not yet, a scan. Everything else is
 * looked at, whatever it is called.
 */
export const isPassedOver = (fileName: string): boolean =>
  fileName.startsWith('.') || fileName.startsWith('~$') || /\.(tmp|part|partial|crdownload)$/i.test(fileName) || /^(thumbs\.db|desktop\.ini)$/i.test(fileName);

export const codeOf = (error: unknown): string =>
  error instanceof Error
    ? 'code' in error && typeof error.code === 'string'
      ? error.code
      : // An error that has come from a worker thread has kept its message only.
        (/^(E[A-Z]+)\b/.exec(error.message)?.[1] ?? '')
    : '';
