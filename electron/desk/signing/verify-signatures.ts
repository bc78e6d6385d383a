import { createHash, randomBytes } from 'node:crypto';
import { PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib';
import { fromBER, type Sequence } from 'asn1js';
import { type Certificate, CertificateChainValidationEngine, type SignedData } from 'pkijs';
import { attachBlobs, type BlobAccess } from '../../../db/blobs.ts';
import type { Signer } from '../../../domain/document/document.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import { signingCertificateAttribute, timestampAttribute } from './cades.ts';
import { bufferOf, parseCertificate, signerOf } from './certificate.ts';
import { fingerprintOf, type PdfPart } from './pdf-fingerprint.ts';
import { arrayIn, nameIn, type SignatureField, signatureFields, textIn } from './pdf-objects.ts';
import { readTimestamp, signedDataOf } from './timestamp.ts';

export type VerifiedSignature = {
  field: string;
  /** `document`: a person's or an agency's; `timestamp`: of the file as a whole, by a time-stamping authority. */
  kind: 'document' | 'timestamp';
  /** As the certificate says; undefined where it cannot be read. */
  signer?: Signer;
  /** When, by the signer's own clock, UTC milliseconds. */
  claimedAt?: number;
  /** When, by an authority that the signature's own time-stamp names. */
  timestamp?: { at: number; authority: string };
  /** `altered`: the bytes are not those that were signed. `malformed`: the signature does not cover what it must. `unsupported`: of a kind that is not checked here. */
  integrity: 'intact' | 'altered' | 'malformed' | 'unsupported';
  /** What came into the file after this signature: nothing, further signatures only, or more, whose parts `changed` names. */
  later: 'nothing' | 'signatures' | 'additions';
  changed: PdfPart[];
  /** Whether the certificate leads to one of the trusted authorities. Whether it was revoked is not asked: that needs a network. */
  chain: 'trusted' | 'untrusted' | 'outOfDate' | 'notChecked';
};

export type VerifyInput = {
  blobs: BlobAccess;
  sha256: string;
  /** DER of the trusted authorities' certificates; none: chains are not checked. */
  roots: Uint8Array[];
  /** UTC milliseconds: for signatures that do not say when. */
  now: number;
};

/** Every signature of a PDF, in the order in which they were put. Only in a worker thread. */
export const verifySignatures = async ({ blobs: access, sha256, roots, now }: VerifyInput): Promise<VerifiedSignature[] | Problem> =>
  verifyPdf(await attachBlobs({ ...access, randomBytes: (size) => randomBytes(size) }).readAll(sha256), roots, now);

export const verifyPdf = async (bytes: Uint8Array, roots: readonly Uint8Array[], now: number): Promise<VerifiedSignature[] | Problem> => {
  const pdf = await open(bytes);
  if (pdf === undefined) return problem('signing.documentUnreadable');
  const trusted = roots.map(parseCertificate);
  const found = signatureFields(pdf)
    .filter(({ signature }) => signature !== undefined)
    .map((field) => ({ field, range: signedRange(bytes, field) }))
    .sort((a, b) => (a.range?.end ?? 0) - (b.range?.end ?? 0));
  const last = found.at(-1)?.range?.end ?? 0;
  const asItIs = fingerprintOf(pdf);
  const verified: VerifiedSignature[] = [];
  for (const { field, range } of found) {
    const changed = range === undefined || range.end === bytes.length ? [] : await changedSince(bytes.subarray(0, range.end), asItIs);
    const isCoveredByLater = isBlank(bytes.subarray(last)) && changed.length === 0;
    const later = range === undefined || isBlank(bytes.subarray(range.end)) ? 'nothing' : isCoveredByLater ? 'signatures' : 'additions';
    verified.push({ ...(await verifyOne(bytes, field, range, trusted, now)), later, changed });
  }
  return verified;
};

const open = (bytes: Uint8Array): Promise<PDFDocument | undefined> => PDFDocument.load(bytes, { updateMetadata: false }).catch(() => undefined);

const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0x0a || byte === 0x0d || byte === 0x20);

/** @param revision the file as it was when it was signed */
const changedSince = async (revision: Uint8Array, now: Record<PdfPart, string>): Promise<PdfPart[]> => {
  const before = await open(revision);
  if (before === undefined) return ['catalog'];
  const then = fingerprintOf(before);
  return (Object.keys(now) as PdfPart[]).filter((part) => then[part] !== now[part]);
};

type SignedRange = { firstEnd: number; secondStart: number; end: number; cms: Uint8Array };

/**
 * Where the signed bytes are. Everything up to the end of the second piece must be signed but for the signature itself: a gap
 * that is wider, or elsewhere, would hide what was put into it (signature wrapping).
 */
const signedRange = (bytes: Uint8Array, { signature }: SignatureField): SignedRange | undefined => {
  const array = arrayIn(signature, 'ByteRange');
  const [start, firstEnd, secondStart, secondLength] = (array?.asArray() ?? []).map((_, index) => array!.lookup(index)).map((value) => (value instanceof PDFNumber ? value.asNumber() : -1));
  if (start !== 0 || firstEnd === undefined || secondStart === undefined || secondLength === undefined || array?.size() !== 4) return undefined;
  const end = secondStart + secondLength;
  if (firstEnd <= 0 || secondStart <= firstEnd || secondLength <= 0 || end > bytes.length) return undefined;
  const gap = Buffer.from(bytes.buffer, bytes.byteOffset + firstEnd, secondStart - firstEnd).toString('latin1');
  const hex = /^<([0-9A-Fa-f\s]*)>$/.exec(gap)?.[1]?.replace(/\s/g, '');
  const contents = signature!.lookup(PDFName.of('Contents'));
  if (hex === undefined || !(contents instanceof PDFHexString || contents instanceof PDFString)) return undefined;
  const inGap = Buffer.from(hex, 'hex');
  if (!inGap.equals(Buffer.from(contents.asBytes()))) return undefined;
  // Behind the DER stand zeros up to the room that was left for it.
  const { offset } = fromBER(bufferOf(inGap));
  return offset <= 0 ? undefined : { firstEnd, secondStart, end, cms: Uint8Array.from(inGap.subarray(0, offset)) };
};

