import { createHash } from 'node:crypto';

/** Crockford's base32: no I, L, O or U, so that a code copied by hand from paper has one reading. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const recoveryBytes = 16;
/** 128 bits and a 12-bit checksum are exactly 28 characters, seven groups of four. */
const checkBits = 12;
const codeLength = (recoveryBytes * 8 + checkBits) / 5;

const checksum = (secret: Uint8Array): bigint =>
  BigInt(createHash('sha256').update('quay-mot-cua recovery check').update(secret).digest().readUInt16BE(0) >> (16 - checkBits));

/** 16 bytes → `7Q2M-…`, for printing. */
export const encodeRecoveryCode = (secret: Uint8Array): string => {
  let bits = (BigInt(`0x${Buffer.from(secret).toString('hex')}`) << BigInt(checkBits)) | checksum(secret);
  let code = '';
  for (let place = 0; place < codeLength; place += 1) {
    code = alphabet.charAt(Number(bits & 31n)) + code;
    bits >>= 5n;
  }
  return code.replace(/(.{4})(?=.)/g, '$1-');
};

/** What a person typed → 16 bytes; undefined when it cannot be a code (length, characters, checksum). */
export const decodeRecoveryCode = (typed: string): Uint8Array | undefined => {
  const code = typed.toUpperCase().replace(/[\s\-–—]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (code.length !== codeLength) return undefined;
  let bits = 0n;
  for (const character of code) {
    const value = alphabet.indexOf(character);
    if (value < 0) return undefined;
    bits = (bits << 5n) | BigInt(value);
  }
  const secret = Buffer.from((bits >> BigInt(checkBits)).toString(16).padStart(recoveryBytes * 2, '0'), 'hex');
  return checksum(secret) === (bits & ((1n << BigInt(checkBits)) - 1n)) ? new Uint8Array(secret) : undefined;
};
