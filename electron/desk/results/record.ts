import type { DossierState, Result } from '../../../domain/dossier/state.ts';
import { isResultDue } from '../../../domain/dossier/work.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import { localDate } from '../../../domain/time.ts';
import type { SignedInDesk } from '../desk.ts';
import { stillToReturn } from './still-to-return.ts';
import type { RecordInput } from './types.ts';

/** The result paper as it is signed and numbered (vào sổ, phát hành). It may be mended until it is handed over. */
export const recordResult = ({ store, clock, officer }: SignedInDesk, { id, ...written }: RecordInput): { id: string } | Problem =>
  store.write(officer.id, (tx): { id: string } | Problem => {
    const dossier = stillToReturn(tx.state('dossier', id));
    if (isProblem(dossier)) return dossier;
    if (!isResultDue(dossier)) return problem('result.tooEarly');
    if (written.issuedOn > localDate(clock.now())) return problem('result.issuedInFuture');
    const result = { ...written, number: written.number.trim(), title: written.title.trim() || dossier.procedure.name, signedBy: written.signedBy.trim() };
    if (!isSame(dossier.result, result)) tx.append({ entity: 'dossier', entityId: id, type: 'dossier.resultRecorded', payload: result });
    return { id };
  });

const isSame = (known: DossierState['result'], result: Omit<Result, 'at' | 'by'>): boolean =>
  known !== undefined && (['outcome', 'number', 'title', 'issuedOn', 'signedBy'] as const).every((field) => known[field] === result[field]);