type Finding = Omit<VerifiedSignature, 'later' | 'changed'>;

const verifyOne = async (bytes: Uint8Array, { field, signature }: SignatureField, range: SignedRange | undefined, roots: readonly Certificate[], now: number): Promise<Finding> => {
  const claimedAt = timeOf(textIn(signature, 'M'));
  const base = { field: textIn(field, 'T') ?? '', kind: 'document' as const, ...(claimedAt !== undefined && { claimedAt }) };
  if (range === undefined) return { ...base, integrity: 'malformed', chain: 'notChecked' };
  const signed = Buffer.concat([bytes.subarray(0, range.firstEnd), bytes.subarray(range.secondStart, range.end)]);
  const form = nameIn(signature, 'SubFilter');
  if (form === 'ETSI.RFC3161') {
    const timestamp = await readTimestamp(range.cms, signed);
    return { ...base, kind: 'timestamp', ...(timestamp && { timestamp: { at: timestamp.at, authority: timestamp.authority } }), integrity: timestamp ? 'intact' : 'altered', chain: 'notChecked' };
  }
  if (form !== 'ETSI.CAdES.detached' && form !== 'adbe.pkcs7.detached') return { ...base, integrity: 'unsupported', chain: 'notChecked' };
  try {
    return { ...base, ...(await verifyCms(range.cms, signed, { claimedAt, roots, now })) };
  } catch {
    return { ...base, integrity: 'malformed', chain: 'notChecked' };
  }
};

const verifyCms = async (
  cms: Uint8Array,
  signed: Uint8Array,
  { claimedAt, roots, now }: { claimedAt: number | undefined; roots: readonly Certificate[]; now: number },
): Promise<Pick<Finding, 'signer' | 'timestamp' | 'integrity' | 'chain'>> => {
  const data = signedDataOf(cms);
  const certificates = (data.certificates ?? []).filter((certificate): certificate is Certificate => 'subjectPublicKeyInfo' in certificate);
  const verdict = await data.verify({ signer: 0, data: bufferOf(signed), extendedMode: true }).catch((error: { signerCertificate?: Certificate | null }) => ({ signatureVerified: false, signerCertificate: error.signerCertificate ?? undefined }));
  const certificate = verdict.signerCertificate ?? certificates[0];
  const isIntact = verdict.signatureVerified === true && certificate !== undefined && isNamedCertificate(data, certificate);
  const token = data.signerInfos[0]?.unsignedAttrs?.attributes.find(({ type }) => type === timestampAttribute)?.values[0] as Sequence | undefined;
  const stamp = token && (await readTimestamp(new Uint8Array(token.toBER(false)), new Uint8Array(data.signerInfos[0]!.signature.valueBlock.valueHexView)));
  return {
    ...(certificate && { signer: signerOf(certificate) }),
    ...(stamp && { timestamp: { at: stamp.at, authority: stamp.authority } }),
    integrity: isIntact ? 'intact' : 'altered',
    chain: certificate && roots.length > 0 ? await chainOf(certificate, certificates, roots, stamp?.at ?? claimedAt ?? now) : 'notChecked',
  };
};

/** signing-certificate-v2 names the certificate under the signature, so that no other one with the same key can be put in its place. */
const isNamedCertificate = (data: SignedData, certificate: Certificate): boolean => {
  const attribute = data.signerInfos[0]?.signedAttrs?.attributes.find(({ type }) => type === signingCertificateAttribute);
  if (attribute === undefined) return true;
  const der = Buffer.from(certificate.toSchema(true).toBER(false));
  const named = Buffer.from((attribute.values[0] as Sequence).toBER(false));
  // The hash is the one octet string of its length in it; which algorithm made it follows from that.
  return ['sha256', 'sha384', 'sha512'].some((algorithm) => named.includes(createHash(algorithm).update(der).digest()));
};

const chainOf = async (certificate: Certificate, others: readonly Certificate[], roots: readonly Certificate[], at: number): Promise<VerifiedSignature['chain']> => {
  if (at < certificate.notBefore.value.getTime() || at > certificate.notAfter.value.getTime()) return 'outOfDate';
  // The engine takes the last certificate for the one to check.
  const engine = new CertificateChainValidationEngine({ trustedCerts: [...roots], certs: [...others.filter((other) => other !== certificate), certificate], checkDate: new Date(at) });
  const { result } = await engine.verify().catch(() => ({ result: false }));
  return result ? 'trusted' : 'untrusted';
};

/** `D:20261123081530+07'00'` → UTC milliseconds. */
const timeOf = (text: string | undefined): number | undefined => {
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', sign, offsetHour = '00', offsetMinute = '00'] =
    /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+\-Z])(?:(\d\d)'?(\d\d)?'?)?)?/.exec(text ?? '') ?? [];
  if (year === undefined) return undefined;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${sign === undefined || sign === 'Z' ? 'Z' : `${sign}${offsetHour}:${offsetMinute}`}`);
  return Number.isNaN(at) ? undefined : at;
};
