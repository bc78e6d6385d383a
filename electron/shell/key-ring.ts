import type { KeyWrapper } from '../host/key-store.ts';
import type { ElectronModule } from './electron-module.ts';

/** The system's key ring: DPAPI on Windows, Keychain on macOS, libsecret or KWallet on Linux. */
export const keyRingWrapper = ({ safeStorage }: Pick<ElectronModule, 'safeStorage'>, platform: NodeJS.Platform = process.platform): KeyWrapper => ({
  name: 'key-ring',
  isAvailable: async () => {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
    // Without a key ring Chromium on Linux falls back to a password that is in its source: no better than none.
    return platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
  },
  wrap: async (key) => safeStorage.encryptStringAsync(Buffer.from(key).toString('base64')),
  unwrap: async (wrapped) => Buffer.from((await safeStorage.decryptStringAsync(Buffer.from(wrapped))).result, 'base64'),
});
