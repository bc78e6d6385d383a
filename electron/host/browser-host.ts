import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from './host.ts';
import { writePrivateFile, type KeyWrapper } from './key-store.ts';

/** In a browser the page itself prints and notifies; a browser tells no page the path of a folder. */
export const createBrowserHost = (version: string): Host => ({
  about: () => ({ kind: 'browser', version, can: { print: false, chooseFolder: false, notify: false } }),
});

/**
 * Keeps the store's key under another key in a file that only the owner may read. It guards against a copied store or a
 * backup without its `keys` folder, not against somebody who reads the whole disk: that takes a key ring (Electron) or
 * disk encryption.
 */
export const fileKeyWrapper = (dataFolder: string): KeyWrapper => {
  const path = join(dataFolder, 'keys', 'file-key');
  const readOrMake = (): Buffer => {
    if (existsSync(path)) return readFileSync(path);
    const made = randomBytes(32);
    mkdirSync(join(dataFolder, 'keys'), { recursive: true, mode: 0o700 });
    writePrivateFile(path, made);
    return made;
  };
  return {
    name: 'file',
    isAvailable: async () => true,
    wrap: async (key) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', readOrMake(), iv);
      return Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
    },
    unwrap: async (wrapped) => {
      const decipher = createDecipheriv('aes-256-gcm', readFileSync(path), wrapped.subarray(0, 12));
      decipher.setAuthTag(wrapped.subarray(-16));
      return Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]);
    },
  };
};
