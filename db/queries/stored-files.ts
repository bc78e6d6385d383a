import { and, eq } from 'drizzle-orm';
import { blobs } from '../schema.ts';
import type { Store } from '../store.ts';

/** Whether the log counts on this file being on this disk. */
export const isStored = (store: Store, sha256: string): boolean =>
  store.read.select({ sha256: blobs.sha256 }).from(blobs).where(and(eq(blobs.sha256, sha256), eq(blobs.isHere, 1))).get() !== undefined;
