import fc from 'fast-check';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileKeyWrapper } from '../../electron/host/browser-host.ts';
import { issueRecoveryCode, loadOrCreateStoreKey, recoverStoreKey, type KeyWrapper } from '../../electron/host/key-store.ts';
import { decodeRecoveryCode, encodeRecoveryCode } from '../../electron/host/recovery-code.ts';
import { keyRingWrapper } from '../../electron/shell/key-ring.ts';
import { createFakeElectron } from './shell-fake-electron.ts';

let folder: string;
let counter = 0;
const randomBytes = (size: number): Uint8Array => new Uint8Array(size).map((_, index) => (counter += 7) + index);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'khóa quầy '));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A key ring: opens only what it wrapped itself. */
const ring = (name: string, secret: number): KeyWrapper => ({
  name,
  isAvailable: async () => true,
  wrap: async (key) => Buffer.from([secret, ...key.map((byte) => byte ^ secret)]),
  unwrap: async (wrapped) => {
    if (wrapped[0] !== secret) throw new Error('another key ring');
    return wrapped.subarray(1).map((byte) => byte ^ secret);
  },
});

const load = (...wrappers: KeyWrapper[]) => loadOrCreateStoreKey(wrappers, folder, randomBytes);
const keyOf = async (...wrappers: KeyWrapper[]): Promise<Uint8Array> => {
  const opened = await load(...wrappers);
  if ('refused' in opened) throw new Error(opened.refused);
  return opened.key;
};

describe('the store key', () => {
  test('is made once and read back ever after', async () => {
    const first = await load(fileKeyWrapper(folder));
    const second = await load(fileKeyWrapper(folder));
    expect(first).toMatchObject({ isNew: true });
    expect(second).toEqual({ ...first, isNew: false });
  });

  test.skipIf(process.platform === 'win32')('lies in files that only their owner may read, never in clear', async () => {
    const key = Buffer.from(await keyOf(fileKeyWrapper(folder)));
    issueRecoveryCode(folder, key, randomBytes);
    const keys = join(folder, 'keys');
    const names = readdirSync(keys).toSorted();
    expect(names).toEqual(['file-key', 'store-key.file.json', 'store-key.recovery.json']);
    expect(names.map((name) => statSync(join(keys, name)).mode & 0o777)).toEqual([0o600, 0o600, 0o600]);
    for (const name of names) {
      const text = readFileSync(join(keys, name), 'latin1');
      expect(text.includes(key.toString('base64')) || text.includes(key.toString('latin1'))).toBe(false);
    }
  });

  test('with another key ring is refused, not replaced; the recovery code opens it and binds it to the new ring', async () => {
    const key = await keyOf(ring('key-ring', 1));
    const code = issueRecoveryCode(folder, key, randomBytes);
    expect(await load(ring('key-ring', 2))).toEqual({ refused: 'keyUnreadable', hasRecoveryCode: true });
    expect(await recoverStoreKey([ring('key-ring', 2)], folder, code)).toEqual(key);
    expect(await keyOf(ring('key-ring', 2))).toEqual(key);
  });

  test('is never made anew beside a store whose key file is gone', async () => {
    mkdirSync(join(folder, 'store'));
    writeFileSync(join(folder, 'store', 'desk.sqlite'), 'x');
    expect(await load(fileKeyWrapper(folder))).toEqual({ refused: 'keyMissing', hasRecoveryCode: false });
    expect(await load(fileKeyWrapper(folder))).toEqual({ refused: 'keyMissing', hasRecoveryCode: false });
  });

  test('survives its file being damaged, through the recovery code', async () => {
    const key = await keyOf(fileKeyWrapper(folder));
    const code = issueRecoveryCode(folder, key, randomBytes);
    writeFileSync(join(folder, 'keys', 'store-key.file.json'), '{"version":1,');
    expect(await load(fileKeyWrapper(folder))).toEqual({ refused: 'keyUnreadable', hasRecoveryCode: true });
    expect(await recoverStoreKey([fileKeyWrapper(folder)], folder, code)).toEqual(key);
  });

  test('kept in a file moves into the key ring as soon as there is one', async () => {
    const key = await keyOf(fileKeyWrapper(folder));
    expect(await keyOf(ring('key-ring', 1), fileKeyWrapper(folder))).toEqual(key);
    expect(await keyOf(ring('key-ring', 1))).toEqual(key);
  });

  test('a newer recovery code makes the older one worthless', async () => {
    const key = await keyOf(fileKeyWrapper(folder));
    const older = issueRecoveryCode(folder, key, randomBytes);
    const newer = issueRecoveryCode(folder, key, randomBytes);
    expect(await recoverStoreKey([fileKeyWrapper(folder)], folder, older)).toBeUndefined();
    expect(await recoverStoreKey([fileKeyWrapper(folder)], folder, newer)).toEqual(key);
  });
});

describe('Electron’s key ring', () => {
  const { electron } = createFakeElectron({ userData: '' });
  test('wraps and unwraps', async () => {
    const wrapper = keyRingWrapper(electron, 'win32');
    const key = randomBytes(32);
    expect(await wrapper.unwrap(await wrapper.wrap(key))).toEqual(Buffer.from(key));
  });

  test('is not trusted where Linux has none and Chromium falls back to a password in its source', async () => {
    const bare = { safeStorage: { ...electron.safeStorage, getSelectedStorageBackend: () => 'basic_text' as const } };
    expect(await Promise.all([keyRingWrapper(bare, 'linux').isAvailable(), keyRingWrapper(bare, 'win32').isAvailable()])).toEqual([false, true]);
  });
});

describe('the recovery code', () => {
  const secrets = fc.uint8Array({ minLength: 16, maxLength: 16 });

  test('is seven groups of four, and what was printed is what is read', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const code = encodeRecoveryCode(secret);
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(decodeRecoveryCode(code)).toEqual(secret);
      }),
    );
  });

  test('forgives case, spaces, and the letters that look like digits', () => {
    const code = encodeRecoveryCode(new Uint8Array(16).fill(8));
    expect(decodeRecoveryCode(` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `)).toEqual(new Uint8Array(16).fill(8));
  });

  test('a wrong character is noticed before anything is tried', () => {
    fc.assert(
      fc.property(secrets, fc.nat(27), fc.integer({ min: 1, max: 31 }), (secret, place, shift) => {
        const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
        const code = encodeRecoveryCode(secret).replaceAll('-', '');
        const wrong = alphabet[(alphabet.indexOf(code[place] ?? '0') + shift) % 32] ?? '0';
        const decoded = decodeRecoveryCode(code.slice(0, place) + wrong + code.slice(place + 1));
        // 12 bits of checksum: one slip in 4,096 gets through, and then opens nothing.
        if (decoded) expect(decoded).not.toEqual(secret);
      }),
    );
    expect(decodeRecoveryCode('')).toBeUndefined();
    expect(decodeRecoveryCode('quầy một cửa'.repeat(3))).toBeUndefined();
  });
});
