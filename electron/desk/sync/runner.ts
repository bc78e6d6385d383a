import { isProblem, problem, type Problem } from '../../../domain/problem.ts';
import type { Clock } from '../../../domain/time.ts';
import { type Failure, isFailure } from './failure.ts';
import type { Local } from './local.ts';
import { type Action, initialMemory, type Input, laneOf, learn, type Memory, nextWakeAt, plan, type Settings } from './planner.ts';
import { isFileFailure, type Timers, type Transport } from './transport.ts';

/** The part of the blob store that sync needs. */
export type SyncBlobs = {
  sizeOf: (sha256: string) => number;
  /** @returns bytes `start` up to but without `end` */
  readRange: (sha256: string, start: number, end: number) => Promise<Uint8Array>;
  /** Whether the bytes are still those that the name says. */
  isWhole: (sha256: string) => Promise<boolean>;
  put: (source: AsyncIterable<Uint8Array>) => Promise<{ sha256: string; sizeBytes: number }>;
};

export type RunnerPorts = {
  local: Local;
  blobs: SyncBlobs;
  transport: Transport;
  clock: Clock;
  /** In [0, 1); for the jitter only. */
  random: () => number;
  timers: Timers;
  settings: Settings;
  /** A failure of the desk itself; returns what to show for it. */
  fault: (error: unknown) => Problem;
  warn: (message: string, data: Record<string, unknown>) => void;
  /** Something that the screen shows has changed. */
  onChange: (what: 'status' | 'files') => void;
};

export type Transfer = { direction: 'up' | 'down'; sha256: string; doneBytes: number; sizeBytes: number };

export type Runner = {
  start: () => void;
  /** Resolves when no request is out and nothing will be written any more. */
  stop: () => Promise<void>;
  tell: (input: Extract<Input, { type: 'tryNow' | 'committed' }>) => void;
  memory: () => Memory;
  /** The file that is on the way now. */
  transfer: () => Transfer | undefined;
};

const maxDownloadTries = 4;

