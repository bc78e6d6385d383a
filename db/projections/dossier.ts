import { isFinished } from '../../domain/dossier/status.ts';
import type { Projection } from './projection.ts';

export const dossierProjection: Projection<'dossier'> = {
  table: 'dossiers',
  columns: (state) => ({
    code: state.code,
    status: state.status,
    is_open: isFinished(state.status) ? 0 : 1,
    citizen_id: state.citizenId,
    procedure_id: state.procedure.id,
    desk_id: state.deskId,
    accepted_at: state.acceptedAt,
    due_at: state.dueAt,
    open_conflicts: state.conflicts.filter((conflict) => conflict.settledBy === undefined).length,
  }),
  search: {
    table: 'dossier_search',
    words: ({ code, applicant, procedure, requestSummary, note }) => ({
      code,
      person: [applicant.fullName, applicant.number, applicant.oldNumber, applicant.phone].join(' '),
      about: [procedure.name, procedure.code ?? '', requestSummary, note].join(' '),
    }),
  },
};
