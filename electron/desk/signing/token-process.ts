import { fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TokenAnswers, TokenRefusal, TokenRequest } from './token-messages.ts';

/** A process that talks to one driver, as the desk holds it. */
export type TokenProcess = {
  send: (message: unknown) => void;
  onMessage: (listener: (message: unknown) => void) => void;
  onExit: (listener: () => void) => void;
  /** At once, whatever the driver is doing. */
  kill: () => void;
};

export type StartTokenProcess = () => TokenProcess;

/** Beside this file, in source (.ts) as well as compiled (.js). */
const ownMainFile = fileURLToPath(new URL(`./token-main${extname(fileURLToPath(import.meta.url))}`, import.meta.url));

/** Under plain Node. @param mainFile another one only in tests */
export const startNodeTokenProcess =
  (mainFile = ownMainFile): StartTokenProcess =>
  () => {
    // What drivers write to the terminal is theirs; it must not mix with what the desk says on its own stdout.
    const child = fork(mainFile, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] });
    child.on('error', () => undefined);
    return {
      send: (message) => void child.send(message as object, () => undefined),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('close', listener),
      kill: () => void child.kill('SIGKILL'),
    };
  };

export type TokenLine = {
  ask: <R extends TokenRequest>(request: R, timeoutMs: number) => Promise<TokenAnswers[R['do']]>;
  end: () => void;
};

/** Asks and answers over one process. One that says nothing in time is ended, and whatever else was asked of it is refused. */
export const openTokenLine = (start: StartTokenProcess): TokenLine => {
  const child = start();
  const waiting = new Map<number, (result: unknown) => void>();
  let last = 0;
  let isOver = false;
  const over = (): void => {
    isOver = true;
    for (const settle of waiting.values()) settle({ refused: 'silent' } satisfies TokenRefusal);
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
        if (isOver) return resolve({ refused: 'silent' } as never);
        last += 1;
        const timer = setTimeout(end, timeoutMs);
        waiting.set(last, (result) => {
          clearTimeout(timer);
          resolve(result as never);
        });
        child.send({ id: last, request });
      }),
    end,
  };
};
