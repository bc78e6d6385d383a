import { randomBytes } from 'node:crypto';
import { attachBlobs, type BlobAccess } from '../../../db/blobs.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import { kindOfMediaType } from './file-kind.ts';
import { type OpenScan, openScan, type Picture } from './open-scan.ts';

export type RenderPageInput = {
  blobs: BlobAccess;
  sha256: string;
  mediaType: string;
  /** From 1. */
  page: number;
  /** Pixels. */
  width: number;
  maxPagePixels: number;
};

/** The scan that was shown last stays open, for an officer leafs through it page by page. */
let last: { sha256: string; scan: OpenScan } | undefined;

/** Worker task: one page of a stored scan as a picture. */
export const renderPage = async ({ blobs, sha256, mediaType, page, width, maxPagePixels }: RenderPageInput): Promise<Picture | Problem> => {
  if (last?.sha256 !== sha256) {
    await last?.scan.close();
    last = undefined;
    const kind = kindOfMediaType(mediaType);
    if (kind === undefined) return problem('scan.unsupportedType');
    const bytes = await attachBlobs({ ...blobs, randomBytes }).readAll(sha256);
    const scan = await openScan(bytes, kind, maxPagePixels);
    if (isProblem(scan)) return scan;
    last = { sha256, scan };
  }
  const { scan } = last;
  if (page < 1 || page > scan.pageCount) return problem('input.malformed');
  return scan.picture(page, width);
};
