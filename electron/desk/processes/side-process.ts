import { fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A process of its own beside the desk, as the desk holds it: for what may hang, crash or eat memory. */
export type SideProcess = {
  send: (message: unknown) => void;
  onMessage: (listener: (message: unknown) => void) => void;
  onExit: (listener: () => void) => void;
  /** At once, whatever it is doing. */
  kill: () => void;
};

export type StartSideProcess = () => SideProcess;

/** A main file beside the module that asks, in source (.ts) as well as compiled (.js). @param name without its ending */
export const mainFileBeside = (moduleUrl: string, name: string): string => fileURLToPath(new URL(`./${name}${extname(fileURLToPath(moduleUrl))}`, moduleUrl));

/** Under plain Node; in Electron the main process starts it (`host/process-relay.ts`). */
export const startNodeProcess =
  (mainFile: string): StartSideProcess =>
  () => {
    // What libraries write to the terminal is theirs; it must not mix with what the desk says on its own stdout.
    const child = fork(mainFile, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] });
    child.on('error', () => undefined);
    return {
      send: (message) => void child.send(message as object, () => undefined),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('close', listener),
      kill: () => void child.kill('SIGKILL'),
    };
  };

export type ProcessLine = {
  /** Undefined: it died, or said nothing in time and was ended. */
  ask: (request: unknown, timeoutMs: number) => Promise<unknown>;
  end: () => void;
};

/** Asks and answers over one process. One that says nothing in time is ended, and whatever else was asked of it stays without an answer. */
export const openLine = (start: StartSideProcess): ProcessLine => {
  const child = start();
  const waiting = new Map<number, (result: unknown) => void>();
  let last = 0;
  let isOver = false;
  const over = (): void => {
    isOver = true;
    for (const settle of waiting.values()) settle(undefined);
    waiting.clear();
  };
  child.onMessage((message) => {
    const { id, result } = message as { id: number; result: unknown };
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  child.onExit(over);
  const end = (): void => {
    over();
    child.kill();
  };
  return {
    ask: (request, timeoutMs) =>
      new Promise((resolve) => {
        if (isOver) return resolve(undefined);
        last += 1;
        const timer = setTimeout(end, timeoutMs);
        waiting.set(last, (result) => {
          clearTimeout(timer);
          resolve(result);
        });
        child.send({ id: last, request });
      }),
    end,
  };
};
