import { type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';

type Input = { id: string; reason: string };

/** No longer received from now on; the dossiers that are under way go on under their version. */
export const retire = ({ store, officer }: SignedInDesk, { id, reason }: Input): { id: string } | Problem =>
  store.write(officer.id, (tx): { id: string } | Problem => {
    const procedure = tx.state('procedure', id);
    if (!procedure) return problem('procedure.unknown');
    if (procedure.isRetired) return problem('procedure.retired', { name: procedure.name });
    if (reason.trim() === '') return problem('input.malformed', { field: 'reason' });
    tx.append({ entity: 'procedure', entityId: id, type: 'procedure.retired', payload: { reason: reason.trim() } });
    return { id };
  });

export const restore = ({ store, officer }: SignedInDesk, { id, reason }: Input): { id: string } | Problem =>
  store.write(officer.id, (tx): { id: string } | Problem => {
    const procedure = tx.state('procedure', id);
    if (!procedure) return problem('procedure.unknown');
    if (!procedure.isRetired) return problem('procedure.notRetired', { name: procedure.name });
    if (reason.trim() === '') return problem('input.malformed', { field: 'reason' });
    tx.append({ entity: 'procedure', entityId: id, type: 'procedure.restored', payload: { reason: reason.trim() } });
    return { id };
  });
