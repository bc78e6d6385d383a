import { isProblem, type Problem } from '../../../domain/problem.ts';
import { retirement } from '../../../domain/procedure/next-version.ts';
import type { SignedInDesk } from '../desk.ts';
import { knownCatalogue } from './known.ts';

type Input = { id: string; reason: string };

/** No longer received from now on; the dossiers that are under way go on under their version. */
export const retire = (desk: SignedInDesk, input: Input): { id: string } | Problem => change(desk, 'procedure.retired', input);

export const restore = (desk: SignedInDesk, input: Input): { id: string } | Problem => change(desk, 'procedure.restored', input);

const change = ({ store, officer }: SignedInDesk, type: 'procedure.retired' | 'procedure.restored', input: Input): { id: string } | Problem =>
  store.write(officer.id, (tx): { id: string } | Problem => {
    const event = retirement(knownCatalogue(store), type, input);
    if (isProblem(event)) return event;
    tx.append(event);
    return { id: input.id };
  });
