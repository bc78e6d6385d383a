import { workingCalendar } from '../../../db/queries/calendars.ts';
import type { WorkingCalendar } from '../../../domain/calendar/calendar.ts';
import { firstDueAt, shareAfter, stageDueAt, stageLateFrom, type StageShare } from '../../../domain/calendar/stage-deadlines.ts';
import { reduceDossier } from '../../../domain/dossier/dossier.ts';
import type { DossierState, Work } from '../../../domain/dossier/state.ts';
import { roleOfStage } from '../../../domain/dossier/flow.ts';
import { isPaused } from '../../../domain/dossier/status.ts';
import { mayReassign, movesFrom, whyNotTheirs } from '../../../domain/dossier/work.ts';
import type { DomainEvent } from '../../../domain/event.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import { standInsOf } from '../../../domain/officer/delegation.ts';
import type { SignedInDesk } from '../desk.ts';
import { askingOf } from './asking.ts';
import type { DossierView, StageView } from './types.ts';

const shareOf = (dossier: DossierState, stage: number): StageShare => ({
  acceptedAt: dossier.acceptedAt,
  firstDueAt: firstDueAt(dossier),
  dueAt: dossier.dueAt,
  laterShare: shareAfter(dossier.flow, stage),
});

/** Until when the stage in hand, or another, has time; UTC milliseconds. */
export const dueAtOfStage = (calendar: WorkingCalendar, dossier: DossierState, stage = dossier.work.stage): number => stageDueAt(calendar, dossier.procedure.field, shareOf(dossier, stage));

const isLateAt = (calendar: WorkingCalendar, dossier: DossierState, stage: number, at: number): boolean => dossier.wasAccepted && at >= stageLateFrom(calendar, dossier.procedure.field, shareOf(dossier, stage));

/** Whether the stage in hand has had its time. What waits for papers, or is over, is not late. */
export const isLateInHand = (calendar: WorkingCalendar, dossier: DossierState, now: number): boolean =>
  dossier.finishedAt === undefined && !isPaused(dossier.status) && isLateAt(calendar, dossier, dossier.work.stage, now);

/** When a stage was left last, with the dossier as it was then. */
type Left = { at: number; by: string; before: DossierState };

/** The way of a dossier, who may do what with it now, and where it may go. @param events of the dossier, in clock order */
export const stagesOf = (desk: SignedInDesk, dossier: DossierState, events: readonly DomainEvent[]): Pick<DossierView, 'stages' | 'work' | 'moves'> => {
  const calendar = workingCalendar(desk.store);
  const asking = askingOf(desk);
  const { work, flow } = dossier;
  const nameOf = (id: string): string => asking.find(id)?.fullName ?? '';
  const now = desk.clock.now();
  const left = leavings(events);
  const isOver = dossier.finishedAt !== undefined && dossier.status !== 'done';

  const stages = flow.map((stage, index): StageView => {
    const common = { ...stage, index, role: roleOfStage(stage) };
    const gone = index < work.stage || dossier.status === 'returned' ? left.get(index) : undefined;
    if (gone) {
      // A result waits for its citizen as long as they like.
      const isLate = index < flow.length - 1 && isLateAt(calendar, gone.before, index, gone.at);
      return { ...common, dueAt: dueAtOfStage(calendar, gone.before, index), state: 'done', officerName: nameOf(gone.before.work.officerId || gone.by), since: gone.before.work.since, doneAt: gone.at, isLate };
    }
    const dueAt = dueAtOfStage(calendar, dossier, index);
    if (index !== work.stage || isOver) return { ...common, dueAt, state: index < work.stage || dossier.status === 'returned' ? 'done' : 'later', isLate: false };
    return { ...common, dueAt, state: 'now', officerName: nameOf(work.officerId), since: work.since, isLate: isLateInHand(calendar, dossier, now) };
  });
  const isTheirs = whyNotTheirs(dossier, asking) === undefined;
  const delegate = work.officerId === '' ? undefined : standInsOf(work.officerId, asking.find, asking.today).at(-1);
  return {
    stages,
    work: {
      stage: work.stage,
      officerId: work.officerId,
      officerName: nameOf(work.officerId),
      ...(delegate !== undefined && { delegateName: nameOf(delegate) }),
      ...(work.moveId !== undefined && { moveId: work.moveId }),
      mayWork: !isOver && isTheirs,
    },
    moves: { ...(isTheirs ? movesFrom(dossier) : { to: [], back: [] }), mayReassign: mayReassign(dossier, asking) },
  };
};

/** By folding, because a step without a word about its stage moves a dossier as well. */
const leavings = (events: readonly DomainEvent[]): Map<number, Left> => {
  const left = new Map<number, Left>();
  let state: DossierState | undefined;
  for (const event of events) {
    if (event.entity !== 'dossier') continue;
    const next = reduceDossier(state, event);
    if (state && next && hasLeft(state, next)) left.set(state.work.stage, { at: hybridTimeMs(event.occurredAt), by: event.actorId, before: state });
    state = next;
  }
  return left;
};

const hasLeft = (before: { work: Work; status: DossierState['status'] }, after: { work: Work; status: DossierState['status'] }): boolean =>
  before.work.stage !== after.work.stage || (before.status === 'done' && after.status === 'returned');
