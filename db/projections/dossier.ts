import type { Owner } from '../../domain/dossier/dossier.ts';
import { isFinished } from '../../domain/dossier/status.ts';
import type { Projection } from './projection.ts';

export const dossierProjection: Projection<'dossier'> = {
  table: 'dossiers',
  columns: (state) => ({
    code: state.code,
    status: state.status,
    is_open: isFinished(state.status) ? 0 : 1,
    citizen_id: state.citizenId,
    owner_id: state.ownerId ?? '',
    procedure_id: state.procedure.id,
    desk_id: state.deskId,
    accepted_at: state.acceptedAt,
    due_at: state.dueAt,
    open_conflicts: state.conflicts.filter((conflict) => conflict.settledBy === undefined).length,
  }),
  search: {
    table: 'dossier_search',
    words: ({ code, applicant, owner, procedure, requestSummary, note }) => ({
      code,
      person: [applicant.fullName, applicant.number, applicant.oldNumber, applicant.phone, ...ownerWords(owner)].join(' '),
      about: [procedure.name, procedure.code ?? '', requestSummary, note].join(' '),
    }),
  },
};

const ownerWords = (owner: Owner | undefined): string[] => {
  if (owner === undefined) return [];
  return owner.kind === 'person' ? [owner.person.fullName, owner.person.number] : [owner.organisation.name, owner.organisation.taxCode];
};
