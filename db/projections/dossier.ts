import { firstDueAt, shareAfter } from '../../domain/calendar/stage-deadlines.ts';
import type { Owner } from '../../domain/dossier/events.ts';
import { roleOfStage } from '../../domain/dossier/flow.ts';
import { isFinished } from '../../domain/dossier/status.ts';
import { phoneWords } from './phone-words.ts';
import type { Projection } from './projection.ts';

/** What its `status` column says when it was received in error: none of the statuses that are listed and counted. */
export const cancelledStatus = 'cancelled';

export const dossierProjection: Projection<'dossier'> = {
  table: 'dossiers',
  columns: ({ work, flow, ...state }) => {
    const stage = flow[work.stage]!;
    return {
      code: state.code,
      status: state.cancelled ? cancelledStatus : state.status,
      is_open: state.cancelled || isFinished(state.status) ? 0 : 1,
      citizen_id: state.citizenId,
      owner_id: state.ownerId ?? '',
      procedure_id: state.procedure.id,
      field: state.procedure.field,
      desk_id: state.deskId,
      accepted_at: state.acceptedAt,
      due_at: state.dueAt,
      first_due_at: firstDueAt(state),
      finished_at: state.finishedAt ?? null,
      officer_id: work.officerId,
      stage: stage.kind,
      stage_role: roleOfStage(stage),
      later_share: shareAfter(flow, work.stage),
      is_waiting: work.moveId === undefined ? 0 : 1,
      has_draft: state.apologyDraft ? 1 : 0,
      is_told: state.tellings.some(({ isReached }) => isReached) ? 1 : 0,
      open_conflicts: state.conflicts.filter((conflict) => conflict.settledBy === undefined).length,
    };
  },
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
