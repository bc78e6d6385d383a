import type { Clock } from '../domain/time.ts';
import type { BlobStore } from './blob-store.ts';
import type { Database } from './database.ts';

/** Everything that the district's use cases may touch, passed in. */
export type DistrictContext = {
  db: Database;
  blobs: BlobStore;
  clock: Clock;
  randomBytes: (size: number) => Uint8Array;
  name: string;
  level: string;
  /** The desk id under which the district writes its own events. */
  districtId: string;
  limits: Limits;
};

export type Limits = {
  /** Of a JSON body. */
  maxBodyBytes: number;
  /** Of one file. */
  maxBlobBytes: number;
  /** How far in the future an event may be stamped. A PC's clock may be off by hours; by years it would drag every other desk's hybrid clock along. */
  maxClockAheadMs: number;
  /** How long an upload to which nothing is added is kept. */
  uploadLifetimeMs: number;
  enrolmentCodeLifetimeMs: number;
};

export const defaultLimits: Limits = {
  maxBodyBytes: 4 * 1024 * 1024,
  maxBlobBytes: 512 * 1024 * 1024,
  maxClockAheadMs: 24 * 3_600_000,
  uploadLifetimeMs: 7 * 24 * 3_600_000,
  enrolmentCodeLifetimeMs: 7 * 24 * 3_600_000,
};

/** The desk that signed a request. */
export type EnrolledDesk = { deskId: string; agencyCode: string };
