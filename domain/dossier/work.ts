import { type FindOfficer, standInsOf } from '../officer/delegation.ts';
import type { OfficerState, Role } from '../officer/officer.ts';
import type { LocalDate } from '../time.ts';
import { canMove, type DossierState } from './state.ts';
import { type FlowStage, roleOfStage } from './flow.ts';

type InHand = Pick<DossierState, 'flow' | 'work'>;

export const stageInHand = ({ flow, work }: InHand): FlowStage => flow[work.stage]!;
export const roleInHand = (dossier: InHand): Role => roleOfStage(stageInHand(dossier));

/** The officer and the day of whom it is asked, and the commune's officers by their ids. */
export type Asking = { officer: OfficerState; find: FindOfficer; today: LocalDate };

/** Why somebody may not work on a dossier now: not their role, or in another's hands. */
export type NotTheirs = 'roleMissing' | 'inOtherHands';

/**
 * Who may: whoever has the stage's role and has it in hand, or stands in today for who has. What nobody has in hand, or somebody
 * who has left, is for anyone of that role.
 */
export const whyNotTheirs = (dossier: InHand, { officer, find, today }: Asking): NotTheirs | undefined => {
  if (!officer.roles.includes(roleInHand(dossier))) return 'roleMissing';
  const { officerId } = dossier.work;
  const isFree = officerId === '' || !find(officerId)?.isActive;
  return isFree || officerId === officer.id || standInsOf(officerId, find, today).includes(officer.id) ? undefined : 'inOtherHands';
};

/** Where it may go: on by one stage, never past one; back to any before, the nearest first. */
export const movesFrom = (dossier: InHand & Pick<DossierState, 'status'>): { to: number[]; back: number[] } => {
  const { stage } = dossier.work;
  if (!canMove(dossier)) return { to: [], back: [] };
  return { to: stage + 1 < dossier.flow.length ? [stage + 1] : [], back: Array.from({ length: stage }, (_, index) => stage - 1 - index) };
};

/** To somebody else in the same stage: by who has it, by the leader, or by who sent it while nobody has taken it. */
export const mayReassign = (dossier: InHand & Pick<DossierState, 'status' | 'moves'>, asking: Asking): boolean => {
  const { moveId } = dossier.work;
  const isSender = moveId !== undefined && dossier.moves.find(({ id }) => id === moveId)?.by === asking.officer.id;
  return canMove(dossier) && (isSender || asking.officer.roles.includes('approver') || whyNotTheirs(dossier, asking) === undefined);
};

/** The result is there to be numbered and sealed: from the last stage before the return on. */
export const isResultDue = (dossier: InHand & Pick<DossierState, 'status'>): boolean => canMove(dossier) && (stageInHand(dossier).kind === 'seal' || dossier.work.stage >= dossier.flow.length - 2);
