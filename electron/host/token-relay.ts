/**
 * A signing token's driver runs in a process of its own. In Electron only the main process may start one (the `runAsNode` fuse is
 * off, and a utility process cannot fork), so the desk asks for it and talks to it through the main process.
 */
export type ToShell = { tokenProcess: number; do: 'start' | 'kill' } | { tokenProcess: number; do: 'send'; message: unknown };
export type FromShell = { tokenProcess: number; said: 'message'; message: unknown } | { tokenProcess: number; said: 'exit' };

export type ParentPort = {
  postMessage: (message: unknown) => void;
  on: (event: 'message', listener: (message: { data: unknown }) => void) => void;
};

export type RelayedProcess = {
  send: (message: unknown) => void;
  onMessage: (listener: (message: unknown) => void) => void;
  onExit: (listener: () => void) => void;
  kill: () => void;
};

/** Undefined under plain Node. */
export const parentPort = (): ParentPort | undefined => (process as typeof process & { parentPort?: ParentPort }).parentPort;

const isFromShell = (data: unknown): data is FromShell => typeof data === 'object' && data !== null && 'tokenProcess' in data && 'said' in data;

/** The desk's side. @returns what starts a process */
export const relayTokenProcesses = (port: ParentPort): (() => RelayedProcess) => {
  type Ears = { message: ((message: unknown) => void)[]; exit: (() => void)[] };
  const known = new Map<number, Ears>();
  let last = 0;
  const say = (message: ToShell): void => port.postMessage(message);
  port.on('message', ({ data }) => {
    if (!isFromShell(data)) return;
    const ears = known.get(data.tokenProcess);
    if (data.said === 'message') return void ears?.message.forEach((listener) => listener(data.message));
    known.delete(data.tokenProcess);
    ears?.exit.forEach((listener) => listener());
  });
  return () => {
    last += 1;
    const id = last;
    const ears: Ears = { message: [], exit: [] };
    known.set(id, ears);
    say({ tokenProcess: id, do: 'start' });
    return {
      send: (message) => say({ tokenProcess: id, do: 'send', message }),
      onMessage: (listener) => void ears.message.push(listener),
      onExit: (listener) => void ears.exit.push(listener),
      kill: () => say({ tokenProcess: id, do: 'kill' }),
    };
  };
};
