import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { attachBlobs, type BlobAccess, type Blobs } from '../../../db/blobs.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import { headBytes, kindOf, mediaTypes } from './file-kind.ts';
import { openScan, type Picture } from './open-scan.ts';
import type { ScannerFile } from './scanner-file.ts';
import type { ScanLimits } from './settings.ts';
import { thumbnailWidth } from './thumbnail.ts';

export type TakeScanInput = {
  blobs: BlobAccess;
  /** A complete file in a scanner's folder as it was when it was looked at, or bytes that are in the blob store already. */
  from: Pick<ScannerFile, 'path' | 'sizeBytes' | 'modifiedAt'> | { sha256: string };
  limits: ScanLimits;
  /** Of a PDF that cannot be opened without. What is stored can. */
  password?: string | undefined;
};

export type WrittenScan = {
  /** Of exactly the bytes that the rest is said of. */
  sha256: string;
  sizeBytes: number;
  /** Where they wait to be kept (`Blobs.keep`); missing where they are in the blob store already. */
  temporary?: string;
  mediaType: string;
  pageCount: number;
  thumbnail: Picture;
};

/**
 * Worker task: what a scan is, decided by its content, with its first page decoded to the end, and its bytes written for the blob
 * store. They are read once, so what is stored is what was looked at, whatever the scanner does with its file meanwhile.
 * @returns `changed` where the file is another one now, or became one while it was read
 */
export const takeScan = async ({ blobs: access, from, limits, password }: TakeScanInput): Promise<WrittenScan | 'changed' | Problem> => {
  const blobs = attachBlobs({ ...access, randomBytes });
  const read = await readWhole(blobs, from, limits.maxSizeBytes);
  if (read === 'changed') return read;
  if (read === undefined) return problem('scan.tooLarge');
  const bytes = password === undefined ? read : await (await import('./unlock-pdf.ts')).unlockPdf(read, password);
  if (isProblem(bytes)) return bytes;
  if (bytes.length === 0) return problem('scan.empty');
  const kind = kindOf(bytes.subarray(0, headBytes));
  if (kind === undefined) return problem('scan.unsupportedType');
  const scan = await openScan(bytes, kind, limits.maxPagePixels);
  if (isProblem(scan)) return scan;
  try {
    if (scan.pageCount < 1) return problem('scan.unreadable');
    if (scan.pageCount > limits.maxPages) return problem('scan.tooLarge');
    // The page is decoded in a thread of its own: hashing, encrypting and writing go on meanwhile.
    const decoding = scan.picture(1, thumbnailWidth).catch(() => problem('scan.unreadable'));
    const isStored = 'sha256' in from && bytes === read;
    const written = isStored ? { sha256: from.sha256, sizeBytes: bytes.length } : await blobs.write(bytes);
    const thumbnail = await decoding;
    if (!isProblem(thumbnail)) return { ...written, mediaType: mediaTypes[kind], pageCount: scan.pageCount, thumbnail };
    if ('temporary' in written) await blobs.discard(written);
    return thumbnail;
  } finally {
    await scan.close();
  }
};

/** Undefined for a file that is larger than that: it is not read. */
const readWhole = async (blobs: Blobs, from: TakeScanInput['from'], maxBytes: number): Promise<Buffer | 'changed' | undefined> => {
  if ('sha256' in from) return blobs.sizeOf(from.sha256) > maxBytes ? undefined : blobs.readAll(from.sha256);
  const file = await open(from.path, 'r');
  try {
    const isAsSeen = async (): Promise<boolean> => {
      const { size, mtimeMs } = await file.stat();
      return size === from.sizeBytes && Math.trunc(mtimeMs) === from.modifiedAt;
    };
    if (from.sizeBytes > maxBytes) return undefined;
    if (!(await isAsSeen())) return 'changed';
    const bytes = await file.readFile();
    return (await isAsSeen()) ? bytes : 'changed';
  } finally {
    await file.close();
  }
};
