import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import { headBytes, kindOf, mediaTypes } from './file-kind.ts';
import { openScan, type Picture } from './open-scan.ts';
import type { ScanLimits } from './settings.ts';
import { thumbnailWidth } from './thumbnail.ts';

export type Inspection = {
  /** Of exactly the bytes that the rest is said of. */
  sha256: string;
  sizeBytes: number;
  mediaType: string;
  pageCount: number;
  thumbnail: Picture;
};

/** Worker task: what a complete file is, decided by its content, and its first page decoded to the end. */
export const inspectScan = async ({ path, limits }: { path: string; limits: ScanLimits }): Promise<Inspection | Problem> => {
  const bytes = await readWhole(path, limits.maxSizeBytes);
  if (bytes === undefined) return problem('scan.tooLarge');
  if (bytes.length === 0) return problem('scan.empty');
  const kind = kindOf(bytes.subarray(0, headBytes));
  if (kind === undefined) return problem('scan.unsupportedType');

  const scan = await openScan(bytes, kind, limits.maxPagePixels);
  if (isProblem(scan)) return scan;
  try {
    if (scan.pageCount < 1) return problem('scan.unreadable');
    if (scan.pageCount > limits.maxPages) return problem('scan.tooLarge');
    const thumbnail = await scan.picture(1, thumbnailWidth).catch(() => problem('scan.unreadable'));
    if (isProblem(thumbnail)) return thumbnail;
    return {
      sha256: createHash('sha256').update(bytes).digest('hex'),
      sizeBytes: bytes.length,
      mediaType: mediaTypes[kind],
      pageCount: scan.pageCount,
      thumbnail,
    };
  } finally {
    await scan.close();
  }
};

const readWhole = async (path: string, maxBytes: number): Promise<Buffer | undefined> => {
  const file = await open(path, 'r');
  try {
    return (await file.stat()).size > maxBytes ? undefined : await file.readFile();
  } finally {
    await file.close();
  }
};
