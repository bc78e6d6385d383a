import { createPublicKey, verify } from 'node:crypto';

/** @param publicKey raw 32 bytes in base64url, as in the enrolment request. False for a key that is none. */
export const isSignedBy = (publicKey: string, message: Uint8Array, signature: Uint8Array): boolean => {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, message, key, signature);
  } catch {
    return false;
  }
};

/** Whether these are the 32 bytes of a point on the curve that can be a key. */
export const isPublicKey = (text: string): boolean => {
  try {
    createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text }, format: 'jwk' });
    return /^[A-Za-z0-9_-]{43}$/.test(text);
  } catch {
    return false;
  }
};
