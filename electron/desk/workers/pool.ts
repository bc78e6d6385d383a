import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { TaskInput, TaskName, TaskOutput } from './tasks.ts';

export type RunOptions = {
  /** Ends the task; one that already runs is ended with its thread. */
  signal?: AbortSignal;
  /**
   * `officer`: somebody is waiting, so it goes before all that has not begun. `intake`: papers that lie in a scanner's folder are not safe
   * yet, so they go before what can be made again at any time.
   */
  urgency?: Urgency;
};
type Urgency = 'officer' | 'intake' | 'background';

/** Heavy work off the desk's thread: images, PDF, bar codes, forms. */
export type Workers = {
  /** @throws {Error} what the task threw, or the death of its thread; the pool lives on */
  run<N extends TaskName>(task: N, input: TaskInput<N>, options?: RunOptions): Promise<TaskOutput<N>>;
  /** Settles when nothing runs or waits here but background work: at once, or when the last of the rest has ended. */
  whenQuiet(): Promise<void>;
  /** Waits for nothing: tasks that have not ended fail. */
  close(): Promise<void>;
};

export type WorkersOptions = {
  /** By default one per two processors: the other belongs to the officer. */
  threads?: number;
  /** A task that runs longer is ended with its thread. */
  taskTimeoutMs?: number;
  /** Limit of a thread's own JavaScript heap, so that a hostile file ends the thread and not the desk. */
  heapLimitMb?: number;
  /** Another set of tasks only in tests of the pool itself. */
  tasksFile?: string;
};

/** Beside this file, in source (.ts) as well as compiled (.js). */
const ownTasksFile = fileURLToPath(new URL(`./tasks${extname(fileURLToPath(import.meta.url))}`, import.meta.url));

type Waiting = { begin: () => void; fail: (error: Error) => void };

export const createWorkers = ({
  threads = Math.max(1, Math.floor(availableParallelism() / 2)),
  taskTimeoutMs = 60_000,
  heapLimitMb = 768,
  tasksFile = ownTasksFile,
}: WorkersOptions = {}): Workers => {
  // Our own queues instead of Piscina's one: a task is handed over only when a thread is free, so an officer's task
  // never stands behind background work, and the time limit counts running, not waiting.
  const queues: Record<Urgency, Waiting[]> = { officer: [], intake: [], background: [] };
  let running = 0;
  let urgent = 0;
  let quietListeners: (() => void)[] = [];
  let isClosed = false;
  let piscina: Piscina | undefined;

  // The first thread starts with the first task: the desk must be up before it needs one.
  const pool = (): Piscina => {
    if (piscina) return piscina;
    piscina = new Piscina({
      filename: tasksFile,
      minThreads: threads,
      maxThreads: threads,
      concurrentTasksPerWorker: 1,
      // With Atomics.wait an idle thread's event loop stands still, and so does what sharp and pdf.js do after a task.
      atomics: 'disabled',
      recordTiming: false,
      // Pictures are outside of this heap; the little that is in it need not be left lying about.
      resourceLimits: { maxOldGenerationSizeMb: heapLimitMb, maxYoungGenerationSizeMb: 32 },
    });
    // A thread that dies between two tasks harms nobody; without a listener the event would end the desk.
    piscina.on('error', () => undefined);
    return piscina;
  };

  const tellQuiet = (): void => {
    const listeners = quietListeners;
    quietListeners = [];
    for (const listener of listeners) listener();
  };

  const beginNext = (): void => {
    while (running < threads) {
      const next = queues.officer.shift() ?? queues.intake.shift() ?? queues.background.shift();
      if (next === undefined) return;
      running += 1;
      next.begin();
    }
  };

  const perform = async (task: string, input: unknown, signal: AbortSignal | undefined): Promise<unknown> => {
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(), taskTimeoutMs);
    const stop = (): void => ending.abort();
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
    try {
      return await pool().run(input, { name: task, signal: ending.signal });
    } catch (error) {
      if (ending.signal.aborted && !signal?.aborted) throw new Error(`task ${task} took longer than ${taskTimeoutMs} ms`, { cause: error });
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
  };

  return {
    run: (task, input, { signal, urgency = 'officer' } = {}) => {
      if (urgency !== 'background') urgent += 1;
      return new Promise<TaskOutput<typeof task>>((resolve, reject) => {
        if (isClosed) return reject(new Error('the workers are closed'));
        const waiting: Waiting = {
          begin: () => {
            signal?.removeEventListener('abort', leave);
            perform(task, input, signal)
              .then((output) => resolve(output as TaskOutput<typeof task>), reject)
              .finally(() => {
                running -= 1;
                beginNext();
              });
          },
          fail: reject,
        };
        const leave = (): void => {
          const queue = queues[urgency];
          queue.splice(queue.indexOf(waiting), 1);
          reject(signal?.reason instanceof Error ? signal.reason : new Error('cancelled'));
        };
        if (signal?.aborted) return reject(signal.reason instanceof Error ? signal.reason : new Error('cancelled'));
        signal?.addEventListener('abort', leave, { once: true });
        queues[urgency].push(waiting);
        beginNext();
      }).finally(() => {
        if (urgency === 'background') return;
        urgent -= 1;
        if (urgent === 0) tellQuiet();
      });
    },
    whenQuiet: () => (urgent === 0 ? Promise.resolve() : new Promise((resolve) => quietListeners.push(resolve))),
    close: async () => {
      isClosed = true;
      for (const waiting of Object.values(queues).flatMap((queue) => queue.splice(0))) waiting.fail(new Error('the workers are closed'));
      await piscina?.destroy();
    },
  };
};
