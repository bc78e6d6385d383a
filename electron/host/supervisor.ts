import type { Clock } from '../../domain/time.ts';

/** A process that was started. `ready` is what it says when it can be talked to; rejected or pending when it never could. */
export type Supervised<Ready> = { ready: Promise<Ready>; exited: Promise<number | null>; stop: () => void };

export type DeskPhase<Ready> = { phase: 'starting' } | { phase: 'ready'; ready: Ready } | { phase: 'waiting'; restartInMs: number } | { phase: 'stopped' };

export type SupervisorOptions<Ready> = {
  start: () => Supervised<Ready>;
  clock: Clock;
  /** Runs the work later; returns the function that calls it off. */
  setTimer: (work: () => void, delayMs: number) => () => void;
  onPhase: (phase: DeskPhase<Ready>) => void;
};

const firstDelayMs = 500;
const maxDelayMs = 30_000;
/** A process that lived this long had started well: the next restart is quick again. */
const healthyAfterMs = 60_000;

/** Keeps the desk process running: whenever it exits it is started again, after a wait that doubles up to half a minute. */
export const supervise = <Ready>({ start, clock, setTimer, onPhase }: SupervisorOptions<Ready>): { stop: () => Promise<void> } => {
  let isStopping = false;
  let delayMs = firstDelayMs;
  let current: Supervised<Ready> | undefined;
  let cancelTimer = (): void => {};

  const launch = (): void => {
    const startedAt = clock.now();
    const child = start();
    current = child;
    onPhase({ phase: 'starting' });
    child.ready.then(
      (ready) => current === child && !isStopping && onPhase({ phase: 'ready', ready }),
      () => {},
    );
    void child.exited.then(() => {
      current = undefined;
      if (isStopping) return;
      if (clock.now() - startedAt >= healthyAfterMs) delayMs = firstDelayMs;
      onPhase({ phase: 'waiting', restartInMs: delayMs });
      cancelTimer = setTimer(launch, delayMs);
      delayMs = Math.min(delayMs * 2, maxDelayMs);
    });
  };
  launch();

  return {
    stop: async () => {
      isStopping = true;
      cancelTimer();
      const child = current;
      child?.stop();
      await child?.exited;
      onPhase({ phase: 'stopped' });
    },
  };
};
