import type { DomainEvent } from '../../../domain/event.ts';
import type { Problem } from '../../../domain/problem.ts';
import type { PullResponse, PushResponse } from '../../../domain/wire.ts';
import type { Failure } from './failure.ts';

export type UploadInput = {
  sha256: string;
  sizeBytes: number;
  /** Where an earlier try got to; asked for its offset first. */
  uploadUrl: string | undefined;
  chunkBytes: number;
  /** @returns bytes `start` up to but without `end` */
  read: (start: number, end: number) => Promise<Uint8Array>;
  /** Told before the first byte is sent, so that a power cut does not lose the way back. */
  onUploadUrl: (url: string) => void;
  onProgress: (sentBytes: number) => void;
  /** Resolves when nothing more urgent is on the line; awaited before each chunk. */
  turn: () => Promise<void>;
  signal: AbortSignal;
};

/** Of one file only; the line is good. */
export type FileFailure = { fileReason: Problem };

export type Transport = {
  push: (events: readonly DomainEvent[], signal: AbortSignal) => Promise<PushResponse | Failure>;
  pull: (cursor: string | undefined, limit: number, signal: AbortSignal) => Promise<PullResponse | Failure>;
  lacking: (hashes: readonly string[], signal: AbortSignal) => Promise<{ lacking: string[] } | Failure>;
  /**
   * `isConfirmed` false: the district already held as many bytes as there are, but did not say now that they are the
   * right ones.
   */
  upload: (input: UploadInput) => Promise<{ isConfirmed: boolean } | FileFailure | Failure>;
  /** @returns bytes from `start`, at most `maxBytes` of them, and the size of the whole file */
  download: (sha256: string, start: number, maxBytes: number, signal: AbortSignal) => Promise<{ bytes: Uint8Array; sizeBytes: number } | FileFailure | Failure>;
};

export type Timers = { after: (ms: number, run: () => void) => () => void };

/** The one place of sync that runs on the real clock. */
export const realTimers: Timers = {
  after: (ms, run) => {
    const timer = setTimeout(run, Math.min(ms, 0x7fffffff));
    return () => clearTimeout(timer);
  },
};

export const isFileFailure = (value: object): value is FileFailure => 'fileReason' in value;
