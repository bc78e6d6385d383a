import { scansFrom } from '../../../../db/queries/page-codes.ts';
import type { Store } from '../../../../db/store.ts';
import type { DocumentState } from '../../../../domain/document/document.ts';
import { hybridTimeMs } from '../../../../domain/hybrid-clock.ts';

/** More than any tray holds. */
const maxStack = 500;

/** One file is one page: what a scanner writes that makes a file for each. */
export const isSinglePage = ({ pageCount, mediaType }: Pick<DocumentState, 'pageCount' | 'mediaType'>): boolean => pageCount === 1 && mediaType !== 'application/pdf';

export type StackOf = {
  documents: DocumentState[];
  /** Milliseconds by the desk's clock from which nothing more can belong to it. */
  closedAt: number;
};

/**
 * The scans that lay in the tray together with this one, from it on: a file of several pages is a stack by itself, files of one page
 * each are one as long as each came within `pauseMs` of the one before.
 * @param belongs whether a scan can be part of it; the first that cannot ends it
 */
export const stackFrom = (store: Store, first: DocumentState, pauseMs: number, belongs: (document: DocumentState) => boolean): StackOf => {
  if (!isSinglePage(first) || first.source.folder === '') return { documents: [first], closedAt: 0 };
  const documents = [first];
  for (const next of scansFrom(store, first, maxStack).slice(1)) {
    const before = documents.at(-1)!;
    // The folder's own clock: those of a whole morning may have been taken in the same second.
    if (!isSinglePage(next) || next.source.modifiedAt - before.source.modifiedAt > pauseMs || !belongs(next)) break;
    documents.push(next);
  }
  return { documents, closedAt: hybridTimeMs(documents.at(-1)!.createdAt) + pauseMs };
};
