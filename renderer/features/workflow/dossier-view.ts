import type { Status } from '../../../domain/dossier/status.ts';
import type { Operation } from '../../../domain/permissions.ts';
import type { Outputs } from '../../app/trpc.ts';

export type DossierView = Outputs['dossier']['get'];

/** What an officer calls a step, which depends on where it starts: papers that have come back, work that goes on. */
export const stepName = (from: Status, to: Status) => {
  if (from === 'supplementRequested' && (to === 'processing' || to === 'accepted')) return 'step.papersBack' as const;
  if (from === 'suspended' && to === 'processing') return 'step.resume' as const;
  if (from === 'done' && to === 'processing') return 'step.again' as const;
  return `step.${to}` as const;
};

/** The step that an officer takes most often from here, offered last and loudest. Where none is, the dossier is moved on. */
const mainSteps: Partial<Record<Status, Status>> = {
  registered: 'accepted',
  paymentRequested: 'processing',
  suspended: 'processing',
};

export const mainStepOf = ({ status, wasAccepted }: DossierView['state']): Status | undefined =>
  status === 'supplementRequested' ? (wasAccepted ? 'processing' : 'accepted') : mainSteps[status];

/** From these a dossier goes on, or back, by a move from stage to stage, which carries its status with it. */
const moved: ReadonlySet<Status> = new Set(['accepted', 'processing', 'done']);

/** Papers come back to where they were asked for: one way, not two; and what was never accepted has nothing to be stopped. */
export const offeredSteps = ({ state, nextSteps }: DossierView): Status[] => {
  const isWaitingForPapers = state.status === 'supplementRequested';
  const hidden: Status[] = isWaitingForPapers ? (state.wasAccepted ? ['accepted'] : ['processing', 'suspended']) : moved.has(state.status) ? ['processing', 'done', 'returned'] : [];
  return nextSteps.map(({ to }) => to).filter((to) => !hidden.includes(to));
};

/** Money that is there: recorded and not taken back. */
export const paidOf = ({ payments }: DossierView['state']): number =>
  payments.filter(({ cancelled }) => cancelled === undefined).reduce((sum, { amountVnd }) => sum + amountVnd, 0);

export const extensionsOf = ({ dueChanges }: DossierView['state']): number => dueChanges.filter(({ cause }) => cause === 'apology').length;

/** While a date is still ahead or just gone: once it is over nobody waits any more. */
export const canDraftApology = ({ state, maxExtensions }: DossierView, may: (operation: Operation) => boolean): boolean =>
  may('dossier.draftApology') && state.wasAccepted && state.finishedAt === undefined && state.apologyDraft === undefined && extensionsOf(state) < maxExtensions;

export type MoveWay = 'on' | 'back' | 'person';

/** What a move is called and what it does, by where the dossier is and where it goes. */
export const moveName = ({ stages, work }: DossierView, way: MoveWay, to: number) => {
  if (way !== 'on') return { label: `move.${way}`, text: `move.${way}.text` } as const;
  if (stages[work.stage]!.place !== 'commune') return { label: 'move.cameBack', text: 'move.on.text' } as const;
  return stages[to]!.place === 'commune' ? ({ label: 'move.on', text: 'move.on.text' } as const) : ({ label: 'move.sent', text: 'move.sent.text' } as const);
};
