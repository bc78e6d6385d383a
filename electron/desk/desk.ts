import type { Blobs } from '../../db/blobs.ts';
import type { Store } from '../../db/store.ts';
import type { EntityName } from '../../domain/event.ts';
import type { OfficerState } from '../../domain/officer/officer.ts';
import type { Clock } from '../../domain/time.ts';
import type { Logger } from './log.ts';
import type { Workers } from './workers/pool.ts';

/** What changed, so that open screens ask again. */
export type Topic = EntityName | 'sync' | 'draft' | 'scanner' | 'signing' | 'rendering' | 'reading';

/** Everything that a use case may touch, passed in. Made once in `electron/run-desk.ts`, or in a test with its own clock. */
export type Desk = {
  store: Store;
  blobs: Blobs;
  workers: Workers;
  clock: Clock;
  /** Cryptographic randomness; a seeded one in simulations. */
  randomBytes: (size: number) => Uint8Array;
  log: Logger;
  /** Tells open screens. Called after commit, never inside a transaction. */
  announce: (topics: Topic[]) => void;
  /** Returns the function that ends the subscription. */
  onChange: (listener: (topics: Topic[]) => void) => () => void;
};

/** A desk with an officer at it: what a use case that writes takes as its first argument. */
export type SignedInDesk = Desk & { officer: OfficerState };
