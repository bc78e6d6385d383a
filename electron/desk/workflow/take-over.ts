import type { WriteTransaction } from '../../../db/store.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import { type Asking, roleInHand, whyNotTheirs } from '../../../domain/dossier/work.ts';
import { type Problem, problem } from '../../../domain/problem.ts';

/** Why this officer may not work on it now, in words. */
export const notTheirs = (dossier: DossierState, asking: Asking): Problem | undefined => {
  const why = whyNotTheirs(dossier, asking);
  if (why === undefined) return undefined;
  return why === 'roleMissing' ? problem('move.roleMissing', { role: roleInHand(dossier) }) : problem('move.inOtherHands', { name: asking.find(dossier.work.officerId)!.fullName });
};

/** Whoever does something with a dossier that was handed to them has taken it, and the log says so. */
export const takeOver = (tx: WriteTransaction, { id, work: { moveId } }: DossierState): void => {
  if (moveId !== undefined) tx.append({ entity: 'dossier', entityId: id, type: 'dossier.moveAnswered', payload: { moveId, isAccepted: true, reason: '' } });
};
