import { dossierOrdersOfDay } from '../../../db/queries/dossiers.ts';
import { dayCode, formatDossierCode } from '../../../domain/dossier/code.ts';
import { isProblem, type Problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import { checkApplicant } from './applicant.ts';
import { registerCitizen } from './citizen.ts';
import { checkComponents } from './components.ts';
import { deadlineOf, usableProcedure } from './deadline.ts';
import { dossierIdOf } from './draft-id.ts';
import { removeDraft } from './drafts.ts';
import type { Received, Reception } from './types.ts';

/**
 * Receives a dossier: citizen, code, due date and the end of its draft in one transaction, on disk when this returns.
 * Repeating it with the same draft, after a lost answer or a crash, returns the dossier received the first time.
 */
export const receive = (desk: SignedInDesk, input: Reception): Received | Problem => {
  const { store, clock, officer } = desk;
  const dossierId = dossierIdOf(store.deskId, input.draftId);

  const received = store.write(officer.id, (tx): Received | Problem => {
    const already = tx.state('dossier', dossierId);
    if (already) {
      removeDraft(tx, input.draftId);
      return { dossierId, code: already.code, dueAt: already.dueAt };
    }
    const now = clock.now();
    const procedure = usableProcedure(desk, input.procedureId);
    if (isProblem(procedure)) return procedure;
    const applicant = checkApplicant(input.applicant, now);
    if (isProblem(applicant)) return applicant;
    const components = checkComponents(procedure, input.components);
    if (isProblem(components)) return components;
    const deadline = deadlineOf(desk, procedure, now);
    if (isProblem(deadline)) return deadline;

    // Inside the write transaction, which is the only writer: two screens of this desk never get the same order. Two desks
    // never do because each owns its first digit.
    const { unit, number } = tx.state('desk', store.deskId)!;
    const order = dossierOrdersOfDay(store, { agencyCode: unit.agencyCode, day: dayCode(now), deskNumber: number }) + 1;
    const code = formatDossierCode({ agencyCode: unit.agencyCode, receivedAt: now, deskNumber: number, order });
    if (isProblem(code)) return code;

    const citizenId = registerCitizen(tx, applicant, input.fromCard, dossierId);
    tx.append({
      entity: 'dossier',
      entityId: dossierId,
      type: 'dossier.received',
      payload: {
        code,
        procedure: { id: procedure.id, code: procedure.code, name: procedure.name, field: procedure.field, version: procedure.version },
        citizenId,
        components,
        fields: {
          applicant,
          requestSummary: input.requestSummary.trim() || procedure.name,
          channel: input.channel,
          returnMethod: input.returnMethod,
          sets: input.sets,
          feeVnd: input.feeVnd,
          note: input.note.trim(),
        },
        submittedAt: now,
        acceptedAt: now,
        dueAt: deadline.dueAt,
        limitText: deadline.limitText,
        receivedByName: officer.fullName,
      },
    });
    removeDraft(tx, input.draftId);
    return { dossierId, code, dueAt: deadline.dueAt };
  });
  if (!isProblem(received)) desk.announce(['draft']);
  return received;
};
