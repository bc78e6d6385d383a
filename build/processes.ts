import { spawn, type ChildProcess } from 'node:child_process';
import { Readable } from 'node:stream';
import type { z } from 'zod';
import { readyLine } from '../electron/host/ready-line.ts';
import type { Supervised } from '../electron/host/supervisor.ts';
import { root } from './root.ts';

export type NodeProcess<Ready> = Supervised<Ready> & { child: ChildProcess };

/**
 * Node lets the part of its memory in which things are born grow to 130 MB before it first looks through it, more than all the
 * rest of the desk; with this it is 16, and no reception is slower by it.
 */
const nodeFlags = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=8'];

/** How long a process may take to close its store before it is made to end. */
const stopLimitMs = 10_000;

/** Starts one of the project's entries under this very Node and waits for its ready line. Errors it prints go where ours go. */
export const startNode = <Ready extends { ready: true }>(entry: string, args: string[], schema: z.ZodType<Ready>, env: NodeJS.ProcessEnv = process.env): NodeProcess<Ready> => {
  const child = spawn(process.execPath, [...nodeFlags, entry, ...args], {
    cwd: root,
    env,
    // The channel carries no message: its end tells the child that its parent is gone, however that came about.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const exited = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', (code) => resolve(code));
  });
  return {
    child,
    exited,
    ready: readyLine(child.stdout ?? Readable.from([]), schema),
    stop: () => {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
      void exited.then(() => clearTimeout(force));
    },
  };
};
