/**
 * Signing tokens' drivers and the reading of scans run in processes of their own. In Electron only the main process may start one
 * (the `runAsNode` fuse is off, and a utility process cannot fork), so the desk asks for it and talks to it through the main process.
 */
export const sidePrograms = {
  /** From the folder of the compiled `serve.js`. */
  token: 'desk/signing/token-main.js',
  ocr: 'desk/digitisation/ocr/ocr-main.js',
} as const;
export type SideProgram = keyof typeof sidePrograms;

export type ToShell = { sideProcess: number; do: 'start'; program: SideProgram } | { sideProcess: number; do: 'kill' } | { sideProcess: number; do: 'send'; message: unknown };
export type FromShell = { sideProcess: number; said: 'message'; message: unknown } | { sideProcess: number; said: 'exit' };

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

const isFromShell = (data: unknown): data is FromShell => typeof data === 'object' && data !== null && 'sideProcess' in data && 'said' in data;

/** The desk's side. @returns what starts a process */
export const relayProcesses = (port: ParentPort): ((program: SideProgram) => RelayedProcess) => {
  type Ears = { message: ((message: unknown) => void)[]; exit: (() => void)[] };
  const known = new Map<number, Ears>();
  let last = 0;
  const say = (message: ToShell): void => port.postMessage(message);
  port.on('message', ({ data }) => {
    if (!isFromShell(data)) return;
    const ears = known.get(data.sideProcess);
    if (data.said === 'message') return void ears?.message.forEach((listener) => listener(data.message));
    known.delete(data.sideProcess);
    ears?.exit.forEach((listener) => listener());
  });
  return (program) => {
    last += 1;
    const id = last;
    const ears: Ears = { message: [], exit: [] };
    known.set(id, ears);
    say({ sideProcess: id, do: 'start', program });
    return {
      send: (message) => say({ sideProcess: id, do: 'send', message }),
      onMessage: (listener) => void ears.message.push(listener),
      onExit: (listener) => void ears.exit.push(listener),
      kill: () => say({ sideProcess: id, do: 'kill' }),
    };
  };
};
