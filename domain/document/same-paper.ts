import type { DocumentState } from './document.ts';
import { shownPages } from './pages.ts';

/**
 * Documents by the paper that they show, in the order of the first of each. The same pages of the same originals are one paper, however
 * they are turned or cut; and what was reused is the paper that it was taken from, also when that one's pages were changed later.
 */
export const groupByPaper = (documents: readonly DocumentState[]): DocumentState[][] => {
  const byId = new Map(documents.map((document) => [document.id, document]));
  const papers = new Map<string, DocumentState[]>();
  for (const document of documents) {
    const key = pagesKey(sourceOf(document, byId));
    papers.set(key, [...(papers.get(key) ?? []), document]);
  }
  return [...papers.values()];
};

const sourceOf = (document: DocumentState, byId: ReadonlyMap<string, DocumentState>): DocumentState => {
  const seen = new Set<string>();
  let source = document;
  for (let from = source.reusedFrom; from !== undefined && !seen.has(from); from = source.reusedFrom) {
    seen.add(from);
    source = byId.get(from) ?? source;
  }
  return source;
};

const pagesKey = (document: DocumentState): string =>
  document.sha256 === undefined ? document.id : shownPages(document).map(({ sha256, page }) => `${sha256}/${page}`).join(' ');
