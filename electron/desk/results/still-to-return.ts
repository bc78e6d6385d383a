import type { DossierState } from '../../../domain/dossier/state.ts';
import { type Problem, problem } from '../../../domain/problem.ts';

/** A dossier that ends with a result which its citizen does not have yet. */
export const stillToReturn = (dossier: DossierState | undefined): DossierState | Problem => {
  if (!dossier) return problem('dossier.unknown');
  const { status } = dossier;
  if (status === 'withdrawn' || status === 'refused') return problem('result.dossierEnded', { status });
  if (status === 'returned') return problem('result.handedOverAlready', { name: dossier.handOver?.name ?? dossier.applicant.fullName });
  return dossier;
};
