import { removeSigningRequest } from '../../../db/queries/signing-queue.ts';
import { blobs as blobTable } from '../../../db/schema.ts';
import type { SigningSettings } from '../../../domain/desk/signing-settings.ts';
import type { DocumentState, Signer } from '../../../domain/document/document.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import { mediaTypes } from '../digitisation/file-kind.ts';
import { beginCades } from './cades.ts';
import { markLines } from './signature-mark.ts';
import { requestTimestamp } from './timestamp.ts';
import type { TokenSession } from './token-session.ts';
import type { RenderDocument, SigningKind } from './types.ts';

export type SignDocument = {
  documentId: string;
  kind: SigningKind;
  session: Pick<TokenSession, 'certificate' | 'issuers' | 'sign'>;
  settings: SigningSettings;
  renderDocument: RenderDocument | undefined;
  fetch: typeof globalThis.fetch;
};

export type Signed = { sha256: string; hasTimestamp: boolean };

/**
 * Puts one signature behind the bytes of a document's PDF. The signed file is durable in the blob store before the event that
 * names it is written, and what waited for it in the queue goes in the same transaction: cut off anywhere, it is either
 * signed and done or not signed and still waiting.
 */
export const signDocument = async (desk: SignedInDesk, { documentId, kind, session, settings, renderDocument, fetch }: SignDocument): Promise<Signed | Problem> => {
  const { store, blobs, clock, officer } = desk;
  const { certificate, issuers } = session;
  const signer: Signer = { name: certificate.name, organisation: certificate.organisation, issuer: certificate.issuer, serial: certificate.serial };
  const base = await baseOf(desk, documentId, kind, signer, renderDocument);
  if (isProblem(base)) return base;

  const at = clock.now();
  const agency = settings.sealAgency || store.state('desk', store.deskId)!.unit.name;
  const chain = [certificate, ...issuers];
  const wantsTimestamp = settings.timestampUrl !== '';
  const prepared = await desk.workers.run('prepareSignature', {
    blobs: blobs.access,
    sha256: base.sha256,
    lines: markLines({ kind, signer: signer.name, agency, sealTitle: settings.sealTitle, at }),
    signerName: signer.name,
    at,
    contentsBytes: roomFor(chain.reduce((sum, { der }) => sum + der.length, 0), wantsTimestamp),
  });
  if (isProblem(prepared)) return prepared;

  const cades = beginCades(prepared.digest, chain);
  const signature = await session.sign(cades.toSign);
  if (isProblem(signature)) return signature;
  const timestamp = wantsTimestamp ? await requestTimestamp(signature, { url: settings.timestampUrl, fetch, randomBytes: desk.randomBytes }) : undefined;
  if (isProblem(timestamp) && settings.isTimestampRequired) return timestamp;
  const token = timestamp instanceof Uint8Array ? timestamp : undefined;

  const stored = await blobs.put(joined(blobs.read(base.sha256), filled(prepared, cades.complete(signature, token))));
  const hasTimestamp = token !== undefined;
  return store.write(officer.id, (tx): Signed | Problem => {
    const now = tx.state('document', documentId);
    // Signed from another screen meanwhile, or its pages changed: this signature is over bytes that are no longer the document's.
    if (now === undefined || isProblem(readiness(now, kind, signer)) || fileToSign(now) !== base.sha256) return problem('signing.documentChanged');
    tx.db
      .insert(blobTable)
      .values({ sha256: stored.sha256, sizeBytes: stored.sizeBytes, storedAt: clock.now(), isHere: 1 })
      .onConflictDoUpdate({ target: blobTable.sha256, set: { isHere: 1 } })
      .run();
    if (base.toRecord) tx.append({ entity: 'document', entityId: documentId, type: 'document.rendered', payload: base.toRecord });
    tx.append({ entity: 'document', entityId: documentId, type: 'document.signed', payload: { ...stored, kind, signer, hasTimestamp }, blobs: [stored.sha256] });
    removeSigningRequest(tx.db, { documentId, kind });
    return { sha256: stored.sha256, hasTimestamp };
  });
};

type Base = {
  sha256: string;
  /** The original is a PDF and stands for itself: said in an event of its own, so that the signature has an output to be on. */
  toRecord?: { sha256: string; sizeBytes: number; pageCount: number; hasText: boolean };
};

const baseOf = async (desk: SignedInDesk, documentId: string, kind: SigningKind, signer: Signer, renderDocument: RenderDocument | undefined): Promise<Base | Problem> => {
  const { store, blobs, workers } = desk;
  const found = store.state('document', documentId);
  if (found === undefined) return problem('document.unknown');
  const notReady = readiness(found, kind, signer);
  if (notReady) return notReady;
  // What is signed is to say what is known of the paper by now. What a desk cannot make anew, it signs as it is.
  const rendered = (found.signatures ?? []).length > 0 ? undefined : await renderDocument?.(desk, { documentId });
  const document = store.state('document', documentId) ?? found;
  const isHere = (sha256: string, base: Base): Base | Problem => (blobs.has(sha256) ? base : problem('document.bytesOnTheWay'));
  if (document.output) return isHere(document.output.sha256, { sha256: document.output.sha256 });
  const original = originalPdf(document);
  if (original) {
    if (!blobs.has(original.sha256)) return problem('document.bytesOnTheWay');
    const hasText = await workers.run('hasTextLayer', { blobs: blobs.access, sha256: original.sha256 });
    return { sha256: original.sha256, toRecord: { ...original, hasText } };
  }
  return isProblem(rendered) ? rendered : problem('signing.notRendered');
};

/** What the officer may sign at all; undefined when nothing speaks against it. */
const readiness = ({ status, signatures = [], supersededBy }: DocumentState, kind: SigningKind, signer: Signer): Problem | undefined => {
  if (status !== 'attached') return problem('document.notAttached');
  if (supersededBy !== undefined) return problem('signing.documentChanged');
  const same = signatures.some((signature) => signature.kind === kind && signature.signer.serial === signer.serial && signature.signer.issuer === signer.issuer);
  return same ? problem('signing.alreadySigned', { name: signer.name }) : undefined;
};

/** A PDF as it came. A picture, or pages that were put together anew, must be made a PDF first. */
const originalPdf = ({ pages, mediaType, sha256, sizeBytes, pageCount }: DocumentState): { sha256: string; sizeBytes: number; pageCount: number } | undefined =>
  pages !== undefined || mediaType !== mediaTypes.pdf || sha256 === undefined || sizeBytes === undefined || pageCount === undefined ? undefined : { sha256, sizeBytes, pageCount };

const fileToSign = (document: DocumentState): string | undefined => document.output?.sha256 ?? originalPdf(document)?.sha256;

/** A signature of RSA 4096 with its attributes takes some two kilobytes beside the certificates, a time-stamp with its own chain up to ten. */
const roomFor = (certificateBytes: number, hasTimestamp: boolean): number => certificateBytes + 3072 + (hasTimestamp ? 12_288 : 0);

const filled = ({ increment, hexStart }: { increment: Uint8Array; hexStart: number }, cms: Uint8Array): Uint8Array => {
  const bytes = Buffer.from(increment);
  const hex = Buffer.from(cms).toString('hex');
  const end = bytes.indexOf('>', hexStart, 'latin1');
  if (hex.length > end - hexStart) throw new Error(`a signature of ${cms.length} bytes does not fit into ${(end - hexStart) / 2}`);
  bytes.write(hex, hexStart, 'latin1');
  return bytes;
};

async function* joined(first: AsyncIterable<Uint8Array>, last: Uint8Array): AsyncGenerator<Uint8Array> {
  yield* first;
  yield last;
}
