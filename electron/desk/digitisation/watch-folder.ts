import { type FSWatcher, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { isDiskFull } from '../../../db/store.ts';
import type { ProblemCode } from '../../../domain/problem.ts';
import type { Desk } from '../desk.ts';
import { type Ingest, remove } from './ingest.ts';
import { codeOf, completenessAt, isPassedOver, isSameFile, lookAtFile, type ScannerFile } from './scanner-file.ts';
import type { DigitisationSettings } from './settings.ts';
import type { Slots } from './slots.ts';

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
  /** The first few. */
  inProgress: { fileName: string; state: FileProgress }[];
  /** How many more. */
  moreInProgress: number;
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
  /** So many files at a time over all folders. */
  slots: Slots;
  isWatching: boolean;
};

type Candidate = {
  file: ScannerFile;
  /** Since when the file has been as it is, by the desk's clock. */
  unchangedSince: number;
  state: FileProgress | 'refused' | 'lingering';
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
const maxShown = 10;
/** A folder that takes long to read is read less often: looking at it takes at most a tenth of the time. */
const restPerLook = 9;
const filesLookedAtAtOnce = 64;

/** As a person counts: «Quét 9» before «Quét 10». */
const { compare: compareNames } = new Intl.Collator('vi', { numeric: true });

export const watchFolder = (path: string, { desk, ingest, settings, slots, isWatching }: FolderWatchPorts): FolderWatch => {
  const { clock, log } = desk;
  const candidates = new Map<string, Candidate>();
  let isReachable = true;
  let lastScanAt: number | undefined;
  /** How long the last look at the whole folder took. */
  let lookMs = 0;
  let isStopped = false;
  let watcher: FSWatcher | undefined;
  /** The folder that the watcher looks at. */
  let watched: number | undefined;
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
      const taken = await ingest.take(candidate.file, { urgency: 'intake', earlierPart: candidate.earlierPart });
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
      else if (isDiskFull(error)) wait(candidate, 'diskFull', retryAfterMs);
      else {
        log.fault(error, 'digitisation.take');
        candidate.failures += 1;
        if (candidate.failures >= failuresUntilRefused) refuse(candidate, 'scan.unreadable');
        else wait(candidate, 'failed', retryAfterMs);
      }
    }
  };

  const removeTaken = async (candidate: Candidate): Promise<void> => {
    if (await remove(candidate.file)) candidates.delete(candidate.file.fileName);
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

  /** @returns whether it is ready to be taken */
  const consider = async (candidate: Candidate): Promise<boolean> => {
    const { file } = candidate;
    const now = clock.now();
    if (candidate.state === 'refused' || now < candidate.notBefore) return false;
    if (candidate.state === 'notRemovable' || candidate.state === 'lingering') await removeTaken(candidate);
    else if (now - candidate.unchangedSince >= settings.settleMs) {
      if (file.sizeBytes > settings.limits.maxSizeBytes) waitForRest(candidate, 'scan.tooLarge', settings.settleMs * 10);
      else return isWhole(candidate);
    }
    return false;
  };

  const isWhole = async (candidate: Candidate): Promise<boolean> => {
    const { state } = await completenessAt(candidate.file);
    if (state === 'whole') candidate.state = 'waiting';
    else if (state === 'gone') candidates.delete(candidate.file.fileName);
    else if (state === 'unsupported') refuse(candidate, 'scan.unsupportedType');
    else if (state === 'empty') waitForRest(candidate, 'scan.empty', settings.emptyAfterMs);
    else waitForRest(candidate, state === 'partial' ? 'scan.truncated' : 'scan.unreadable');
    return state === 'whole';
  };

  /** Begins one after the other, as many at a time as there are places: while one is read the next is decoded. */
  const takeWhatIsReady = async (inOrder: readonly Candidate[]): Promise<void> => {
    const begun: Promise<void>[] = [];
    for (const candidate of inOrder) {
      if (isStopped) break;
      const isReady = await consider(candidate).catch((error: unknown) => (trouble(candidate, error), false));
      if (!isReady) continue;
      const leave = await slots.enter();
      if (isStopped) leave();
      else begun.push(take(candidate).catch((error: unknown) => trouble(candidate, error)).finally(leave));
    }
    await Promise.all(begun);
  };

  /** @param folder which one is there now; undefined where none is */
  const noteFolder = (folder: number | undefined): void => {
    const reachable = folder !== undefined;
    if (reachable !== isReachable) log.info({ reachable }, 'scanner folder');
    isReachable = reachable;
    if (!reachable) candidates.clear();
    // Made anew, as by a share that was mounted again: the old watch looks at a folder that is no more.
    if (folder === watched) return;
    watcher?.close();
    watched = folder;
    watcher = reachable && isWatching && !isStopped ? prompter(path, prompt) : undefined;
  };

  const lookOnce = async (): Promise<void> => {
    const startedAt = performance.now();
    let names: string[];
    try {
      names = await readdir(path);
      noteFolder((await stat(path)).ino);
    } catch {
      noteFolder(undefined);
      return;
    }
    const here = new Set(names);
    for (const name of candidates.keys()) if (!here.has(name)) candidates.delete(name);
    for (let from = 0; from < names.length; from += filesLookedAtAtOnce) {
      const some = names.slice(from, from + filesLookedAtAtOnce).filter((name) => !isPassedOver(name));
      const files = await Promise.all(some.map((name) => lookAtFile(path, name).catch(() => undefined)));
      some.forEach((name, index) => note(name, files[index]));
    }
    lastScanAt = clock.now();
    lookMs = performance.now() - startedAt;
    await takeWhatIsReady([...candidates.values()].sort((a, b) => a.file.modifiedAt - b.file.modifiedAt || compareNames(a.file.fileName, b.file.fileName)));
  };

  const note = (name: string, file: ScannerFile | undefined): void => {
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
    const next = JSON.stringify([isReachable, firstInProgress()]);
    if (next !== shown) desk.announce(['scanner']);
    shown = next;
  };

  const isInProgress = ({ state }: Candidate): boolean => state !== 'refused' && state !== 'lingering';

  const firstInProgress = (): FolderStatus['inProgress'] => {
    const first: FolderStatus['inProgress'] = [];
    for (const candidate of candidates.values()) {
      if (first.length === maxShown) break;
      if (isInProgress(candidate)) first.push({ fileName: candidate.file.fileName.normalize('NFC'), state: candidate.state as FileProgress });
    }
    return first;
  };

  const status = (): FolderStatus => {
    const inProgress = firstInProgress();
    const all = inProgress.length < maxShown ? inProgress.length : [...candidates.values()].filter(isInProgress).length;
    return { path, isReachable, ...(lastScanAt !== undefined && { lastScanAt }), inProgress, moreInProgress: all - inProgress.length };
  };

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
        schedule(Math.max(isBusy ? settings.pollMs : settings.rescanMs, lookMs * restPerLook));
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
      watcher?.close();
      await looking;
    },
  };
};

/** Changes only make the next look come sooner; what a look sees is what counts. A watch that cannot be had leaves the looks at intervals. */
const prompter = (path: string, prompt: () => void): FSWatcher | undefined => {
  try {
    const watcher = watch(path, { persistent: false }, prompt);
    // No inotify places left, a share that is gone.
    watcher.on('error', prompt);
    return watcher;
  } catch {
    return undefined;
  }
};
