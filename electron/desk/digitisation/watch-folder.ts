import { readdir } from 'node:fs/promises';
import { type FSWatcher, watch } from 'chokidar';
import { isDiskFull } from '../../../db/store.ts';
import type { ProblemCode } from '../../../domain/problem.ts';
import type { Desk } from '../desk.ts';
import { type Ingest, remove } from './ingest.ts';
import { codeOf, completenessAt, isPassedOver, isSameFile, lookAtFile, type ScannerFile } from './scanner-file.ts';
import type { DigitisationSettings } from './settings.ts';

/** What is going on with a file that is neither in the inbox nor refused yet. */
export type FileProgress =
  /** Not complete: still being written, or cut off and given time. */
  | 'incomplete'
  | 'waiting'
  | 'taking'
  /** In the inbox already, but the folder does not let us remove it. */
  | 'notRemovable'
  /** No room on the disk. Tried again. */
  | 'diskFull'
  /** A fault, logged. Tried again. */
  | 'failed';

export type FolderStatus = {
  path: string;
  isReachable: boolean;
  /** UTC milliseconds of the last look that succeeded. */
  lastScanAt?: number;
  inProgress: { fileName: string; state: FileProgress }[];
};

export type FolderWatch = {
  status(): FolderStatus;
  /** One look, and everything that is ready taken. */
  look(): Promise<void>;
  /** Treats a refused file as new. */
  forget(fileName: string): void;
  stop(): Promise<void>;
};

export type FolderWatchPorts = {
  desk: Desk;
  ingest: Ingest;
  settings: DigitisationSettings;
  /** One file at a time over all folders. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  isWatching: boolean;
};

type Candidate = {
  file: ScannerFile;
  /** Since when the file has been as it is, by the desk's clock. */
  unchangedSince: number;
  state: FileProgress | 'refused' | 'removed' | 'lingering';
  /** In the inbox under this id; the file itself is kept a while, for it may still become longer. */
  takenAs?: string;
  /** What was taken of this file before it changed. */
  earlierPart: string | undefined;
  /** Not to be looked into before. */
  notBefore: number;
  failures: number;
};

/** A thread that dies or runs out of time over a file twice does so because of the file. */
const failuresUntilRefused = 2;
const retryAfterMs = 5000;

