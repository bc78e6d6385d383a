import { hexToBytes, bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Problem, problem } from '../problem.ts';
import { parseDossierCode } from './code.ts';

/**
 * What the QR code of a receipt says: which dossier, where in the desk's log the receipt was made out, a digest of data and
 * scans, the hash of that place in the log, and the desk's signature over all of it.
 */
export type ReceiptCode = {
  /** Of the dossier. */
  code: string;
  deskSeq: number;
  /** The first 16 bytes, in hex. */
  digest: string;
  /** Of the event that made the receipt out, in hex; through it, of the desk's whole log before. */
  hash: string;
  /** Ed25519, 64 bytes. */
  signature: Uint8Array;
};

export const digestHexLength = 32;
/** Decimal digits that hold so many bytes. Digits alone: a QR code packs them tightest, and no Vietnamese typing program changes them. */
const digitsOf = { digest: 39, hash: 78, signature: 155 } as const;
const bytesOf = { digest: 16, hash: 32, signature: 64 } as const;
type Part = keyof typeof digitsOf;

/** The bytes that the desk signs. */
export const signedReceiptText = ({ code, deskSeq, digest, hash }: Omit<ReceiptCode, 'signature'>): Uint8Array =>
  utf8ToBytes(`${code}/${deskSeq}/${digest}/${hash}`);

export const formatReceiptCode = ({ code, deskSeq, digest, hash, signature }: ReceiptCode): string =>
  [code, deskSeq, decimal('digest', digest), decimal('hash', hash), decimal('signature', bytesToHex(signature))].join('/');

/** What a reader typed, or a camera saw. A digit read wrong may still be well formed; the signature tells. */
export const parseReceiptCode = (text: string): ReceiptCode | Problem => {
  const match = /^([A-Z0-9.-]+)\/([1-9]\d{0,14})\/(\d{39})\/(\d{78})\/(\d{155})$/.exec(text.replace(/\s/g, '').toUpperCase());
  if (!match) return problem('receipt.notAReceipt');
  const [, code, deskSeq, ...numbers] = match as unknown as [string, string, string, string, string, string];
  const [digest, hash, signature] = (['digest', 'hash', 'signature'] as const).map((part, index) => hexOf(part, numbers[index]!));
  if (parseDossierCode(code) === undefined || digest === undefined || hash === undefined || signature === undefined) return problem('receipt.notAReceipt');
  return { code, deskSeq: Number(deskSeq), digest, hash, signature: hexToBytes(signature) };
};

const decimal = (part: Part, hex: string): string => BigInt(`0x${hex}`).toString().padStart(digitsOf[part], '0');

/** Undefined for a number that is too great to be so many bytes. */
const hexOf = (part: Part, digits: string): string | undefined => {
  const hex = BigInt(digits).toString(16).padStart(bytesOf[part] * 2, '0');
  return hex.length === bytesOf[part] * 2 ? hex : undefined;
};
