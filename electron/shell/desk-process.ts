import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Launch } from '../host/launch.ts';
import type { DeskAddress } from '../host/pipe-forwarder.ts';
import { readyLine } from '../host/ready-line.ts';
import type { Supervised } from '../host/supervisor.ts';
import type { ElectronModule } from './electron-module.ts';
import { serveSideProcesses } from './side-processes.ts';

export type DeskProcessOptions = {
  /** The compiled `electron/serve.js`. */
  modulePath: string;
  arguments: string[];
  pipe: string;
  launch: Launch;
};

const readySchema = z.object({ ready: z.literal(true), pipe: z.string() });

/**
 * Starts the desk as a utility process: real Node, its own memory and its own crashes, and allowed even where the
 * `runAsNode` fuse is off. Key and secret go by message, never in the arguments or the environment.
 */
export const startDeskProcess = ({ utilityProcess }: Pick<ElectronModule, 'utilityProcess'>, options: DeskProcessOptions): Supervised<DeskAddress> => {
  const child = utilityProcess.fork(options.modulePath, [...options.arguments, '--pipe', options.pipe], {
    serviceName: 'Quầy Một Cửa: desk',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  child.postMessage(options.launch);
  serveSideProcesses({ utilityProcess }, child, dirname(options.modulePath));
  const output = child.stdout ? Readable.from(child.stdout) : Readable.from([]);
  return {
    ready: readyLine(output, readySchema).then(({ pipe }) => ({ pipe, secret: options.launch.secret })),
    exited,
    stop: () => void child.kill(),
  };
};
