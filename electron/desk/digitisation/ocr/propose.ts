import { shownPages } from '../../../../domain/document/pages.ts';
import { type Proposals, proposalsOf } from '../../../../domain/document/proposals.ts';
import { type Problem, problem } from '../../../../domain/problem.ts';
import type { Desk } from '../../desk.ts';
import { mediaTypeOf } from '../pages/editable.ts';
import type { ReadingControl } from './control.ts';

/** The head is on the first, the facts on the first two, day and signature sometimes on the last. */
const firstPages = 2;

/** What the pages of a document seem to say of it, for an officer who describes it. Pages that nobody has read yet are read at once; one that cannot be read says nothing. */
export const propose = async ({ store, log }: Desk, { readPageText }: Pick<ReadingControl, 'readPageText'>, { documentId }: { documentId: string }): Promise<Proposals | Problem> => {
  const document = store.state('document', documentId);
  if (document?.sha256 === undefined) return problem('document.unknown');
  const edits = shownPages(document).map((edit, index) => ({ edit, page: index + 1 }));
  const pages = await Promise.all(
    edits.filter(({ page }) => page <= firstPages || page === edits.length).map(async ({ edit, page }) => {
      const mediaType = mediaTypeOf(store, edit.sha256);
      if (mediaType === undefined) return [];
      try {
        return [{ page, text: await readPageText(edit, mediaType, { urgency: 'officer' }) }];
      } catch (error) {
        log.warn({ err: error, documentId, page }, 'a page could not be read');
        return [];
      }
    }),
  );
  return proposalsOf(pages.flat());
};
