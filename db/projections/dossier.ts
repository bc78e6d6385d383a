import type { Owner } from '../../domain/dossier/dossier.ts';
import { isFinished } from '../../domain/dossier/status.ts';
import { phoneWords } from './phone-words.ts';
import type { Projection } from './projection.ts';

/** What its `status` column says when it was received in error: none of the statuses that are listed and counted. */
export const cancelledStatus = 'cancelled';

export const dossierProjection: Projection<'dossier'> = {
  table: 'dossiers',
  columns: (state) => ({
    code: state.code,
    status: state.cancelled ? cancelledStatus : state.status,
    is_open: state.cancelled || isFinished(state.status) ? 0 : 1,
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
      code: `${code} ${shortCode(code)}`,
      person: [applicant.fullName, applicant.number, applicant.oldNumber, ...phoneWords(applicant.phone), ...ownerWords(owner)].join(' '),
      about: [procedure.name, procedure.code ?? '', requestSummary === procedure.name ? '' : requestSummary, note].join(' '),
    }),
  },
};

const ownerWords = (owner: Owner | undefined): string[] => {
  if (owner === undefined) return [];
  return owner.kind === 'person' ? [owner.person.fullName, owner.person.number] : [owner.organisation.name, owner.organisation.taxCode];
};

/** What is read out and typed in one go: day and order, «2611231007». */
const shortCode = (code: string): string => code.split('-').slice(-2).join('');
