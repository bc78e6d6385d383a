import type { DocumentState } from '../../../../domain/document/document.ts';
import type { Desk } from '../../desk.ts';

export type FileHere = { sha256: string; mediaType: string; sizeBytes: number; pageCount: number; isOriginal: boolean };

/** The file of a document on this disk: its original, or, once that has been let go, the signed PDF that was made of it. */
export const fileHere = ({ blobs }: Pick<Desk, 'blobs'>, { sha256, mediaType, sizeBytes, pageCount, output }: DocumentState): FileHere | undefined => {
  if (sha256 !== undefined && mediaType !== undefined && sizeBytes !== undefined && pageCount !== undefined && blobs.has(sha256)) {
    return { sha256, mediaType, sizeBytes, pageCount, isOriginal: true };
  }
  return output && blobs.has(output.sha256) ? { sha256: output.sha256, mediaType: 'application/pdf', sizeBytes: output.sizeBytes, pageCount: output.pageCount, isOriginal: false } : undefined;
};
