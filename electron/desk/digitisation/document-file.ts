import { wasDropped } from '../../../db/queries/stored-files.ts';
import { documentFileName } from '../../../domain/document/file-name.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { Desk } from '../desk.ts';
import { mediaTypes } from './file-kind.ts';
import { factsOf } from './rendering/facts-of.ts';

export type DocumentFile = { sha256: string; mediaType: string; fileName: string };

/** The scan as it came, by the scanner's name for it. */
export const originalFile = ({ store, blobs }: Pick<Desk, 'store' | 'blobs'>, { documentId }: { documentId: string }): DocumentFile | Problem => {
  const document = store.state('document', documentId);
  if (document?.sha256 === undefined) return problem('document.unknown');
  const { sha256, mediaType = 'application/octet-stream', source } = document;
  if (!blobs.has(sha256)) return problem(wasDropped(store, sha256) ? 'document.originalGone' : 'document.bytesOnTheWay');
  return { sha256, mediaType, fileName: source.fileName };
};

/** The PDF to hand on, with the signatures that it has by now, named by owner, kind and number. */
export const outputFile = ({ store, blobs }: Pick<Desk, 'store' | 'blobs'>, { documentId }: { documentId: string }): DocumentFile | Problem => {
  const document = store.state('document', documentId);
  if (document?.output === undefined) return problem('document.unknown');
  if (!blobs.has(document.output.sha256)) return problem('document.bytesOnTheWay');
  return { sha256: document.output.sha256, mediaType: mediaTypes.pdf, fileName: documentFileName(factsOf({ store }, document)) };
};
