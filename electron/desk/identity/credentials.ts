import { eq } from 'drizzle-orm';
import { credentials } from '../../../db/schema.ts';
import type { Store, WriteTransaction } from '../../../db/store.ts';

/** Hashes are a table of this desk alone: they never enter the log, which is copied to other machines. */
export type Credential = typeof credentials.$inferSelect;

export const credentialOf = (store: Store, officerId: string): Credential | undefined =>
  store.read.select().from(credentials).where(eq(credentials.officerId, officerId)).get();

/** A new password also ends the wait after wrong ones. */
export const putPassword = (tx: WriteTransaction, officerId: string, passwordHash: string, now: number): void => {
  const fresh = { passwordHash, failedAttempts: 0, lastFailedAt: null, changedAt: now };
  tx.db.insert(credentials).values({ officerId, ...fresh }).onConflictDoUpdate({ target: credentials.officerId, set: fresh }).run();
};

export const putAttempts = (tx: WriteTransaction, officerId: string, failedAttempts: number, lastFailedAt: number | null): void =>
  void tx.db.update(credentials).set({ failedAttempts, lastFailedAt }).where(eq(credentials.officerId, officerId)).run();
