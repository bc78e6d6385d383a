import { randomBytes } from 'node:crypto';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { attachBlobs, type BlobAccess } from '../../../db/blobs.ts';

/** A scan with a text layer has it on nearly every page; a cover without words must not decide. */
const pagesLookedAt = 3;

/** Whether a PDF has words that can be searched and copied. Only in a worker thread. */
export const hasTextLayer = async ({ blobs: access, sha256 }: { blobs: BlobAccess; sha256: string }): Promise<boolean> => {
  const bytes = await attachBlobs({ ...access, randomBytes: (size) => randomBytes(size) }).readAll(sha256);
  const loading = getDocument({ data: Uint8Array.from(bytes), enableXfa: false, useSystemFonts: false, verbosity: 0 });
  try {
    const document = await loading.promise;
    for (let number = 1; number <= Math.min(pagesLookedAt, document.numPages); number += 1) {
      const { items } = await (await document.getPage(number)).getTextContent();
      if (items.some((item) => 'str' in item && item.str.trim() !== '')) return true;
    }
    return false;
  } catch {
    return false;
  } finally {
    await loading.destroy();
  }
};
