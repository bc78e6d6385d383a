import { isProblem, type Problem } from '../../../domain/problem.ts';
import { nextVersion, type ProcedureDraft } from '../../../domain/procedure/next-version.ts';
import type { SignedInDesk } from '../desk.ts';
import { knownCatalogue } from './known.ts';

/** Publishes a new procedure, or the next version of one. Nothing is written when nothing differs. */
export const publish = ({ store, officer }: SignedInDesk, input: { id?: string | undefined; fields: ProcedureDraft }): { id: string; version: string } | Problem =>
  store.write(officer.id, (tx): { id: string; version: string } | Problem => {
    const next = nextVersion(knownCatalogue(store), input);
    if (isProblem(next)) return next;
    const version = next.event ? tx.append(next.event).hash : tx.state('procedure', next.entityId)!.version;
    return { id: next.entityId, version };
  });
