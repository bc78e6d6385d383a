import { workingCalendar } from '../../../db/queries/calendars.ts';
import type { WriteTransaction } from '../../../db/store.ts';
import { dueAfterPauses } from '../../../domain/calendar/deadline.ts';
import { canMove, type DossierState, stepsOf } from '../../../domain/dossier/state.ts';
import { roleOfStage, stageOfStatus } from '../../../domain/dossier/flow.ts';
import { isPaused, needsReason, type Status } from '../../../domain/dossier/status.ts';
import { movesFrom } from '../../../domain/dossier/work.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { ProcedureFields } from '../../../domain/procedure/procedure.ts';
import type { Desk, SignedInDesk } from '../desk.ts';
import { deadlineOf } from '../reception/deadline.ts';
import { checkBrought } from './brought.ts';
import { moveIn } from './move.ts';
import { procedureVersionOf } from './procedure-version.ts';
import { issueStepForm } from './step-form.ts';
import type { StepInput, StepTaken } from './types.ts';

/** The steps that are taken as such: a result is handed over, and done is only what has been through its stages. */
export const openStepsOf = (dossier: DossierState): Status[] =>
  stepsOf(dossier).filter((to) => to !== 'returned' && (to !== 'done' || movesFrom(dossier).to.includes(dossier.flow.length - 1)));

/** One step, what it does to the date, and the form that goes with it: all of it or nothing. */
export const takeStep = (desk: SignedInDesk, input: StepInput): StepTaken | Problem =>
  desk.store.write(desk.officer.id, (tx) => takeStepIn(tx, desk, input));

const takeStepIn = (tx: WriteTransaction, desk: SignedInDesk, { id, to, reason, requested, brought, refundVnd, form = true }: StepInput): StepTaken | Problem => {
  const dossier = tx.state('dossier', id);
  if (!dossier) return problem('dossier.unknown');
  const from = dossier.status;
  // Pressed twice, or another officer was quicker: it is done.
  if (from === to) return { status: from, dueAt: dossier.dueAt };
  if (!stepsOf(dossier).includes(to)) return problem('dossier.stepForbidden', { from, to });
  const moved = moveInstead(tx, desk, dossier, { to, reason });
  if (moved) return moved;
  const papers = (requested ?? []).map(({ name, note }) => ({ name: name.trim(), note: note.trim() })).filter(({ name }) => name !== '');
  if (to === 'supplementRequested' && papers.length === 0) return problem('dossier.nothingRequested');
  const words = reason.trim();
  // What is to be brought says why by itself.
  const why = words === '' && to === 'supplementRequested' ? papers.map(({ name }) => name).join('; ').slice(0, 2000) : words;
  if (needsReason(from, to) && why === '') return problem('dossier.reasonRequired', { to });

  const isFirstAcceptance = !dossier.wasAccepted && (to === 'accepted' || to === 'processing');
  const components = checkBrought(dossier, brought, isFirstAcceptance);
  if (isProblem(components)) return components;
  const dates = isFirstAcceptance ? acceptedNow(desk, dossier) : dueAfterThisPause(desk, dossier, to);
  if (isProblem(dates)) return dates;

  if (components.length > 0) tx.append({ entity: 'dossier', entityId: id, type: 'dossier.componentsChecked', payload: { components } });
  tx.append({
    entity: 'dossier',
    entityId: id,
    type: 'dossier.stepTaken',
    payload: {
      from,
      to,
      reason: why,
      ...(dates.acceptedAt !== undefined && { acceptedAt: dates.acceptedAt }),
      ...(dates.dueAt !== undefined && dates.dueAt !== dossier.dueAt && { dueAt: dates.dueAt }),
      ...(to === 'supplementRequested' && { requested: papers }),
      ...(refundVnd !== undefined && { refundVnd }),
    },
  });
  const issued = form ? issueStepForm(desk.store, tx, { dossierId: id, to, reason: words, isFirstAcceptance, wasAccepted: dossier.wasAccepted }) : undefined;
  if (isProblem(issued)) return issued;
  return { status: to, dueAt: dates.dueAt ?? dossier.dueAt, ...(issued && { formId: issued.formId }) };
};

/**
 * Where a step is a move from stage to stage, the rules of moves hold; a result is handed over and not only marked as returned.
 * What lies at reception is taken up by whoever has the role of the next stage, without being handed to them.
 */
const moveInstead = (tx: WriteTransaction, desk: SignedInDesk, dossier: DossierState, { to, reason }: { to: Status; reason: string }): StepTaken | Problem | undefined => {
  if (to === 'returned') return problem('dossier.handOverInstead');
  if (!canMove(dossier) || (to !== 'processing' && to !== 'done')) return undefined;
  const stage = stageOfStatus(dossier.flow, to);
  if (stage === undefined) return problem('move.stageSkipped');
  const role = roleOfStage(dossier.flow[stage]!);
  if (dossier.status === 'accepted') return desk.officer.roles.includes(role) ? undefined : problem('move.roleMissing', { role });
  const moved = moveIn(tx, desk, { id: dossier.id, to: stage, officerId: desk.officer.roles.includes(role) ? desk.officer.id : '', reason });
  return isProblem(moved) ? moved : { status: moved.status, dueAt: dossier.dueAt };
};

type Dates = { acceptedAt?: number; dueAt?: number };

/** Only a valid dossier is accepted, and the time limit runs from then, not from when it was handed in (DOMAIN.md section 5). */
const acceptedNow = (desk: Desk, dossier: DossierState): Dates | Problem => {
  const acceptedAt = desk.clock.now();
  const version = versionOf(desk, dossier);
  const deadline = deadlineOf(desk, version, acceptedAt);
  return isProblem(deadline) ? deadline : { acceptedAt, dueAt: deadline.dueAt };
};

/** Its limit may have been edited since; the dossier keeps the one under which it was handed in. */
const versionOf = ({ store }: Desk, dossier: DossierState): ProcedureFields => {
  const version = procedureVersionOf(store, dossier);
  if (version === undefined) throw new Error(`no version of procedure ${dossier.procedure.id}`);
  return version;
};

/**
 * The time limit did not run while papers or money were awaited. Whether the rest of it runs on or the whole starts again is
 * for the procedure's version to say; only the pause that ends here counts, earlier ones moved the date already.
 */
const dueAfterThisPause = ({ store, clock }: Desk, dossier: DossierState, to: Status): Dates => {
  const pause = dossier.pauses.at(-1);
  const version = procedureVersionOf(store, dossier);
  // From one pause into another (papers, then a stop) the first one ends all the same, and its days are owed.
  if (!isPaused(dossier.status) || !dossier.wasAccepted || to === 'withdrawn' || pause === undefined || pause.to !== undefined || version === undefined) return {};
  const { field } = dossier.procedure;
  const deadline = { dueAt: dossier.dueAt, limit: version.timeLimit, field, calendar: workingCalendar(store) };
  return { dueAt: dueAfterPauses(deadline, [{ from: pause.from, to: clock.now() }], version.pausePolicy ?? 'resume') };
};
