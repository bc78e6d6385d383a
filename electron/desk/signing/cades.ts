import { createHash, createPublicKey, verify } from 'node:crypto';
import { Constructed, Integer, Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import { bufferOf, type CertificateFacts, parseCertificate } from './certificate.ts';

/**
 * A CAdES signature as PAdES wants it (ETSI EN 319 142-1): detached, SHA-256, with signing-certificate-v2, and without the
 * signing time, which stands in the PDF itself.
 */
export type UnsignedCades = {
  /** The bytes that the key signs. */
  toSign: Uint8Array;
  /** DER of the whole. @param timestamp DER of an RFC 3161 token over `signature` */
  complete: (signature: Uint8Array, timestamp?: Uint8Array) => Uint8Array;
};

const ids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const;
export const timestampAttribute = ids.signatureTimestamp;
export const signingCertificateAttribute = ids.signingCertificateV2;

/** @param chain the signer's certificate first, then its issuers as far as they are known */
export const beginCades = (documentDigest: Uint8Array, chain: readonly CertificateFacts[]): UnsignedCades => {
  const [signer] = chain;
  if (signer === undefined) throw new Error('a signature needs its certificate');
  const certificate = parseCertificate(signer.der);
  const attributes = [
    new Attribute({ type: ids.contentType, values: [new ObjectIdentifier({ value: ids.data })] }),
    new Attribute({ type: ids.messageDigest, values: [new OctetString({ valueHex: bufferOf(documentDigest) })] }),
    new Attribute({ type: ids.signingCertificateV2, values: [signingCertificateV2(signer)] }),
  ].sort((a, b) => Buffer.compare(derOf(a), derOf(b)));
  const signedAttrs = new SignedAndUnsignedAttributes({ type: 0, attributes });
  const toSign = new Uint8Array(signedAttrs.toSchema().toBER(false));
  // RFC 5652, 5.4: signed as a SET OF, kept under the tag [0].
  toSign[0] = 0x31;

  return {
    toSign,
    complete: (signature, timestamp) => {
      const isEc = signer.keyKind === 'ec';
      const signerInfo = new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        digestAlgorithm: new AlgorithmIdentifier({ algorithmId: ids.sha256, algorithmParams: new Null() }),
        signatureAlgorithm: isEc ? new AlgorithmIdentifier({ algorithmId: ids.ecdsaWithSha256 }) : new AlgorithmIdentifier({ algorithmId: ids.sha256WithRsa, algorithmParams: new Null() }),
        signedAttrs,
        signature: new OctetString({ valueHex: bufferOf(signature) }),
        ...(timestamp && {
          unsignedAttrs: new SignedAndUnsignedAttributes({ type: 1, attributes: [new Attribute({ type: ids.signatureTimestamp, values: [ContentInfo.fromBER(bufferOf(timestamp)).toSchema()] })] }),
        }),
      });
      const signedData = new SignedData({
        version: 1,
        digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: ids.sha256, algorithmParams: new Null() })],
        encapContentInfo: new EncapsulatedContentInfo({ eContentType: ids.data }),
        certificates: chain.map(({ der }) => parseCertificate(der)),
        signerInfos: [signerInfo],
      });
      return new Uint8Array(new ContentInfo({ contentType: ids.signedData, content: signedData.toSchema(true) }).toSchema().toBER(false));
    },
  };
};

/** RFC 5035: the certificate's SHA-256 (the algorithm that goes without saying), its issuer and number, under the signature. */
const signingCertificateV2 = ({ der }: CertificateFacts): Sequence => {
  const certificate = parseCertificate(der);
  const hash = createHash('sha256').update(der).digest();
  const issuer = new Sequence({ value: [new Constructed({ idBlock: { tagClass: 3, tagNumber: 4 }, value: [certificate.issuer.toSchema()] })] });
  const issuerSerial = new Sequence({ value: [issuer, new Integer({ valueHex: bufferOf(certificate.serialNumber.valueBlock.valueHexView) })] });
  return new Sequence({ value: [new Sequence({ value: [new Sequence({ value: [new OctetString({ valueHex: bufferOf(hash) }), issuerSerial] })] })] });
};

const derOf = (attribute: Attribute): Uint8Array => new Uint8Array(attribute.toSchema().toBER(false));

/** Whether the key that signed is the certificate's: a driver that picks the wrong key must not go unnoticed. */
export const isSignedBy = ({ der }: CertificateFacts, data: Uint8Array, signature: Uint8Array): boolean => {
  const spki = new Uint8Array(parseCertificate(der).subjectPublicKeyInfo.toSchema().toBER(false));
  return verify('sha256', data, createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }), signature);
};
