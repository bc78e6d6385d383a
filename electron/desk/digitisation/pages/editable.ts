import { documentsWithBytes } from '../../../../db/queries/scan-sources.ts';
import type { Reader } from '../../../../db/store.ts';
import type { DocumentState } from '../../../../domain/document/document.ts';
import { originalsOf } from '../../../../domain/document/pages.ts';
import { type Problem, problem } from '../../../../domain/problem.ts';
import type { Desk } from '../../desk.ts';

/** Why the pages of a document cannot be changed here; undefined where they can. */
export const whyNotEditable = ({ store, blobs }: Pick<Desk, 'store' | 'blobs'>, document: DocumentState): Problem | undefined => {
  const { status, deskId, signatures = [] } = document;
  if (status !== 'inbox' && status !== 'attached') return problem('document.notInInbox');
  if (signatures.length > 0) return problem('document.signed');
  // Its desk makes the file of it; two desks that did so would send the district two.
  if (deskId !== store.deskId) return problem('document.otherDesk');
  return originalsOf(document).every((sha256) => blobs.has(sha256)) ? undefined : problem('document.originalGone');
};

type Original = { source: DocumentState['source']; sha256: string; mediaType: string; sizeBytes: number; pageCount: number };

/** What is known of the original with these bytes, from whichever document it came in as. */
export const originalOf = (read: Reader, sha256: string): Original | undefined => {
  for (const { source, mediaType, sizeBytes, pageCount } of documentsWithBytes(read, sha256)) {
    if (mediaType !== undefined && sizeBytes !== undefined && pageCount !== undefined) return { source, sha256, mediaType, sizeBytes, pageCount };
  }
  return undefined;
};

export const mediaTypeOf = ({ read }: Pick<Desk['store'], 'read'>, sha256: string): string | undefined => originalOf(read, sha256)?.mediaType;
