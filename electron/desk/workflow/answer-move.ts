import { type Problem, problem } from '../../../domain/problem.ts';
import { isFinished } from '../../../domain/dossier/status.ts';
import type { SignedInDesk } from '../desk.ts';
import { askingOf } from './asking.ts';
import { notTheirs } from './take-over.ts';
import type { AnswerMoveInput } from './types.ts';

/** Takes over what was handed on, or gives it back to who had it, with the reason. */
export const answerMove = (desk: SignedInDesk, { id, moveId, isAccepted, reason }: AnswerMoveInput): { stage: number; officerId: string } | Problem =>
  desk.store.write(desk.officer.id, (tx): { stage: number; officerId: string } | Problem => {
    const dossier = tx.state('dossier', id);
    if (!dossier) return problem('dossier.unknown');
    const made = dossier.moves.find((candidate) => candidate.id === moveId);
    if (!made) return problem('move.unknown');
    const asking = askingOf(desk);
    if (dossier.work.moveId !== moveId) {
      // Pressed twice.
      if (made.answer?.by === desk.officer.id && made.answer.isAccepted === isAccepted) return { stage: dossier.work.stage, officerId: dossier.work.officerId };
      return problem('move.answeredAlready', { name: asking.find(made.answer?.by ?? dossier.moves.at(-1)!.by)?.fullName ?? '' });
    }
    if (isFinished(dossier.status) && dossier.status !== 'done') return problem('dossier.alreadyFinished');
    const refused = notTheirs(dossier, asking);
    if (refused) return refused;
    const why = reason.trim();
    if (!isAccepted && why === '') return problem('dossier.reasonRequired', { to: dossier.status });
    tx.append({ entity: 'dossier', entityId: id, type: 'dossier.moveAnswered', payload: { moveId, isAccepted, reason: why } });
    const { stage, officerId } = tx.state('dossier', id)!.work;
    return { stage, officerId };
  });
