import type { Status } from '../../../domain/dossier/status.ts';
import type { Operation } from '../../../domain/permissions.ts';
import { canDraftApology, type DossierView, mainStepOf, type MoveWay, offeredSteps } from './dossier-view.ts';

export type Action =
  | { kind: 'take'; moveId: string }
  | { kind: 'decline'; moveId: string }
  | { kind: 'move'; way: MoveWay }
  | { kind: 'step'; to: Status }
  /** The result to the citizen. */
  | { kind: 'return' }
  | { kind: 'draft' }
  /** Received in error. */
  | { kind: 'cancel' };

type Actions = {
  main: Action | undefined;
  /** Shown beside the main one. */
  beside: Action[];
  /** In the menu. */
  others: Action[];
  /** Handed over, and not to whoever looks at it: nothing can be done before it is taken. */
  isWaitedFor: boolean;
};

/** What this officer may do with the dossier now, by how often it is wanted. */
export const actionsOf = (view: DossierView, may: (operation: Operation) => boolean): Actions => {
  const { state, work, moves } = view;
  const steps = may('dossier.takeStep') ? offeredSteps(view) : [];
  const mainStep = steps.find((to) => to === mainStepOf(state));
  const taking: Action[] = work.moveId !== undefined && work.mayWork && may('dossier.answerMove') ? [{ kind: 'take', moveId: work.moveId }, { kind: 'decline', moveId: work.moveId }] : [];
  const moving: Action[] = may('dossier.move')
    ? [...(moves.to.length > 0 ? [{ kind: 'move', way: 'on' } as const] : []), ...(moves.back.length > 0 ? [{ kind: 'move', way: 'back' } as const] : [])]
    : [];
  const returning: Action[] = state.status === 'done' && may('results.handOver') ? [{ kind: 'return' }] : [];
  const stepping: Action[] = mainStep === undefined ? [] : [{ kind: 'step', to: mainStep }];
  const rest = steps.filter((to) => to !== mainStep);
  const supplement: Action[] = rest.includes('supplementRequested') ? [{ kind: 'step', to: 'supplementRequested' }] : [];

  const isWaitedFor = work.moveId !== undefined && !work.mayWork;
  // Whoever returns the result has taken it thereby.
  const inOrder = [...returning, ...taking, ...stepping, ...moving, ...supplement];
  const main = inOrder.find(isLoud);
  const more = inOrder.filter((action) => action !== main);
  // Before it is taken over there is one question: yes or no.
  const besideCount = isWaitedFor ? 0 : taking.length > 0 ? 1 : 2;
  return {
    main,
    beside: more.slice(0, besideCount),
    others: [
      ...more.slice(besideCount),
      ...(may('dossier.move') && moves.mayReassign ? [{ kind: 'move', way: 'person' } as const] : []),
      ...(canDraftApology(view, may) ? [{ kind: 'draft' } as const] : []),
      ...rest.filter((to) => to !== 'supplementRequested').map((to): Action => ({ kind: 'step', to })),
      ...(view.canCancel && may('dossier.cancel') ? [{ kind: 'cancel' } as const] : []),
    ],
    isWaitedFor,
  };
};

/** Of these one may be the main action; the others are never what somebody wants most. */
const isLoud = (action: Action): boolean => action.kind === 'take' || action.kind === 'return' || (action.kind === 'move' && action.way === 'on') || (action.kind === 'step' && action.to !== 'supplementRequested');
