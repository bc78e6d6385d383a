import { type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import type { RateInput } from './types.ts';

/** What the citizen says of the service when they have the result. Once: nobody makes a bad mark a good one. */
export const rate = ({ store, officer }: SignedInDesk, { id, score, comment }: RateInput): { id: string } | Problem =>
  store.write(officer.id, (tx): { id: string } | Problem => {
    const dossier = tx.state('dossier', id);
    if (!dossier) return problem('dossier.unknown');
    if (dossier.status !== 'returned') return problem('result.notReady', { status: dossier.status });
    if (dossier.rating) return dossier.rating.score === score && dossier.rating.by === officer.id ? { id } : problem('result.ratedAlready');
    tx.append({ entity: 'dossier', entityId: id, type: 'dossier.rated', payload: { score, comment: comment.trim() } });
    return { id };
  });