export const watchFolder = (path: string, { desk, ingest, settings, inTurn, isWatching }: FolderWatchPorts): FolderWatch => {
  const { clock, log } = desk;
  const candidates = new Map<string, Candidate>();
  let isReachable = true;
  let lastScanAt: number | undefined;
  let isStopped = false;
  let watcher: FSWatcher | undefined;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let isPrompted = false;
  let shown = '';

  const refuse = (candidate: Candidate, reason: ProblemCode): void => {
    ingest.refuse(candidate.file, reason);
    candidate.state = 'refused';
    log.info({ reason, sizeBytes: candidate.file.sizeBytes }, 'scan refused');
  };

  const wait = (candidate: Candidate, state: Candidate['state'], ms: number): void => {
    candidate.state = state;
    candidate.notBefore = clock.now() + ms;
  };

  const take = async (candidate: Candidate): Promise<void> => {
    candidate.state = 'taking';
    tellScreens();
    try {
      const taken = await ingest.take(candidate.file, { urgency: 'background', earlierPart: candidate.earlierPart });
      if (taken.state === 'taken') {
        if (taken.mayGrow) {
          candidate.takenAs = taken.documentId;
          wait(candidate, 'lingering', settings.lingerMs);
        } else await removeTaken(candidate);
        log.info({ documentId: taken.documentId, sizeBytes: candidate.file.sizeBytes }, 'scan taken');
      } else if (taken.state === 'changed') {
        candidates.delete(candidate.file.fileName);
        isPrompted = true;
      } else if (taken.reason === 'scan.truncated' && clock.now() - candidate.unchangedSince < settings.incompleteAfterMs) {
        wait(candidate, 'incomplete', retryAfterMs);
      } else refuse(candidate, taken.reason);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ENOENT') candidates.delete(candidate.file.fileName);
      else if (['EBUSY', 'EPERM', 'EACCES'].includes(code)) waitForRest(candidate, 'scan.unreadable');
      else if (isDiskFull(error)) throw error;
      else {
        log.fault(error, 'digitisation.take');
        candidate.failures += 1;
        if (candidate.failures >= failuresUntilRefused) refuse(candidate, 'scan.unreadable');
        else wait(candidate, 'failed', retryAfterMs);
      }
    }
  };

  const removeTaken = async (candidate: Candidate): Promise<void> => {
    if (await remove(candidate.file)) candidate.state = 'removed';
    else wait(candidate, 'notRemovable', retryAfterMs);
  };

  /** One file that cannot be dealt with does not keep the others waiting. */
  const trouble = (candidate: Candidate, error: unknown): void => {
    if (isDiskFull(error)) return wait(candidate, 'diskFull', retryAfterMs);
    log.fault(error, 'digitisation.consider');
    wait(candidate, 'failed', retryAfterMs);
  };

  /** Gives an unchanged file its time; then it is refused, and tried again when it changes. */
  const waitForRest = (candidate: Candidate, reason: ProblemCode, patienceMs = settings.incompleteAfterMs): void => {
    const unchangedMs = clock.now() - candidate.unchangedSince;
    if (unchangedMs >= patienceMs) refuse(candidate, reason);
    // The file may fill up without its size or time telling (a share that reserves room first), so it is looked into again.
    else wait(candidate, 'incomplete', Math.min(1000, settings.pollMs + unchangedMs / 2));
  };

  const consider = async (candidate: Candidate): Promise<void> => {
    const { file } = candidate;
    const now = clock.now();
    if (candidate.state === 'refused' || now < candidate.notBefore) return;
    if (candidate.state === 'notRemovable' || candidate.state === 'lingering') return removeTaken(candidate);
    if (now - candidate.unchangedSince < settings.settleMs) return;
    if (file.sizeBytes > settings.limits.maxSizeBytes) return waitForRest(candidate, 'scan.tooLarge', settings.settleMs * 10);
    const completeness = await completenessAt(file);
    switch (completeness.state) {
      case 'gone':
        candidates.delete(file.fileName);
        return;
      case 'empty':
        return waitForRest(candidate, 'scan.empty', settings.emptyAfterMs);
      case 'unsupported':
        return refuse(candidate, 'scan.unsupportedType');
      case 'partial':
        return waitForRest(candidate, 'scan.truncated');
      case 'locked':
        return waitForRest(candidate, 'scan.unreadable');
      case 'whole':
        candidate.state = 'waiting';
        await inTurn(() => (isStopped ? Promise.resolve() : take(candidate)));
    }
  };

  const noteReachable = (reachable: boolean): void => {
    if (reachable === isReachable && (watcher !== undefined || !reachable || !isWatching)) return;
    if (reachable !== isReachable) log.info({ reachable }, 'scanner folder');
    isReachable = reachable;
    if (!reachable) candidates.clear();
    const old = watcher;
    watcher = undefined;
    void old?.close();
    if (reachable && isWatching && !isStopped) watcher = prompter(path, prompt);
  };

  const lookOnce = async (): Promise<void> => {
    let names: string[];
    try {
      names = await readdir(path);
    } catch {
      noteReachable(false);
      return;
    }
    noteReachable(true);
    const here = new Set(names);
    for (const name of candidates.keys()) if (!here.has(name)) candidates.delete(name);
    for (const name of names) {
      if (isPassedOver(name)) continue;
      const file = await lookAtFile(path, name).catch(() => undefined);
      const known = candidates.get(name);
      if (file === undefined) candidates.delete(name);
      else if (known === undefined || !isSameFile(known.file, file)) {
        candidates.set(name, {
          file,
          unchangedSince: clock.now(),
          // What was there before the desk started is as good as what comes later (paperless-ngx 13011).
          state: ingest.isRefused(file) ? 'refused' : 'incomplete',
          notBefore: 0,
          failures: 0,
          earlierPart: known?.file.inode === file.inode ? (known.takenAs ?? known.earlierPart) : undefined,
        });
      }
    }
    lastScanAt = clock.now();
    const inOrder = [...candidates.values()].sort((a, b) => a.file.modifiedAt - b.file.modifiedAt || (a.file.fileName < b.file.fileName ? -1 : 1));
    for (const candidate of inOrder) if (!isStopped) await consider(candidate).catch((error: unknown) => trouble(candidate, error));
  };

  const look = (): Promise<void> => {
    looking ??= lookOnce()
      .catch((error: unknown) => void log.fault(error, 'digitisation.look'))
      .finally(() => {
        looking = undefined;
        tellScreens();
      });
    return looking;
  };

  const tellScreens = (): void => {
    const { inProgress, isReachable: reachable } = status();
    const next = JSON.stringify([reachable, inProgress]);
    if (next !== shown) desk.announce(['scanner']);
    shown = next;
  };

  const status = (): FolderStatus => ({
    path,
    isReachable,
    ...(lastScanAt !== undefined && { lastScanAt }),
    inProgress: [...candidates.values()].flatMap(({ file, state }) =>
      state === 'refused' || state === 'removed' || state === 'lingering' ? [] : [{ fileName: file.fileName.normalize('NFC'), state }],
    ),
  });

  const prompt = (): void => {
    isPrompted = true;
    if (looking === undefined) schedule(0);
  };

  const schedule = (ms: number): void => {
    if (isStopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      isPrompted = false;
      void look().then(() => {
        const isBusy = isPrompted || [...candidates.values()].some(({ state }) => state === 'incomplete' || state === 'waiting');
        schedule(isBusy ? settings.pollMs : settings.rescanMs);
      });
    }, ms);
    // The desk's own server keeps the process alive.
    timer.unref();
  };

  if (isWatching) schedule(0);

  return {
    status,
    look,
    forget: (fileName) => void candidates.delete(fileName),
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await watcher?.close();
      await looking;
    },
  };
};

/** Changes only make the next look come sooner; what a look sees is what counts. */
const prompter = (path: string, prompt: () => void): FSWatcher => {
  const watcher = watch(path, { depth: 0, ignoreInitial: true, followSymlinks: false, ignorePermissionErrors: true });
  watcher.on('all', prompt);
  // A watch that fails (no inotify places left, a share that is gone) leaves the looks at intervals.
  watcher.on('error', prompt);
  return watcher;
};
