import type { WriteTransaction } from '../../../db/store.ts';
import { canMove, type DossierState } from '../../../domain/dossier/state.ts';
import { roleOfStage, statusAfterMove } from '../../../domain/dossier/flow.ts';
import { isFinished } from '../../../domain/dossier/status.ts';
import { type Asking, mayReassign, movesFrom } from '../../../domain/dossier/work.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import { askingOf } from './asking.ts';
import { notTheirs, takeOver } from './take-over.ts';
import type { Moved, MoveInput } from './types.ts';

/** On to the next stage, back to be mended, or to somebody else in the same stage. */
export const move = (desk: SignedInDesk, input: MoveInput): Moved | Problem => desk.store.write(desk.officer.id, (tx) => moveIn(tx, desk, input));

export const moveIn = (tx: WriteTransaction, desk: SignedInDesk, { id, to, officerId, reason }: MoveInput): Moved | Problem => {
  const dossier = tx.state('dossier', id);
  if (!dossier) return problem('dossier.unknown');
  const asking = askingOf(desk);
  // Pressed twice, or another officer was quicker: it is there.
  if (dossier.work.stage === to && dossier.work.officerId === officerId) return movedTo(dossier);
  if (!canMove(dossier)) return isFinished(dossier.status) ? problem('dossier.alreadyFinished') : problem('move.notNow', { status: dossier.status });
  const from = dossier.work.stage;
  const isReassigned = to === from;
  const allowed = movesFrom(dossier);
  if (!isReassigned && !allowed.to.includes(to) && !allowed.back.includes(to)) return problem('move.stageSkipped');
  const refused = isReassigned && mayReassign(dossier, asking) ? undefined : notTheirs(dossier, asking);
  if (refused) return refused;
  const unsuitable = whyUnsuitable(dossier, { to, officerId }, asking);
  if (unsuitable) return unsuitable;
  const why = reason.trim();
  if (to < from && why === '') return problem('dossier.reasonRequired', { to: statusAfterMove(dossier.flow[to]!.kind, dossier.status) });

  if (!isReassigned) takeOver(tx, dossier);
  tx.append({ entity: 'dossier', entityId: id, type: 'dossier.moved', payload: { from, to, officerId, reason: why } });
  return movedTo(tx.state('dossier', id)!);
};

type Target = Pick<MoveInput, 'to' | 'officerId'>;

/** Nobody is handed what is not their work; whoever is away keeps it, and their delegate does it. */
const whyUnsuitable = ({ flow }: DossierState, { to, officerId }: Target, { find }: Asking): Problem | undefined => {
  if (officerId === '') return undefined;
  const taker = find(officerId);
  const role = roleOfStage(flow[to]!);
  return taker?.isActive && taker.roles.includes(role) ? undefined : problem('move.officerUnsuitable', { name: taker?.fullName ?? '', role });
};

const movedTo = ({ status, work }: DossierState): Moved => ({ status, stage: work.stage, officerId: work.officerId, ...(work.moveId !== undefined && { moveId: work.moveId }) });
