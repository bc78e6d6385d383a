import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { decodeRecoveryCode, encodeRecoveryCode, recoveryBytes } from './recovery-code.ts';

/** A way of this machine to keep 32 bytes from other people: the system's key ring, or a file that only the owner reads. */
export type KeyWrapper = {
  /** Part of the file's name, so that each wrapper finds its own. */
  name: string;
  isAvailable: () => Promise<boolean>;
  wrap: (key: Uint8Array) => Promise<Uint8Array>;
  /** Rejects when the key ring is not the one that wrapped it. */
  unwrap: (wrapped: Uint8Array) => Promise<Uint8Array>;
};

export type StoreKey = { key: Uint8Array; isNew: boolean };
/**
 * `keyUnreadable`: the key is there, but this machine's key ring no longer opens it. `keyMissing`: there is a store but no
 * key. Both are mended by the recovery code when one was issued; neither ever makes a new key over an old store.
 */
export type StoreKeyRefusal = { refused: 'keyUnreadable' | 'keyMissing'; hasRecoveryCode: boolean };
export type RandomBytes = (size: number) => Uint8Array;

const keyBytes = 32;
const fileSchema = z.object({ version: z.literal(1), keyId: z.string(), wrapped: z.base64() });
type KeyFile = z.infer<typeof fileSchema>;

/** Tells whether what was unwrapped is the right key, without giving anything of it away. */
const keyIdOf = (key: Uint8Array): string => createHash('sha256').update('quay-mot-cua store key id').update(key).digest('hex').slice(0, 16);

const keysFolder = (dataFolder: string): string => join(dataFolder, 'keys');
const wrapperFile = (dataFolder: string, name: string): string => join(keysFolder(dataFolder), `store-key.${name}.json`);
const recoveryFile = (dataFolder: string): string => wrapperFile(dataFolder, 'recovery');

/** Durable before it returns: a key that a power cut takes away would take the store with it. */
export const writePrivateFile = (path: string, bytes: string | Uint8Array): void => {
  const temporary = `${path}.new`;
  const file = openSync(temporary, 'w', 0o600);
  try {
    // All of it or an error: a single write may end half way on a disk that is nearly full.
    writeFileSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
  if (process.platform === 'win32') return;
  const folder = openSync(join(path, '..'), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};

const readKeyFile = (path: string): KeyFile | undefined => {
  if (!existsSync(path)) return undefined;
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // A damaged file is as good as none: the other wrappers and the recovery code are still there.
    return undefined;
  }
};

const writeKeyFile = (path: string, key: Uint8Array, wrapped: Uint8Array): void =>
  writePrivateFile(path, `${JSON.stringify({ version: 1, keyId: keyIdOf(key), wrapped: Buffer.from(wrapped).toString('base64') } satisfies KeyFile)}\n`);

const openWith = async (unwrap: KeyWrapper['unwrap'], file: KeyFile): Promise<Uint8Array | undefined> => {
  try {
    const key = new Uint8Array(await unwrap(Buffer.from(file.wrapped, 'base64')));
    return key.length === keyBytes && keyIdOf(key) === file.keyId ? key : undefined;
  } catch {
    return undefined;
  }
};

const hasStore = (dataFolder: string): boolean => {
  const folder = join(dataFolder, 'store');
  return existsSync(folder) && readdirSync(folder).length > 0;
};

const availableOf = async (wrappers: KeyWrapper[]): Promise<KeyWrapper[]> => {
  const answers = await Promise.all(wrappers.map((wrapper) => wrapper.isAvailable()));
  return wrappers.filter((_, index) => answers[index]);
};

const wrapForHost = async (wrapper: KeyWrapper | undefined, dataFolder: string, key: Uint8Array): Promise<void> => {
  if (!wrapper) throw new Error('no way to keep the store key on this machine');
  writeKeyFile(wrapperFile(dataFolder, wrapper.name), key, await wrapper.wrap(key));
};

/**
 * The 32 bytes that the store is encrypted with. `wrappers` come in order of preference: the first that is available keeps a
 * new key; any of them may open an old one, which is then also kept by the first.
 */
export const loadOrCreateStoreKey = async (wrappers: KeyWrapper[], dataFolder: string, randomBytes: RandomBytes): Promise<StoreKey | StoreKeyRefusal> => {
  mkdirSync(keysFolder(dataFolder), { recursive: true, mode: 0o700 });
  const available = await availableOf(wrappers);
  for (const wrapper of available) {
    const file = readKeyFile(wrapperFile(dataFolder, wrapper.name));
    const key = file && (await openWith(wrapper.unwrap, file));
    if (!key) continue;
    if (wrapper !== available[0]) await wrapForHost(available[0], dataFolder, key);
    return { key, isNew: false };
  }
  const hasAnyKeyFile = readdirSync(keysFolder(dataFolder)).some((name) => /^store-key\..*\.json$/.test(name));
  if (hasAnyKeyFile || hasStore(dataFolder)) {
    return { refused: hasAnyKeyFile ? 'keyUnreadable' : 'keyMissing', hasRecoveryCode: readKeyFile(recoveryFile(dataFolder)) !== undefined };
  }
  const key = randomBytes(keyBytes);
  await wrapForHost(available[0], dataFolder, key);
  return { key, isNew: true };
};

/** The code is 128 random bits, so a slow derivation would add nothing. */
const recoveryCipherKey = (secret: Uint8Array, salt: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, 'quay-mot-cua recovery code', keyBytes));

/**
 * Wraps the store's key by a new printable code and returns the code, which is kept nowhere: it is shown once, to be
 * printed and locked away. An older code stops working.
 */
export const issueRecoveryCode = (dataFolder: string, key: Uint8Array, randomBytes: RandomBytes): string => {
  const secret = randomBytes(recoveryBytes);
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', recoveryCipherKey(secret, salt), iv);
  const sealed = Buffer.concat([cipher.update(key), cipher.final()]);
  mkdirSync(keysFolder(dataFolder), { recursive: true, mode: 0o700 });
  writeKeyFile(recoveryFile(dataFolder), key, Buffer.concat([salt, iv, sealed, cipher.getAuthTag()]));
  return encodeRecoveryCode(secret);
};

/** Opens the key with the code typed in by a person and wraps it for this machine again. Undefined: not the right code. */
export const recoverStoreKey = async (wrappers: KeyWrapper[], dataFolder: string, code: string): Promise<Uint8Array | undefined> => {
  const file = readKeyFile(recoveryFile(dataFolder));
  const secret = decodeRecoveryCode(code);
  if (!file || !secret) return undefined;
  const key = await openWith(async (bytes) => {
    const decipher = createDecipheriv('aes-256-gcm', recoveryCipherKey(secret, bytes.subarray(0, 16)), bytes.subarray(16, 28));
    decipher.setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(28, -16)), decipher.final()]);
  }, file);
  if (key) await wrapForHost((await availableOf(wrappers))[0], dataFolder, key);
  return key;
};
