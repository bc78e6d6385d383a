import { availableParallelism, totalmem } from 'node:os';
import type { Desk } from '../../desk.ts';
import type { StartSideProcess } from '../../processes/side-process.ts';
import { createPageReader, type PageReaderOptions } from './page-reader.ts';
import { createPageTexts, type ReadPageText } from './page-texts.ts';

export type ReadingControl = {
  readPageText: ReadPageText;
  /** How many pages are read at once. */
  readonly processes: number;
  stop(): void;
};

export type ReadingOptions = Partial<Pick<PageReaderOptions, 'processes' | 'timeoutMs' | 'idleMs'>> & {
  /** Under plain Node it starts them itself. */
  startProcess?: StartSideProcess;
};

/** What a process takes at the most while it reads a page of A4, with room for the rest of the PC. */
const memoryPerProcess = 3 * 1024 ** 3;
const usualProcesses = (): number => Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / memoryPerProcess)));

/** Reads scans: one process for each processor, but on a PC of 4 GB only one. */
export const createReading = (desk: Desk, { startProcess, processes = usualProcesses(), ...options }: ReadingOptions = {}): ReadingControl => {
  const reader = createPageReader({ processes, whenQuiet: desk.workers.whenQuiet, ...(startProcess && { start: startProcess }), ...options });
  const { readPageText, tidy } = createPageTexts(desk, reader);
  tidy();
  return { readPageText, processes, stop: reader.stop };
};
