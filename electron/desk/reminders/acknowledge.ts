import { type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';

/** Answers a reminder, for the whole commune; the level above sees it after the next sync. */
export const acknowledge = ({ store, officer }: SignedInDesk, { id, note }: { id: string; note: string }): { id: string } | Problem =>
  store.write(officer.id, (tx): { id: string } | Problem => {
    const reminder = tx.state('reminder', id);
    if (!reminder) return problem('reminder.unknown');
    if (reminder.acknowledged) return problem('reminder.alreadyAcknowledged', { officer: reminder.acknowledged.officerName });
    tx.append({ entity: 'reminder', entityId: id, type: 'reminder.acknowledged', payload: { note, officerName: officer.fullName } });
    return { id };
  });
