import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import { extendable, newDate } from './extend.ts';
import type { DraftApologyInput } from './types.ts';

/** A letter of apology prepared before the day has passed. It moves no date: that is for the head who signs it (`extend`). */
export const draftApology = (desk: SignedInDesk, { id, until, reason }: DraftApologyInput): { dueAt: number } | Problem =>
  desk.store.write(desk.officer.id, (tx): { dueAt: number } | Problem => {
    const dossier = extendable(tx, desk, id);
    if (isProblem(dossier)) return dossier;
    const dueAt = newDate(desk, dossier, until);
    if (isProblem(dueAt)) return dueAt;
    const why = reason.trim();
    if (why === '') return problem('dossier.reasonRequired', { to: dossier.status });
    if (dossier.apologyDraft?.dueAt !== dueAt || dossier.apologyDraft.reason !== why) {
      tx.append({ entity: 'dossier', entityId: id, type: 'dossier.apologyDrafted', payload: { dueAt, reason: why } });
    }
    return { dueAt };
  });

/** It is not needed after all. */
export const dropApology = ({ store, officer }: SignedInDesk, { id, reason }: { id: string; reason: string }): { id: string } | Problem =>
  store.write(officer.id, (tx): { id: string } | Problem => {
    const dossier = tx.state('dossier', id);
    if (!dossier) return problem('dossier.unknown');
    if (dossier.apologyDraft) tx.append({ entity: 'dossier', entityId: id, type: 'dossier.apologyDropped', payload: { reason: reason.trim() } });
    return { id };
  });
