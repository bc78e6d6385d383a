import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { certificateFacts } from './certificate.ts';

const certificateName = /\.(cer|crt|der|pem)$/i;
const pemBlock = /-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/g;
const maxFiles = 500;
const maxFileBytes = 1024 * 1024;

/** DER of every certificate in the folder, one or several a file, PEM or DER. A folder that cannot be read has none. */
export const readTrustedRoots = async (folder: string): Promise<Uint8Array[]> => {
  if (folder === '') return [];
  const names = await readdir(folder).catch((): string[] => []);
  const files = await Promise.all(
    names
      .filter((name) => certificateName.test(name))
      .sort()
      .slice(0, maxFiles)
      .map((name) => readFile(join(folder, name)).catch(() => Buffer.alloc(0))),
  );
  return files
    .filter(({ length }) => length <= maxFileBytes)
    .flatMap((bytes) => {
      const blocks = [...bytes.toString('latin1').matchAll(pemBlock)].map(([, base64]) => Uint8Array.from(Buffer.from(base64!, 'base64')));
      return blocks.length > 0 ? blocks : [Uint8Array.from(bytes)];
    })
    .filter((der) => certificateFacts(der) !== undefined);
};
