import { isDeepStrictEqual } from 'node:util';
import type { PageEdit } from '../../../../domain/document/document.ts';
import { checkRecipe, effectivePages, originalsOf } from '../../../../domain/document/pages.ts';
import { type Problem, problem } from '../../../../domain/problem.ts';
import type { SignedInDesk } from '../../desk.ts';
import { whyNotEditable } from './editable.ts';

/** Puts a document's pages in another order or gives them other edits. The originals stay as they were scanned. */
export const changePages = (desk: SignedInDesk, { documentId, pages }: { documentId: string; pages: PageEdit[] }): { documentId: string } | Problem =>
  desk.store.write(desk.officer.id, (tx): { documentId: string } | Problem => {
    const document = tx.state('document', documentId);
    if (document === undefined) return problem('document.unknown');
    const now = effectivePages(document);
    const refusal = whyNotEditable(desk, document) ?? checkRecipe(now, pages);
    if (refusal) return refusal;
    if (isDeepStrictEqual(now, pages)) return { documentId };
    tx.append({
      entity: 'document',
      entityId: documentId,
      type: 'document.pagesChanged',
      payload: { pages },
      // What is in the inbox is nobody's paper yet, and its bytes stay here.
      ...(document.status === 'attached' && { blobs: originalsOf({ pages }) }),
    });
    return { documentId };
  });
