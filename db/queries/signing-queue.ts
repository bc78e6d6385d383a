import { and, asc, count, eq } from 'drizzle-orm';
import type { Problem } from '../../domain/problem.ts';
import { signingQueue } from '../schema.ts';
import type { Reader, Store } from '../store.ts';

export type SigningKind = 'personal' | 'seal';
export type SigningRequest = {
  documentId: string;
  kind: SigningKind;
  officerId: string;
  /** UTC milliseconds. */
  requestedAt: number;
  /** Why the last try failed. */
  problem?: Problem;
};

const oneRequest = ({ documentId, kind }: Pick<SigningRequest, 'documentId' | 'kind'>) => and(eq(signingQueue.documentId, documentId), eq(signingQueue.kind, kind));

const requestOf = ({ problem, kind, ...row }: typeof signingQueue.$inferSelect): SigningRequest => ({
  ...row,
  kind: kind as SigningKind,
  ...(problem !== null && { problem: JSON.parse(problem) as Problem }),
});

/** What waits to be signed at this desk, longest first. */
export const signingRequests = ({ read }: Pick<Store, 'read'>): SigningRequest[] =>
  read.select().from(signingQueue).orderBy(asc(signingQueue.requestedAt), asc(signingQueue.documentId), asc(signingQueue.kind)).all().map(requestOf);

export const signingRequestCount = ({ read }: Pick<Store, 'read'>): number => read.select({ count: count() }).from(signingQueue).get()!.count;

export const signingRequest = ({ read }: Pick<Store, 'read'>, id: Pick<SigningRequest, 'documentId' | 'kind'>): SigningRequest | undefined => {
  const row = read.select().from(signingQueue).where(oneRequest(id)).get();
  return row && requestOf(row);
};

/** Asked for twice it waits once, since the first time. */
export const addSigningRequest = (db: Reader, { documentId, kind, officerId, requestedAt }: SigningRequest): void => {
  db.insert(signingQueue).values({ documentId, kind, officerId, requestedAt }).onConflictDoNothing().run();
};

export const noteSigningProblem = (db: Reader, id: Pick<SigningRequest, 'documentId' | 'kind'>, problem: Problem): void => {
  db.update(signingQueue).set({ problem: JSON.stringify(problem) }).where(oneRequest(id)).run();
};

export const removeSigningRequest = (db: Reader, id: Pick<SigningRequest, 'documentId' | 'kind'>): void => {
  db.delete(signingQueue).where(oneRequest(id)).run();
};
