import type { FromShell, ToShell } from '../host/token-relay.ts';
import type { DeskChild, ElectronModule } from './electron-module.ts';

const isToShell = (data: unknown): data is ToShell => typeof data === 'object' && data !== null && 'tokenProcess' in data && 'do' in data;

/** Starts the drivers' processes that the desk asks for, passes on what is said, and lets none outlive the desk. */
export const serveTokenProcesses = ({ utilityProcess }: Pick<ElectronModule, 'utilityProcess'>, desk: DeskChild, modulePath: string): void => {
  const running = new Map<number, DeskChild>();
  let isDeskThere = true;
  const tell = (message: FromShell): void => {
    if (isDeskThere) desk.postMessage(message);
  };
  const start = (id: number): void => {
    const child = utilityProcess.fork(modulePath, [], { serviceName: 'Quầy Một Cửa: signing', stdio: 'ignore' });
    running.set(id, child);
    child.on('message', (message) => tell({ tokenProcess: id, said: 'message', message }));
    child.on('exit', () => {
      running.delete(id);
      tell({ tokenProcess: id, said: 'exit' });
    });
  };
  desk.on('message', (data) => {
    if (!isToShell(data)) return;
    const id = data.tokenProcess;
    if (data.do === 'send') running.get(id)?.postMessage(data.message);
    else if (data.do === 'start') start(id);
    else running.get(id)?.kill();
  });
  desk.on('exit', () => {
    isDeskThere = false;
    for (const child of [...running.values()]) child.kill();
  });
};
