import { maxEventsPerPush } from '../../../domain/wire.ts';
import type { Problem } from '../../../domain/problem.ts';
import { backoffMs, type BackoffSettings } from './backoff.ts';
import { type Failure, isAboutTheLine, problemOf } from './failure.ts';

/**
 * What sync does next, decided without touching anything: `plan` reads what is on disk (`Seen`) and what this run has
 * learned (`Memory`) and names the actions; `learn` takes in how an action went. The runner does the rest.
 *
 * Two lanes, each with one action at a time: events (push, pull) and files (ask, upload, download). They wait and fail
 * apart from each other, so an event never stands behind a file.
 */

/** On disk, read anew for every plan, so that a restart has nothing to remember wrongly. */
export type Seen = {
  isConfigured: boolean;
  /** Own events that the district has not acknowledged. */
  pendingEvents: number;
  /** SHA-256 of the files named by acknowledged own events and not known to be at the district, oldest first (the first few hundred). */
  undelivered: readonly string[];
  /** SHA-256 of files of attached documents from elsewhere that are not here yet (the first few hundred). */
  missing: readonly string[];
};

export type LaneName = 'events' | 'files';

export type Lane = {
  busyWith: Action | undefined;
  /** In a row. */
  failures: number;
  /** UTC milliseconds. */
  nextTryAt: number;
  lastTryAt: number;
  /** Why it waits; the screen shows it. */
  reason: Problem | undefined;
  isLineDown: boolean;
};

type FileWait = { failures: number; notBefore: number; reason: Problem | undefined };

/** Learned in this run and forgotten with it. Nothing in here may be needed for correctness. */
export type Memory = {
  isRunning: boolean;
  lanes: Readonly<Record<LaneName, Lane>>;
  isRefused: boolean;
  /** Whether the district has answered at all in this run. */
  hasContact: boolean;
  batchSize: number;
  chunkBytes: number;
  /** UTC milliseconds from which to pull again. */
  pullDueAt: number;
  pushesSincePull: number;
  /** The last pull came to the district's end. Starts false, so an interrupted first sync is never taken for done. */
  isPulledToEnd: boolean;
  /** What the district said about the files asked for. */
  atDistrict: ReadonlyMap<string, 'whole' | 'lacking'>;
  fileWaits: ReadonlyMap<string, FileWait>;
};

export type Action =
  | { type: 'push'; limit: number }
  | { type: 'pull'; limit: number }
  /** Both what we would send and, also in `awaited`, what we wait for from elsewhere. */
  | { type: 'ask'; hashes: readonly string[]; awaited: readonly string[] }
  | { type: 'upload'; sha256: string; chunkBytes: number }
  | { type: 'download'; sha256: string; chunkBytes: number };

export type Input =
  | { type: 'started' }
  | { type: 'stopped' }
  /** The officer pressed F12, the network interfaces changed, or the desk was enrolled: wait no longer. */
  | { type: 'tryNow' }
  | { type: 'committed' }
  | { type: 'begun'; action: Action }
  | { type: 'pushed'; hasProgress: boolean; isFullBatch: boolean }
  | { type: 'pulled'; hasMore: boolean }
  | { type: 'asked'; hashes: readonly string[]; lacking: readonly string[]; awaited: readonly string[] }
  | { type: 'uploaded'; sha256: string }
  | { type: 'downloaded'; sha256: string }
  /** Only this file's fault: others go on. */
  | { type: 'fileFailed'; sha256: string; reason: Problem }
  | { type: 'failed'; lane: LaneName; failure: Failure };

export type Settings = {
  backoff: BackoffSettings;
  /** How often to look for other desks' events while the line is good. */
  pullEveryMs: number;
  maxBatch: number;
  maxChunkBytes: number;
  minChunkBytes: number;
  /** How often to look whether a file from another desk has come whole. */
  fileRetryMs: number;
  /** A new commit tries a waiting line again, but not more often than this. */
  nudgeAfterMs: number;
  requestTimeoutMs: number;
};

export const defaultSettings: Settings = {
  backoff: { baseMs: 2_000, factor: 2, capMs: 300_000 },
  pullEveryMs: 30_000,
  maxBatch: maxEventsPerPush,
  maxChunkBytes: 1_048_576,
  minChunkBytes: 65_536,
  fileRetryMs: 30_000,
  nudgeAfterMs: 10_000,
  requestTimeoutMs: 60_000,
};

const idle: Lane = { busyWith: undefined, failures: 0, nextTryAt: 0, lastTryAt: 0, reason: undefined, isLineDown: false };

export const initialMemory = (settings: Settings): Memory => ({
  isRunning: false,
  lanes: { events: idle, files: idle },
  isRefused: false,
  hasContact: false,
  batchSize: settings.maxBatch,
  chunkBytes: settings.maxChunkBytes,
  pullDueAt: 0,
  pushesSincePull: 0,
  isPulledToEnd: false,
  atDistrict: new Map(),
  fileWaits: new Map(),
});

