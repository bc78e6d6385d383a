import { availableParallelism } from 'node:os';

/** Times in milliseconds. */
export type ScanLimits = {
  /** A larger file is refused by its size alone, without being read. */
  maxSizeBytes: number;
  /** Width × height of one page. A4 at 1200 dpi in colour has 139 million; a page that would not fit in memory has more. */
  maxPagePixels: number;
  maxPages: number;
};

export type DigitisationSettings = {
  limits: ScanLimits;
  /** Size and time of a file must have stood still this long, besides its format's own end being there. */
  settleMs: number;
  /** A file whose end is missing and that has not changed for this long is refused as cut off. */
  incompleteAfterMs: number;
  /** A scanner makes an empty file first and fills it when the page has gone through. */
  emptyAfterMs: number;
  /**
   * A TIFF has no end of its own: after each page that a slow scanner adds it is whole, and may grow again. So the file is
   * taken at once, and left in its folder this long; removed at once it would take the pages still to come with it.
   */
  lingerMs: number;
  /** How often a file that is not complete yet is looked at. */
  pollMs: number;
  /** How often whole folders are read again; the only way to notice a file on a network folder, which tells no changes. */
  rescanMs: number;
  /** Scanners that write a file for each page: those that come within this time of each other lay in the tray together. */
  stackPauseMs: number;
  /**
   * Files that are being taken at a time. Of more than there are threads, so that one always waits for a thread while others wait for the
   * disk; a thread that finds none begins something in the background, which may take a second.
   */
  takesAtOnce: number;
};

export const defaultSettings: DigitisationSettings = {
  limits: { maxSizeBytes: 200 * 1024 * 1024, maxPagePixels: 150_000_000, maxPages: 2000 },
  settleMs: 300,
  incompleteAfterMs: 180_000,
  emptyAfterMs: 20_000,
  lingerMs: 30_000,
  pollMs: 150,
  rescanMs: 1000,
  stackPauseMs: 20_000,
  takesAtOnce: Math.max(1, Math.floor(availableParallelism() / 2)) + 5,
};
