import { join } from 'node:path';
import { type FromShell, type SideProgram, sidePrograms, type ToShell } from '../host/process-relay.ts';
import type { DeskChild, ElectronModule } from './electron-module.ts';

const isToShell = (data: unknown): data is ToShell => typeof data === 'object' && data !== null && 'sideProcess' in data && 'do' in data;

/** Starts the processes that the desk asks for, passes on what is said, and lets none outlive the desk. @param folder of the compiled `serve.js` */
export const serveSideProcesses = ({ utilityProcess }: Pick<ElectronModule, 'utilityProcess'>, desk: DeskChild, folder: string): void => {
  const running = new Map<number, DeskChild>();
  let isDeskThere = true;
  const tell = (message: FromShell): void => {
    if (isDeskThere) desk.postMessage(message);
  };
  const start = (id: number, program: SideProgram): void => {
    const child = utilityProcess.fork(join(folder, sidePrograms[program]), [], { serviceName: `Quầy Một Cửa: ${program}`, stdio: 'ignore' });
    running.set(id, child);
    child.on('message', (message) => tell({ sideProcess: id, said: 'message', message }));
    child.on('exit', () => {
      running.delete(id);
      tell({ sideProcess: id, said: 'exit' });
    });
  };
  desk.on('message', (data) => {
    if (!isToShell(data)) return;
    const id = data.sideProcess;
    if (data.do === 'send') running.get(id)?.postMessage(data.message);
    else if (data.do === 'start') start(id, data.program);
    else running.get(id)?.kill();
  });
  desk.on('exit', () => {
    isDeskThere = false;
    for (const child of [...running.values()]) child.kill();
  });
};