const maxAsked = 200;
const pushesPerPull = 20;

export const plan = (seen: Seen, memory: Memory, now: number): Action[] => {
  if (!memory.isRunning || !seen.isConfigured) return [];
  const actions = [planEvents(seen, memory, now), planFiles(seen, memory, now)];
  return actions.filter((action) => action !== undefined);
};

const canStart = (lane: Lane, now: number): boolean => lane.busyWith === undefined && now >= lane.nextTryAt;

const planEvents = (seen: Seen, memory: Memory, now: number): Action | undefined => {
  if (!canStart(memory.lanes.events, now)) return undefined;
  // A long backlog, or a desk that writes without pause, must not keep the other desks' news out for ever.
  const isPullOverdue = memory.pushesSincePull >= pushesPerPull && now >= memory.pullDueAt;
  if (seen.pendingEvents > 0 && !isPullOverdue) return { type: 'push', limit: memory.batchSize };
  if (now >= memory.pullDueAt) return { type: 'pull', limit: memory.batchSize };
  return undefined;
};

const isWaiting = (memory: Memory, sha256: string, now: number): boolean => (memory.fileWaits.get(sha256)?.notBefore ?? 0) > now;

const planFiles = (seen: Seen, memory: Memory, now: number): Action | undefined => {
  // Nothing but an unanswered push or pull tells that the line is down; files do not knock as well.
  if (!canStart(memory.lanes.files, now) || memory.isRefused || !memory.hasContact || memory.lanes.events.isLineDown) return undefined;
  const isReady = (sha256: string): boolean => !isWaiting(memory, sha256, now);
  // Still undelivered although known to be whole there: known before our own event named it (the same bytes on two
  // desks), so it is asked again, and the answer recorded.
  const unsent = seen.undelivered.filter((sha256) => isReady(sha256) && memory.atDistrict.get(sha256) !== 'lacking');
  const awaited = seen.missing.filter((sha256) => isReady(sha256) && !memory.atDistrict.has(sha256) && !unsent.includes(sha256));
  const hashes = [...unsent, ...awaited].slice(0, maxAsked);
  if (hashes.length > 0) return { type: 'ask', hashes, awaited: awaited.filter((sha256) => hashes.includes(sha256)) };
  const upload = seen.undelivered.find((sha256) => isReady(sha256) && memory.atDistrict.get(sha256) === 'lacking');
  if (upload !== undefined) return { type: 'upload', sha256: upload, chunkBytes: memory.chunkBytes };
  const download = seen.missing.find((sha256) => isReady(sha256) && memory.atDistrict.get(sha256) === 'whole');
  return download === undefined ? undefined : { type: 'download', sha256: download, chunkBytes: memory.chunkBytes };
};

/** When to plan again if nothing happens before, UTC milliseconds; undefined when only an input can change the plan. */
export const nextWakeAt = (seen: Seen, memory: Memory, now: number): number | undefined => {
  if (!memory.isRunning || !seen.isConfigured) return undefined;
  const { events, files } = memory.lanes;
  const times: number[] = [];
  if (events.busyWith === undefined) {
    times.push(seen.pendingEvents > 0 ? events.nextTryAt : Math.max(events.nextTryAt, memory.pullDueAt));
  }
  if (files.busyWith === undefined) {
    const waiting = [...seen.undelivered, ...seen.missing];
    if (waiting.length > 0) {
      const soonest = waiting.reduce((least, sha256) => Math.min(least, memory.fileWaits.get(sha256)?.notBefore ?? 0), Infinity);
      times.push(Math.max(files.nextTryAt, soonest));
    }
  }
  const future = times.filter((time) => time > now);
  return future.length === 0 ? undefined : Math.min(...future);
};

export const laneOf = (action: Action): LaneName => (action.type === 'push' || action.type === 'pull' ? 'events' : 'files');

/**
 * @param now UTC milliseconds
 * @param random in [0, 1), for the jitter
 */
