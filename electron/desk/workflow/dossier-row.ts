import type { DossierState } from '../../../domain/dossier/state.ts';
import { timelinessOf } from './timeliness.ts';
import type { DossierRow } from './types.ts';

export const asDossierRow = (state: DossierState, now: number): DossierRow => ({
  id: state.id,
  code: state.code,
  procedureName: state.procedure.name,
  field: state.procedure.field,
  applicantName: state.applicant.fullName,
  status: state.status,
  timeliness: timelinessOf(state, now),
  acceptedAt: state.acceptedAt,
  dueAt: state.dueAt,
  ...(state.finishedAt !== undefined && { finishedAt: state.finishedAt }),
  deskId: state.deskId,
  hasConflict: state.conflicts.some(({ settledBy }) => settledBy === undefined),
  isCancelled: state.cancelled !== undefined,
  isPromised: state.wasAccepted && state.cancelled === undefined,
});
