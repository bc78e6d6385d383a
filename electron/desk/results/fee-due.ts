import type { DossierState } from '../../../domain/dossier/state.ts';

/** What of the fee has not been paid, in đồng. Where the catalogue does not say what the fee is, nothing is known to be due. */
export const feeDueOf = ({ feeVnd, payments }: Pick<DossierState, 'feeVnd' | 'payments'>): number =>
  Math.max(0, (feeVnd ?? 0) - payments.filter(({ cancelled }) => cancelled === undefined).reduce((sum, { amountVnd }) => sum + amountVnd, 0));
