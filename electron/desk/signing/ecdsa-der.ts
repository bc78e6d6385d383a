import { Integer, Sequence } from 'asn1js';
import { bufferOf } from './certificate.ts';

/** PKCS#11 gives r and s one behind the other; CMS wants a SEQUENCE of two INTEGERs (RFC 3279, 2.2.3). */
export const derOfEcdsa = (signature: Uint8Array): Uint8Array => {
  const half = signature.length / 2;
  const [r, s] = [signature.subarray(0, half), signature.subarray(half)].map(positive) as [Integer, Integer];
  return new Uint8Array(new Sequence({ value: [r, s] }).toBER(false));
};

const positive = (bytes: Uint8Array): Integer => {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? Uint8Array.of(0) : bytes.subarray(first);
  return new Integer({ valueHex: bufferOf(digits[0]! >= 0x80 ? Uint8Array.of(0, ...digits) : digits) });
};
