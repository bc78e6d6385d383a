import { and, eq } from 'drizzle-orm';
import { blobs } from '../schema.ts';
import type { Store } from '../store.ts';
import { preparedColumn, preparedSql } from './prepared.ts';

/** Whether the log counts on this file being on this disk. */
export const isStored = (store: Store, sha256: string): boolean =>
  store.read.select({ sha256: blobs.sha256 }).from(blobs).where(and(eq(blobs.sha256, sha256), eq(blobs.isHere, 1))).get() !== undefined;

const dropped = preparedColumn<[string], number>('SELECT 1 FROM blobs WHERE sha256 = ? AND is_here = 0');

/** Whether it was here and has been let go when its time was over. */
export const wasDropped = (store: Store, sha256: string): boolean => dropped(store.read).get(sha256) !== undefined;

// What a district still has to get is not let go, whatever its age.
const aged = preparedColumn<[string, number, number], string>(
  `SELECT sha256 FROM blobs LEFT JOIN deliveries USING (sha256)
   WHERE sha256 > ? AND is_here = 1 AND stored_at < ? AND (desk_seq IS NULL OR delivered_at IS NOT NULL) ORDER BY sha256 LIMIT ?`,
);

/** Files on this disk that were stored before, by name: a page behind `after`. */
export const filesStoredBefore = (store: Store, { after, before, limit }: { after: string; before: number; limit: number }): string[] => aged(store.read).all(after, before, limit);

const outputs = preparedSql<[number, number], { row: number; output: string | null }>(
  "SELECT rowid AS row, state ->> '$.output.sha256' AS output FROM documents WHERE rowid > ? ORDER BY rowid LIMIT ?",
);

/** What documents were rendered into, a page behind `after`. */
export const outputsAfter = (store: Store, after: number, limit: number): { row: number; output: string | null }[] => outputs(store.read).all(after, limit);
