import { createHash } from 'node:crypto';
import { fromBER, OctetString } from 'asn1js';
import { BasicConstraints, Certificate, type RelativeDistinguishedNames } from 'pkijs';
import type { Signer } from '../../../domain/document/document.ts';

/** What a certificate says, with the bytes that say it. */
export type CertificateFacts = Signer & {
  /** SHA-256 of the certificate, in hex. */
  id: string;
  der: Uint8Array;
  /** UTC milliseconds. */
  validFrom: number;
  validUntil: number;
  keyKind: 'rsa' | 'ec' | 'other';
  /** Whether its issuer meant it for signing documents, and not for issuing certificates. */
  isForSigning: boolean;
};

export const parseCertificate = (der: Uint8Array): Certificate => Certificate.fromBER(bufferOf(der));

/** @returns undefined for bytes that are no certificate: a token may hold anything */
export const certificateFacts = (der: Uint8Array): CertificateFacts | undefined => {
  try {
    return factsOf(parseCertificate(der), der);
  } catch {
    return undefined;
  }
};

export const factsOf = (certificate: Certificate, der: Uint8Array = new Uint8Array(certificate.toSchema(true).toBER(false))): CertificateFacts => ({
  ...signerOf(certificate),
  id: createHash('sha256').update(der).digest('hex'),
  der,
  validFrom: certificate.notBefore.value.getTime(),
  validUntil: certificate.notAfter.value.getTime(),
  keyKind: keyKinds[certificate.subjectPublicKeyInfo.algorithm.algorithmId] ?? 'other',
  isForSigning: isForSigning(certificate),
});

export const signerOf = (certificate: Certificate): Signer => ({
  name: partOf(certificate.subject, commonName).slice(0, 300),
  organisation: partOf(certificate.subject, organisationName).slice(0, 300),
  issuer: (partOf(certificate.issuer, commonName) || partOf(certificate.issuer, organisationName)).slice(0, 300),
  serial: Buffer.from(certificate.serialNumber.valueBlock.valueHexView).toString('hex').slice(0, 100),
});

const commonName = '2.5.4.3';
const organisationName = '2.5.4.10';
const keyKinds: Record<string, CertificateFacts['keyKind']> = { '1.2.840.113549.1.1.1': 'rsa', '1.2.840.10045.2.1': 'ec' };
const keyUsageId = '2.5.29.15';
const basicConstraintsId = '2.5.29.19';

const partOf = (name: RelativeDistinguishedNames, type: string): string => {
  const value: unknown = name.typesAndValues.findLast((part) => part.type === type)?.value.valueBlock.value;
  return typeof value === 'string' ? value.trim() : '';
};

export const isAuthority = (certificate: Certificate): boolean => {
  const constraints = certificate.extensions?.find(({ extnID }) => extnID === basicConstraintsId)?.parsedValue;
  return constraints instanceof BasicConstraints && constraints.cA;
};

/** digitalSignature or nonRepudiation (RFC 5280, 4.2.1.3); a certificate that says nothing of its use may be used. */
const isForSigning = (certificate: Certificate): boolean => {
  if (isAuthority(certificate)) return false;
  const usage = certificate.extensions?.find(({ extnID }) => extnID === keyUsageId);
  if (usage === undefined) return true;
  const bits = fromBER(bufferOf(usage.extnValue.valueBlock.valueHexView)).result as OctetString;
  return ((bits.valueBlock.valueHexView[0] ?? 0) & 0b1100_0000) !== 0;
};

/** WebCrypto and asn1js want a buffer of their own. */
export const bufferOf = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;
