import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer } from 'node:net';

/**
 * Makes sure that one process alone works on a data folder: two would clean away each other's half-written files. The
 * claim is a name that the system itself takes back when the process ends in whatever way, so it never outlives a crash.
 * @returns false when another process has it
 */
export const claimFolder = async (folder: string, platform: NodeJS.Platform = process.platform): Promise<boolean> => {
  const name = `quay-mot-cua-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)}`;
  // Linux's abstract sockets and Windows' pipes leave no file behind; elsewhere nothing does that, and we go without.
  const address = platform === 'linux' ? `\0${name}` : platform === 'win32' ? `\\\\.\\pipe\\${name}` : undefined;
  if (address === undefined) return true;
  const claim = createServer((visitor) => visitor.destroy()).unref();
  return new Promise((resolve, reject) => {
    claim.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error)));
    claim.listen(address, () => resolve(true));
  });
};
