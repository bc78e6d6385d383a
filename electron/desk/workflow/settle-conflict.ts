import { isPaused, type Status } from '../../../domain/dossier/status.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import type { SettleInput } from './types.ts';

/** Two desks took different steps while apart; a person says which status is right. */
export const settleConflict = ({ store, officer }: SignedInDesk, { id, eventId, status, note, isMoveRight }: SettleInput): { status: Status } | Problem =>
  store.write(officer.id, (tx): { status: Status } | Problem => {
    const dossier = tx.state('dossier', id);
    if (!dossier) return problem('dossier.unknown');
    const conflict = dossier.conflicts.find((candidate) => candidate.eventId === eventId);
    if (!conflict || conflict.settledBy) return problem('dossier.conflictUnknown');
    if (isMoveRight && !conflict.move) return problem('dossier.conflictUnknown');
    // Papers that are awaited have to come first: only that step gives the time of the pause back.
    if (isMoveRight && isPaused(dossier.status)) return problem('move.notNow', { status: dossier.status });
    // The officer chooses between what each desk said, and invents no third status.
    if (status !== dossier.status && status !== conflict.to) return problem('dossier.stepForbidden', { from: dossier.status, to: status });
    if (note.trim() === '') return problem('dossier.reasonRequired', { to: status });
    tx.append({ entity: 'dossier', entityId: id, type: 'dossier.conflictSettled', payload: { eventId, status: isMoveRight ? conflict.to : status, note: note.trim(), ...(isMoveRight && { isMoveRight }) } });
    return { status: tx.state('dossier', id)!.status };
  });