export const learn = (memory: Memory, input: Input, now: number, random: number, settings: Settings): Memory => {
  switch (input.type) {
    case 'started':
      return { ...initialMemory(settings), isRunning: true };
    case 'stopped':
      return { ...memory, isRunning: false };
    case 'tryNow':
      return {
        ...memory,
        lanes: { events: rested(memory.lanes.events), files: rested(memory.lanes.files) },
        isRefused: false,
        pullDueAt: 0,
        fileWaits: new Map(),
      };
    case 'committed': {
      const { events } = memory.lanes;
      if (events.failures === 0 || now - events.lastTryAt < settings.nudgeAfterMs) return memory;
      // The count of failures stays: this is one more try, not a reason to believe that the line is back.
      return withLane(memory, 'events', { ...events, nextTryAt: Math.min(events.nextTryAt, now) });
    }
    case 'begun': {
      const name = laneOf(input.action);
      return withLane(memory, name, { ...memory.lanes[name], busyWith: input.action, lastTryAt: now });
    }
    case 'pushed': {
      if (!input.hasProgress) return learn(memory, { type: 'failed', lane: 'events', failure: { kind: 'unexpected', status: 200 } }, now, random, settings);
      const grown = Math.min(settings.maxBatch, memory.batchSize + Math.max(1, Math.ceil(settings.maxBatch / 20)));
      const pushesSincePull = memory.pushesSincePull + 1;
      return { ...reached(memory, 'events'), pushesSincePull, batchSize: input.isFullBatch ? grown : memory.batchSize };
    }
    case 'pulled':
      return {
        ...reached(memory, 'events'),
        pushesSincePull: 0,
        pullDueAt: input.hasMore ? now : now + settings.pullEveryMs,
        isPulledToEnd: !input.hasMore,
      };
    case 'asked': {
      const lacking = new Set(input.lacking);
      const atDistrict = new Map(memory.atDistrict);
      const fileWaits = new Map(memory.fileWaits);
      for (const sha256 of input.hashes) {
        if (lacking.has(sha256) && input.awaited.includes(sha256)) {
          // The other desk's upload is not whole yet: look again later.
          atDistrict.delete(sha256);
          fileWaits.set(sha256, { failures: 0, notBefore: now + settings.fileRetryMs, reason: undefined });
        } else {
          atDistrict.set(sha256, lacking.has(sha256) ? 'lacking' : 'whole');
        }
      }
      return { ...reached(memory, 'files'), atDistrict, fileWaits };
    }
    case 'uploaded': {
      const grown = Math.min(settings.maxChunkBytes, memory.chunkBytes * 2);
      return { ...forgotten(reached(memory, 'files'), input.sha256), chunkBytes: grown };
    }
    case 'downloaded':
      return forgotten(reached(memory, 'files'), input.sha256);
    case 'fileFailed': {
      const failures = (memory.fileWaits.get(input.sha256)?.failures ?? 0) + 1;
      const notBefore = now + settings.backoff.baseMs + backoffMs(failures, random, settings.backoff);
      const next = forgotten(reached(memory, 'files'), input.sha256);
      return { ...next, fileWaits: new Map([...next.fileWaits, [input.sha256, { failures, notBefore, reason: input.reason }]]) };
    }
    case 'failed':
      return failed(memory, input.lane, input.failure, now, random, settings);
  }
};

const failed = (memory: Memory, name: LaneName, failure: Failure, now: number, random: number, settings: Settings): Memory => {
  const lane = memory.lanes[name];
  const failures = lane.failures + 1;
  const delay = Math.max(backoffMs(failures, random, settings.backoff), failure.kind === 'busy' ? (failure.retryAfterMs ?? 0) : 0);
  const waiting = withLane(memory, name, {
    ...lane,
    busyWith: undefined,
    failures,
    nextTryAt: now + Math.min(delay, settings.backoff.capMs),
    reason: problemOf(failure),
    isLineDown: isAboutTheLine(failure),
  });
  switch (failure.kind) {
    case 'tooLarge':
      // Half of it goes at once; only a single event (or the least piece of a file) that is too large has to wait.
      if (name === 'events' && memory.batchSize > 1) {
        return { ...reached(memory, name), batchSize: Math.max(1, Math.floor(memory.batchSize / 2)) };
      }
      return halvedChunk(waiting, name, settings);
    case 'noAnswer':
      // Perhaps the line is only slow: ask for less next time.
      return name === 'events'
        ? { ...waiting, batchSize: Math.max(1, Math.floor(memory.batchSize / 2)) }
        : halvedChunk(waiting, name, settings);
    case 'unreachable':
      // What a server has of a piece that broke off it may lose; on a line that breaks often only small pieces get through.
      return halvedChunk(waiting, name, settings);
    case 'notEnrolled':
      return { ...waiting, isRefused: true };
    default:
      return waiting;
  }
};

const halvedChunk = (memory: Memory, name: LaneName, settings: Settings): Memory =>
  name === 'files' ? { ...memory, chunkBytes: Math.max(settings.minChunkBytes, Math.floor(memory.chunkBytes / 2)) } : memory;

const rested = (lane: Lane): Lane => ({ ...lane, failures: 0, nextTryAt: 0 });

/** The district answered: the lane is free and owes no wait. */
const reached = (memory: Memory, name: LaneName): Memory =>
  withLane({ ...memory, hasContact: true, isRefused: false }, name, { ...idle, lastTryAt: memory.lanes[name].lastTryAt });

const withLane = (memory: Memory, name: LaneName, lane: Lane): Memory => ({ ...memory, lanes: { ...memory.lanes, [name]: lane } });

/** What was known of the file is out of date: ask again if it still matters. */
const forgotten = (memory: Memory, sha256: string): Memory => {
  const atDistrict = new Map(memory.atDistrict);
  const fileWaits = new Map(memory.fileWaits);
  atDistrict.delete(sha256);
  fileWaits.delete(sha256);
  return { ...memory, atDistrict, fileWaits };
};
