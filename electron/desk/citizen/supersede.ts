import type { WriteTransaction } from '../../../db/store.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import { holderOf, kindOf, standingFor, supersededByOf, type Use, usesOf } from './papers.ts';

type Input = { documentId: string; byDocumentId: string; reason: string };

/**
 * A newer paper of the same kind and of the same owner stands for this one from now on: it is no longer offered for reuse, and stays
 * in the dossiers that it serves.
 */
export const supersede = (desk: SignedInDesk, { documentId, byDocumentId, reason }: Input): { documentId: string } | Problem =>
  desk.store.write(desk.officer.id, (tx): { documentId: string } | Problem => {
    const old = paperOf(desk, tx, documentId);
    const newer = paperOf(desk, tx, byDocumentId);
    if (old === undefined || newer === undefined) return problem('document.unknown');
    const [from, to] = [standingFor(old), standingFor(newer)];
    const isFit = from.document.id !== to.document.id && holderOf(from.dossier) === holderOf(to.dossier) && kindOf(from) !== '' && kindOf(from) === kindOf(to);
    // What is superseded itself can stand for nothing, and two papers not for each other.
    if (!isFit || supersededByOf(newer) !== undefined) return problem('document.cannotSupersede');
    for (const { document } of old) {
      if (document.supersededBy === to.document.id) continue;
      tx.append({ entity: 'document', entityId: document.id, type: 'document.superseded', payload: { byDocumentId: to.document.id, reason } });
    }
    return { documentId };
  });

/** Takes it back: the paper was superseded by mistake. */
export const reinstate = (desk: SignedInDesk, { documentId, reason }: Pick<Input, 'documentId' | 'reason'>): { documentId: string } | Problem =>
  desk.store.write(desk.officer.id, (tx): { documentId: string } | Problem => {
    const uses = paperOf(desk, tx, documentId);
    if (uses === undefined) return problem('document.unknown');
    for (const { document } of uses) {
      if (document.supersededBy !== undefined) tx.append({ entity: 'document', entityId: document.id, type: 'document.reinstated', payload: { reason } });
    }
    return { documentId };
  });

/** Everything that shows the same paper; undefined where nobody's dossier holds it. */
const paperOf = (desk: SignedInDesk, tx: WriteTransaction, documentId: string): Use[] | undefined => {
  const { dossierId } = tx.state('document', documentId) ?? {};
  const dossier = dossierId === undefined ? undefined : tx.state('dossier', dossierId);
  return dossier && usesOf(desk, holderOf(dossier)).find((uses) => uses.some(({ document }) => document.id === documentId));
};
