import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pino, stdTimeFunctions, type Logger as PinoLogger } from 'pino';
import { localDate, type Clock } from '../../domain/time.ts';

export type Logger = PinoLogger & {
  /** Logs what nobody could have meant to happen, and returns the number that an officer can read out: «QMC-7F3K2». */
  fault: (error: unknown, where?: string) => string;
};

export type LogOptions = {
  /** One file a day is written here; without it nothing is (tests). */
  folder?: string;
  clock: Clock;
  randomBytes: (size: number) => Uint8Array;
};

/** No I, L, O, U, 0, 1: a number read out over the telephone has one spelling. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

const referenceNumber = (randomBytes: LogOptions['randomBytes']): string =>
  `QMC-${[...randomBytes(5)].map((byte) => alphabet[byte % alphabet.length]).join('')}`;

const fileName = /^desk-\d{4}-\d{2}-\d{2}\.log$/;
const keptFiles = 30;

/** Keeps the newest month of days on which the desk ran. */
export const pruneLogs = (folder: string): void => {
  const files = readdirSync(folder).filter((name) => fileName.test(name)).sort();
  for (const name of files.slice(0, -keptFiles)) rmSync(join(folder, name), { force: true });
};

/** Lines that are kept while the disk is full, to be written when there is room again; more are dropped. */
const maxHeldBytes = 256 * 1024;

const destination = (path: string): ReturnType<typeof pino.destination> => {
  const lines = pino.destination({ dest: path, sync: true, mkdir: true, maxLength: maxHeldBytes });
  // A line that cannot be written (no room left) must not take the work down that it tells of, nor the whole desk.
  lines.on('error', () => undefined);
  return lines;
};

/** Bodies and headers carry citizens' data, so nothing of a request is ever logged but its operation. */
export const createLog = ({ folder, clock, randomBytes }: LogOptions): Logger => {
  const options = { level: folder === undefined ? 'silent' : 'info', base: null, timestamp: stdTimeFunctions.isoTime };
  const path = folder === undefined ? undefined : join(folder, `desk-${localDate(clock.now())}.log`);
  // Synchronous: the line that explains a crash must be on disk before the process ends.
  const logger = path === undefined ? pino(options) : pino(options, destination(path));
  return Object.assign(logger, {
    fault: (error: unknown, where?: string): string => {
      const reference = referenceNumber(randomBytes);
      logger.error({ reference, where, err: error }, 'fault');
      return reference;
    },
  });
};