/** Does what the planner says and tells it how it went. */
export const createRunner = ({ local, blobs, transport, clock, random, timers, settings, fault, warn, onChange }: RunnerPorts): Runner => {
  let memory = initialMemory(settings);
  let transfer: Transfer | undefined;
  let controller = new AbortController();
  let cancelWake = (): void => undefined;
  const running = new Map<'events' | 'files', Promise<void>>();

  const take = (input: Input): void => {
    memory = learn(memory, input, clock.now(), random(), settings);
  };

  const turn = (): void => {
    if (!memory.isRunning) return;
    const now = clock.now();
    cancelWake();
    let wakeAt: number | undefined;
    try {
      const seen = local.see();
      for (const action of plan(seen, memory, now)) begin(action);
      wakeAt = nextWakeAt(seen, memory, now);
    } catch (error) {
      // The store does not answer: looked at again later, never in a tight circle.
      fault(error);
      wakeAt = now + settings.nudgeAfterMs;
    }
    cancelWake = wakeAt === undefined ? () => undefined : timers.after(wakeAt - now, turn);
  };

  const begin = (action: Action): void => {
    take({ type: 'begun', action });
    const lane = laneOf(action);
    const work = perform(action, controller.signal)
      .catch((error: unknown): Input => ({ type: 'failed', lane, failure: { kind: 'local', reason: fault(error) } }))
      .then((input) => {
        running.delete(lane);
        if (!memory.isRunning) return;
        take(input);
        onChange('status');
        turn();
      });
    running.set(lane, work);
    onChange('status');
  };

  const failedIn = (action: Action, failure: Failure): Input => ({ type: 'failed', lane: laneOf(action), failure });

  const perform = async (action: Action, signal: AbortSignal): Promise<Input> => {
    switch (action.type) {
      case 'push': {
        const events = local.eventsToSend(action.limit);
        const answer = await transport.push(events, signal);
        if (isFailure(answer) || signal.aborted) return failedIn(action, isFailure(answer) ? answer : stopped);
        for (const { deskSeq, verdict, reason } of answer.verdicts) {
          if (verdict === 'rejected' || verdict === 'conflict') warn('event not simply taken', { deskSeq, verdict, reason });
        }
        return { type: 'pushed', hasProgress: local.recordPushed(answer, clock.now()), isFullBatch: events.length >= action.limit };
      }
      case 'pull': {
        const answer = await transport.pull(local.cursor(), action.limit, signal);
        if (isFailure(answer) || signal.aborted) return failedIn(action, isFailure(answer) ? answer : stopped);
        const { refused } = local.recordPulled(answer.events, answer.cursor, clock.now());
        for (const { event, reason } of refused) warn('pulled event kept but not folded', { deskId: event.deskId, deskSeq: event.deskSeq, reason });
        return { type: 'pulled', hasMore: answer.hasMore };
      }
      case 'ask': {
        const answer = await transport.lacking(action.hashes, signal);
        if (isFailure(answer) || signal.aborted) return failedIn(action, isFailure(answer) ? answer : stopped);
        const lacking = new Set(answer.lacking);
        const whole = action.hashes.filter((sha256) => !lacking.has(sha256));
        if (whole.length > 0) {
          local.recordDelivered(whole, clock.now());
          onChange('files');
        }
        return { type: 'asked', hashes: action.hashes, lacking: answer.lacking, awaited: action.awaited };
      }
      case 'upload':
        return upload(action, signal);
      case 'download':
        return download(action, signal);
    }
  };

  const upload = async (action: Extract<Action, { type: 'upload' }>, signal: AbortSignal): Promise<Input> => {
    const { sha256 } = action;
    const uploadUrl = local.uploadUrlOf(sha256);
    // A copy that has gone bad would be refused only after the last byte; look before a weak line is spent on it.
    if (!(await blobs.isWhole(sha256))) return { type: 'fileFailed', sha256, reason: problem('sync.fileUnreadable', { sha256 }) };
    const sizeBytes = blobs.sizeOf(sha256);
    transfer = { direction: 'up', sha256, doneBytes: 0, sizeBytes };
    try {
      const result = await transport.upload({
        sha256,
        sizeBytes,
        uploadUrl,
        chunkBytes: action.chunkBytes,
        read: (start, end) => blobs.readRange(sha256, start, end),
        onUploadUrl: (url) => {
          if (!signal.aborted && url !== local.uploadUrlOf(sha256)) local.rememberUploadUrl(sha256, url);
        },
        onProgress: (doneBytes) => {
          transfer = { direction: 'up', sha256, doneBytes, sizeBytes };
          onChange('status');
        },
        turn: async () => {
          while (running.has('events') && !signal.aborted) await running.get('events');
        },
        signal,
      });
      if (signal.aborted) return failedIn(action, stopped);
      if (isFailure(result)) return failedIn(action, result);
      if (isFileFailure(result)) {
        local.rememberUploadUrl(sha256, undefined);
        return { type: 'fileFailed', sha256, reason: result.fileReason };
      }
      if (result.isConfirmed) local.recordDelivered([sha256], clock.now());
      // All bytes had arrived earlier, but whether the district took them as whole it says only when asked.
      else local.rememberUploadUrl(sha256, undefined);
      onChange('files');
      return { type: 'uploaded', sha256 };
    } finally {
      transfer = undefined;
    }
  };

  const download = async (action: Extract<Action, { type: 'download' }>, signal: AbortSignal): Promise<Input> => {
    const { sha256 } = action;
    let outcome: Input | undefined;

    // One piece after another, so that a cut costs a piece. A few tries without a pause; then the planner's backoff.
    async function* pieces(): AsyncGenerator<Uint8Array> {
      let position = 0;
      let tries = 0;
      for (;;) {
        const answer = await transport.download(sha256, position, action.chunkBytes, signal);
        if (signal.aborted) outcome = failedIn(action, stopped);
        else if (isFailure(answer) && (answer.kind !== 'unreachable' || (tries += 1) >= maxDownloadTries)) outcome = failedIn(action, answer);
        else if (isFailure(answer)) continue;
        else if (isFileFailure(answer)) outcome = { type: 'fileFailed', sha256, reason: answer.fileReason };
        if (outcome || !('bytes' in answer)) throw new Error('download given up');
        tries = 0;
        position += answer.bytes.length;
        yield answer.bytes;
        transfer = { direction: 'down', sha256, doneBytes: position, sizeBytes: answer.sizeBytes };
        onChange('status');
        if (position >= answer.sizeBytes) return;
      }
    }

    try {
      const put = await blobs.put(pieces());
      // Bytes under another name harm nobody; they are simply not the file that was asked for.
      if (put.sha256 !== sha256) return { type: 'fileFailed', sha256, reason: problem('sync.fileUnreadable', { sha256 }) };
      local.recordArrived(sha256, put.sizeBytes, clock.now());
      onChange('files');
      return { type: 'downloaded', sha256 };
    } catch (error) {
      if (outcome) return outcome;
      throw error;
    } finally {
      transfer = undefined;
    }
  };

  return {
    start: () => {
      if (memory.isRunning) return;
      controller = new AbortController();
      take({ type: 'started' });
      turn();
    },
    stop: async () => {
      take({ type: 'stopped' });
      cancelWake();
      controller.abort();
      await Promise.all(running.values());
    },
    tell: (input) => {
      if (!memory.isRunning) return;
      take(input);
      turn();
    },
    memory: () => memory,
    transfer: () => transfer,
  };
};

const stopped: Failure = { kind: 'unreachable', detail: 'stopped' };

/** What to show for a failure of the desk itself. */
export const localProblem = (error: unknown, reference: () => string): Problem => {
  if (isProblem(error)) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === 'ENOSPC' || code === 'SQLITE_FULL' ? problem('store.diskFull') : problem('sync.fault', { reference: reference() });
};
