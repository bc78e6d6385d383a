import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { secrets } from '../../../db/schema.ts';
import type { Store, WriteTransaction } from '../../../db/store.ts';

// RFC 8410: what stands before the 32 bytes of an Ed25519 private key in PKCS #8.
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The desk's own Ed25519 key, from the 32 bytes that are kept in the local table `secrets`. */
export type DeskKey = {
  /** Raw 32 bytes in base64url, as in `desk.setUp` and at enrolment. */
  publicKey: string;
  sign: (bytes: Uint8Array) => Uint8Array;
};

/** @param seed 32 bytes; from a cryptographic source, and never leaves the desk */
export const deskKeyFrom = (seed: Uint8Array): DeskKey => {
  const privateKey: KeyObject = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { publicKey: x!, sign: (bytes) => sign(null, bytes, privateKey) };
};

const secretName = 'desk-key';

/** Makes the desk's key in the transaction that sets the desk up; `publicKey` goes into `desk.setUp`. */
export const makeDeskKey = (tx: WriteTransaction, randomBytes: (size: number) => Uint8Array): DeskKey => {
  const seed = Buffer.from(randomBytes(32));
  tx.db.insert(secrets).values({ name: secretName, value: seed }).run();
  return deskKeyFrom(seed);
};

/** Undefined on a desk that is not set up. */
export const readDeskKey = (store: Store): DeskKey | undefined => {
  const row = store.read.select().from(secrets).where(eq(secrets.name, secretName)).get();
  return row && deskKeyFrom(row.value);
};
