import type { Status } from '../../../domain/dossier/status.ts';
import type { Outputs } from '../../app/trpc.ts';

export type DossierView = Outputs['dossier']['get'];

/** What an officer calls a step, which depends on where it starts: papers that have come back, work that goes on. */
export const stepName = (from: Status, to: Status) => {
  if (from === 'supplementRequested' && (to === 'processing' || to === 'accepted')) return 'step.papersBack' as const;
  if (from === 'suspended' && to === 'processing') return 'step.resume' as const;
  if (from === 'done' && to === 'processing') return 'step.again' as const;
  return `step.${to}` as const;
};

/** The step that an officer takes most often from here, offered last and loudest. */
const mainSteps: Partial<Record<Status, Status>> = {
  registered: 'accepted',
  accepted: 'processing',
  processing: 'done',
  paymentRequested: 'processing',
  suspended: 'processing',
  done: 'returned',
};

export const mainStepOf = ({ status, wasAccepted }: DossierView['state']): Status | undefined =>
  status === 'supplementRequested' ? (wasAccepted ? 'processing' : 'accepted') : mainSteps[status];

/** Papers come back to where they were asked for: one way, not two; and what was never accepted has nothing to be stopped. */
export const offeredSteps = ({ state, nextSteps }: DossierView): Status[] => {
  const isWaitingForPapers = state.status === 'supplementRequested';
  const hidden: Status[] = isWaitingForPapers ? (state.wasAccepted ? ['accepted'] : ['processing', 'suspended']) : [];
  return nextSteps.map(({ to }) => to).filter((to) => !hidden.includes(to));
};

/** Money that is there: recorded and not taken back. */
export const paidOf = ({ payments }: DossierView['state']): number =>
  payments.filter(({ cancelled }) => cancelled === undefined).reduce((sum, { amountVnd }) => sum + amountVnd, 0);

export const extensionsOf = ({ dueChanges }: DossierView['state']): number => dueChanges.filter(({ cause }) => cause === 'apology').length;
