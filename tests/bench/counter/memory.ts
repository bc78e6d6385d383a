import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { compile } from '../../../build/compile.ts';
import { isFresh, nodeSideSources } from '../../../build/freshness.ts';
import { startNode } from '../../../build/processes.ts';
import { demoPassword } from '../../../electron/desk/setup/demo.ts';
import { connectDesk, type DeskClient } from '../../fixtures/desk-client.ts';

const readySchema = z.object({ ready: z.literal(true), url: z.url() });

/** Resident memory in megabytes, of the process with all its threads. */
const residentMb = (pid: number): number => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;

/** The desk process as an officer has it, on this data folder: how much memory it has after opening and after the work. */
export const memoryOfDesk = async (dataFolder: string, work: (officer: DeskClient) => Promise<void>): Promise<{ openedMb: number; workedMb: number; openedInMs: number }> => {
  // As it is packaged: reading TypeScript takes a hundred megabytes by itself.
  if (!isFresh('out/electron/serve.js', nodeSideSources) && !compile()) throw new Error('the desk does not compile');
  const startedAt = performance.now();
  const desk = startNode('out/electron/serve.js', ['--data', dataFolder, '--port', '0', '--demo'], readySchema);
  try {
    const { url } = await desk.ready;
    const openedInMs = performance.now() - startedAt;
    const pid = desk.child.pid!;
    const openedMb = residentMb(pid);
    const officer = await connectDesk(url);
    await officer.api.identity.signIn.mutate({ username: 'hoa', password: demoPassword });
    await work(officer);
    return { openedMb, workedMb: residentMb(pid), openedInMs };
  } finally {
    desk.stop();
    await desk.exited;
  }
};
