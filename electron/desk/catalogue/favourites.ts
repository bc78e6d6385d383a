import { type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';

/** The officer's own pinned procedures, in the order in which Alt+1 … Alt+9 pick them. */
export const setFavourites = ({ store, officer }: SignedInDesk, { procedureIds }: { procedureIds: string[] }): { procedureIds: string[] } | Problem =>
  store.write(officer.id, (tx): { procedureIds: string[] } | Problem => {
    const wanted = [...new Set(procedureIds)];
    if (wanted.some((id) => tx.state('procedure', id) === undefined)) return problem('procedure.unknown');
    const current = tx.state('officer', officer.id)?.favourites ?? [];
    const isSame = current.length === wanted.length && current.every((id, index) => id === wanted[index]);
    if (!isSame) tx.append({ entity: 'officer', entityId: officer.id, type: 'officer.favouritesChanged', payload: { procedureIds: wanted } });
    return { procedureIds: wanted };
  });
