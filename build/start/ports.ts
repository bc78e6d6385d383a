import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';

const portsSchema = z.object({ desk: z.int(), district: z.int() });
export type Ports = z.infer<typeof portsSchema>;

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

const anyFree = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const orFree = async (wanted: number): Promise<number> => ((await isFree(wanted)) ? wanted : anyFree());

/**
 * The same ports at every start with the same folder: the desk was enrolled at the district's address, and an open page
 * finds the desk again. Another port is taken only when somebody else sits on the old one.
 */
export const stablePorts = async (folder: string): Promise<Ports> => {
  const file = join(folder, 'ports.json');
  const before = existsSync(file) ? portsSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data : undefined;
  const ports = { desk: await orFree(before?.desk ?? 8642), district: await orFree(before?.district ?? 8643) };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(ports));
  return ports;
};
