import { addSigningRequest, removeSigningRequest, signingRequest } from '../../../db/queries/signing-queue.ts';
import { maySeal } from '../../../domain/permissions.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import type { SigningKind } from './types.ts';

/** Puts papers into the queue of those that wait for a token. Those that wait already keep their place. */
export const requestSignatures = (desk: SignedInDesk, { documentIds, kind }: { documentIds: readonly string[]; kind: SigningKind }): { waiting: number } | Problem => {
  const { store, clock, officer } = desk;
  if (kind === 'seal' && !maySeal(officer.roles)) return problem('permission.denied');
  const answer = store.write(officer.id, (tx): { waiting: number } | Problem => {
    for (const documentId of documentIds) {
      const document = tx.state('document', documentId);
      if (document === undefined) return problem('document.unknown');
      if (document.status !== 'attached') return problem('document.notAttached');
      addSigningRequest(tx.db, { documentId, kind, officerId: officer.id, requestedAt: clock.now() });
    }
    return { waiting: documentIds.length };
  });
  desk.announce(['signing']);
  return answer;
};

/** Takes a paper out of the queue: one's own, or one for the seal by whoever has it. */
export const cancelRequest = (desk: SignedInDesk, { documentId, kind }: { documentId: string; kind: SigningKind }): { documentId: string } | Problem => {
  const { store, officer } = desk;
  const answer = store.write(officer.id, (tx): { documentId: string } | Problem => {
    const request = signingRequest({ read: tx.db }, { documentId, kind });
    if (request === undefined) return problem('signing.requestUnknown');
    if (request.officerId !== officer.id && !(kind === 'seal' && maySeal(officer.roles))) return problem('permission.denied');
    removeSigningRequest(tx.db, { documentId, kind });
    return { documentId };
  });
  desk.announce(['signing']);
  return answer;
};
