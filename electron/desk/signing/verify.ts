import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { Desk } from '../desk.ts';
import { mediaTypes } from '../digitisation/file-kind.ts';
import { signingSettings } from './settings.ts';
import { readTrustedRoots } from './trusted-roots.ts';
import type { VerifiedSignature } from './verify-signatures.ts';

export type Verification = {
  documentId: string;
  /** False for a picture: it can have no signature. */
  isPdf: boolean;
  signatures: VerifiedSignature[];
  /** False: no folder of trusted authorities is set, or nothing is in it, so nobody's certificate could be checked. */
  hasTrustedRoots: boolean;
};

/** Who signed a document, when, and whether it is as it was then: of the file that is handed on, or the one that came in. */
export const verifyDocument = async (desk: Desk, { documentId }: { documentId: string }): Promise<Verification | Problem> => {
  const { store, blobs, workers, clock } = desk;
  const document = store.state('document', documentId);
  const sha256 = document?.output?.sha256 ?? document?.sha256;
  if (document === undefined || sha256 === undefined) return problem('document.unknown');
  const isPdf = document.output !== undefined || document.mediaType === mediaTypes.pdf;
  const roots = await readTrustedRoots(signingSettings(desk).trustedRootsFolder);
  const nothing: Verification = { documentId, isPdf, signatures: [], hasTrustedRoots: roots.length > 0 };
  if (!isPdf) return nothing;
  if (!blobs.has(sha256)) return problem('document.bytesOnTheWay');
  const signatures = await workers.run('verifySignatures', { blobs: blobs.access, sha256, roots, now: clock.now() });
  return isProblem(signatures) ? signatures : { ...nothing, signatures };
};
