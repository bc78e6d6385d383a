import { isProblem, type Problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import { stillToReturn } from './still-to-return.ts';
import type { TellInput } from './types.ts';

/** Each try to tell the citizen, that the result is there or that it will be late, also one that reached nobody. */
export const tellCitizen = ({ store, officer }: SignedInDesk, { id, method, isReached, note }: TellInput): { id: string } | Problem =>
  store.write(officer.id, (tx): { id: string } | Problem => {
    const dossier = stillToReturn(tx.state('dossier', id));
    if (isProblem(dossier)) return dossier;
    tx.append({ entity: 'dossier', entityId: id, type: 'dossier.citizenTold', payload: { method, isReached, note: note.trim() } });
    return { id };
  });
