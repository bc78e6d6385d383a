import { createHash, timingSafeEqual } from 'node:crypto';
import { Integer, Null, OctetString } from 'asn1js';
import { AlgorithmIdentifier, ContentInfo, ExtKeyUsage, MessageImprint, PKIStatus, SignedData, TimeStampReq, TimeStampResp, TSTInfo } from 'pkijs';
import { type Problem, problem } from '../../../domain/problem.ts';
import { bufferOf, signerOf } from './certificate.ts';

export type TimestampOptions = {
  url: string;
  fetch: typeof globalThis.fetch;
  randomBytes: (size: number) => Uint8Array;
  timeoutMs?: number;
};

const sha256Id = '2.16.840.1.101.3.4.2.1';
const timeStampingPurpose = '1.3.6.1.5.5.7.3.8';
const extendedKeyUsageId = '2.5.29.37';
/** A token with its chain has some kilobytes. */
const maxAnswerBytes = 64 * 1024;

/** Asks a time-stamping authority (RFC 3161) when `signature` was there. @returns the token's DER */
export const requestTimestamp = async (signature: Uint8Array, { url, fetch, randomBytes, timeoutMs = 8_000 }: TimestampOptions): Promise<Uint8Array | Problem> => {
  const imprint = createHash('sha256').update(signature).digest();
  const nonce = Uint8Array.from(randomBytes(8));
  // Positive and without a leading zero: other encodings come back changed.
  nonce[0] = (nonce[0]! & 0x3f) | 0x40;
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: sha256Id, algorithmParams: new Null() }),
      hashedMessage: new OctetString({ valueHex: bufferOf(imprint) }),
    }),
    nonce: new Integer({ valueHex: bufferOf(nonce) }),
    certReq: true,
  });

  let answer: Uint8Array;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: new Uint8Array(request.toSchema().toBER(false)),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) return problem('signing.timestampRefused', { status: response.status });
    answer = new Uint8Array(await response.arrayBuffer());
  } catch {
    return problem('signing.timestampUnreachable');
  }
  try {
    if (answer.length > maxAnswerBytes) return problem('signing.timestampRefused', { status: '' });
    const { status, timeStampToken } = TimeStampResp.fromBER(bufferOf(answer));
    if (status.status !== PKIStatus.granted && status.status !== PKIStatus.grantedWithMods) return problem('signing.timestampRefused', { status: status.status });
    if (timeStampToken === undefined) return problem('signing.timestampRefused', { status: '' });
    const token = new Uint8Array(timeStampToken.toSchema().toBER(false));
    const read = await readTimestamp(token, signature);
    return read !== undefined && isSame(read.nonce, nonce) ? token : problem('signing.timestampRefused', { status: '' });
  } catch {
    return problem('signing.timestampRefused', { status: '' });
  }
};

export type Timestamp = { at: number; authority: string; nonce: Uint8Array };

/** What a time-stamp token says. @returns undefined when it is not over `signature`, not signed, or not by a time-stamping authority */
export const readTimestamp = async (token: Uint8Array, signature: Uint8Array): Promise<Timestamp | undefined> => {
  try {
    const signed = signedDataOf(token);
    const content = signed.encapContentInfo.eContent;
    if (content === undefined) return undefined;
    const info = TSTInfo.fromBER(bufferOf(new Uint8Array(content.getValue())));
    const imprint = Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView);
    const hash = hashNames[info.messageImprint.hashAlgorithm.algorithmId];
    if (hash === undefined || !isSame(imprint, createHash(hash).update(signature).digest())) return undefined;
    const verdict = await signed.verify({ signer: 0, data: bufferOf(signature), extendedMode: true });
    if (!verdict.signatureVerified || !verdict.signerCertificate) return undefined;
    const usage = verdict.signerCertificate.extensions?.find(({ extnID }) => extnID === extendedKeyUsageId)?.parsedValue;
    if (!(usage instanceof ExtKeyUsage) || !usage.keyPurposes.includes(timeStampingPurpose)) return undefined;
    const { name, organisation } = signerOf(verdict.signerCertificate);
    return { at: info.genTime.getTime(), authority: name || organisation, nonce: info.nonce ? new Uint8Array(info.nonce.valueBlock.valueHexView) : new Uint8Array(0) };
  } catch {
    return undefined;
  }
};

export const signedDataOf = (der: Uint8Array): SignedData => {
  const { content } = ContentInfo.fromBER(bufferOf(der));
  return new SignedData({ schema: content });
};

const hashNames: Record<string, string> = {
  '1.3.14.3.2.26': 'sha1',
  [sha256Id]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);
