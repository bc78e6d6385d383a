import type { DocumentState, PageEdit } from '../../../../domain/document/document.ts';
import { effectivePages } from '../../../../domain/document/pages.ts';
import { type Problem, problem } from '../../../../domain/problem.ts';
import type { Desk } from '../../desk.ts';
import type { RenderingControl, RenderingState } from '../rendering/control.ts';
import { sourceUrl } from './document-pictures.ts';
import { whyNotEditable } from './editable.ts';

export type OpenedDocument = {
  document: DocumentState;
  /** All pages of the recipe, those that are left out too. `url`: the page as it was scanned, upright; the screen shows edits itself. */
  pages: (PageEdit & { url: string })[];
  isEditable: boolean;
  whyNotEditable?: Problem;
  rendering: RenderingState;
};

/** A document with its pages, to be looked at and worked on. */
export const openDocument = (desk: Desk, { stateOf }: Pick<RenderingControl, 'stateOf'>, { documentId }: { documentId: string }): OpenedDocument | Problem => {
  const document = desk.store.state('document', documentId);
  if (document?.sha256 === undefined) return problem('document.unknown');
  const refusal = whyNotEditable(desk, document);
  return {
    document,
    pages: effectivePages(document).map((page, index) => ({ ...page, url: sourceUrl(document, index + 1, page) })),
    isEditable: refusal === undefined,
    ...(refusal && { whyNotEditable: refusal }),
    rendering: stateOf(document),
  };
};
