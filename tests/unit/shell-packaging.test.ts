import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, matchesGlob } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import configuration from '../../build/electron-builder.ts';
import { drawIcons } from '../../build/icons.ts';
import { root } from '../../build/root.ts';

test('the fuses leave no way to run other code with our name or signature', () => {
  expect(configuration.electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  });
  expect([configuration.asar, configuration.disableAsarIntegrity]).toEqual([true, undefined]);
});

test('electron-builder itself finds the configuration valid', async () => {
  const require = createRequire(import.meta.url);
  const { validateConfiguration } = require('app-builder-lib/out/util/config/config.js') as { validateConfiguration: (given: unknown, logger: unknown) => Promise<void> };
  await expect(validateConfiguration(structuredClone(configuration), { isEnabled: false, add: () => {} })).resolves.toBeUndefined();
  await expect(validateConfiguration({ ...configuration, fusesss: {} }, { isEnabled: false, add: () => {} })).rejects.toThrow('fusesss');
});

test('of the engine that reads scans, what it needs is packaged and the rest is not', () => {
  const left = (configuration.files as string[]).filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const packaged = ['tesseract.js-core', '@tesseract.js-data/vie'].flatMap((name) =>
    globSync(`node_modules/${name}/**/*.{js,wasm,gz}`, { cwd: root }).filter((file) => !left.some((pattern) => matchesGlob(file, pattern))),
  );
  expect(packaged.map((file) => file.replace('node_modules/', '')).sort()).toEqual([
    '@tesseract.js-data/vie/4.0.0_best_int/vie.traineddata.gz',
    '@tesseract.js-data/vie/index.js',
    'tesseract.js-core/index.js',
    'tesseract.js-core/tesseract-core-simd-lstm.js',
    'tesseract.js-core/tesseract-core-simd-lstm.wasm',
  ]);
});

test('the packaged entry is the compiled main process', () => {
  const { main } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { main: string };
  expect(main).toBe('out/electron/main.js');
});

test('one mark makes every icon; the Windows one holds seven sizes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'biểu tượng '));
  await drawIcons(folder);
  const ico = readFileSync(join(folder, 'icon.ico'));
  const sizes = await Promise.all(
    Array.from({ length: ico.readUInt16LE(4) }, async (_, index) => {
      const entry = 6 + 16 * index;
      const offset = ico.readUInt32LE(entry + 12);
      const { width, format } = await sharp(ico.subarray(offset, offset + ico.readUInt32LE(entry + 8))).metadata();
      return [ico.readUInt8(entry) || 256, width, format];
    }),
  );
  expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256].map((size) => [size, size, 'png']));
  rmSync(folder, { recursive: true });
});
