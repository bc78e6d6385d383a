import { effectivePages } from '../../../../domain/document/pages.ts';
import { isProblem, type Problem, problem } from '../../../../domain/problem.ts';
import type { Desk } from '../../desk.ts';
import { mediaTypeOf } from './editable.ts';
import type { PageLook } from './look-at-page.ts';

/** Nothing to say: a page that cannot be looked at is left as it is. */
const unclear: PageLook = { isBlank: false, deskewDegrees: 0, quarterTurns: 0 };

export type PageDetector = {
  /** For each page of the recipe what a machine sees on it as it was scanned: whether it is empty, and what would make it straight and upright. */
  detectPages(input: { documentId: string }): Promise<PageLook[] | Problem>;
};

/** @param remembers how many pages, so that opening a document again costs nothing */
export const createPageDetector = (desk: Desk, maxPagePixels: number, remembers = 5000): PageDetector => {
  const known = new Map<string, PageLook>();
  const look = async (sha256: string, page: number): Promise<PageLook> => {
    const key = `${sha256}/${page}`;
    const seen = known.get(key);
    if (seen) return seen;
    const mediaType = mediaTypeOf(desk.store, sha256);
    if (mediaType === undefined || !desk.blobs.has(sha256)) return unclear;
    const found = await desk.workers.run('lookAtOriginal', { blobs: desk.blobs.access, sha256, mediaType, page, maxPagePixels }, { urgency: 'background' });
    if (isProblem(found)) return unclear;
    if (known.size >= remembers) known.delete(known.keys().next().value!);
    known.set(key, found);
    return found;
  };
  return {
    detectPages: async ({ documentId }) => {
      const document = desk.store.state('document', documentId);
      if (document?.sha256 === undefined) return problem('document.unknown');
      const looks: PageLook[] = [];
      for (const { sha256, page } of effectivePages(document)) looks.push(await look(sha256, page));
      return looks;
    },
  };
};
