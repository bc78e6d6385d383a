import { randomBytes } from 'node:crypto';
import { attachBlobs, type BlobAccess } from '../../../db/blobs.ts';
import { isProblem } from '../../../domain/problem.ts';
import { openPdf } from '../digitisation/pdf-reader.ts';

export type ReadTextInput = {
  blobs: BlobAccess;
  sha256: string;
  /** From 1, and how many at most. */
  firstPage: number;
  pages: number;
};

/**
 * Worker task: the text layer of some pages of a stored PDF. A file that cannot be opened has none. Only a few pages at a time,
 * because an officer's receipt may be waiting for the thread.
 */
export const readText = async ({ blobs, sha256, firstPage, pages }: ReadTextInput): Promise<string> => {
  const pdf = await openPdf(await attachBlobs({ ...blobs, randomBytes }).readAll(sha256));
  if (isProblem(pdf)) return '';
  try {
    const texts: string[] = [];
    for (let page = firstPage; page < firstPage + pages && page <= pdf.pageCount; page += 1) texts.push(await pdf.text(page).catch(() => ''));
    return texts.join('\n');
  } finally {
    await pdf.close();
  }
};
