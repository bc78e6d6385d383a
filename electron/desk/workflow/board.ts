import { boardCount, type BoardFilter, boardPage, dossiersToTake, draftedApologies, runningDossiers, type RunningDossier } from '../../../db/queries/board.ts';
import { workingCalendar } from '../../../db/queries/calendars.ts';
import { officers } from '../../../db/queries/officers.ts';
import type { WorkingCalendar } from '../../../domain/calendar/calendar.ts';
import { stageLateFrom } from '../../../domain/calendar/stage-deadlines.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import { stageKinds } from '../../../domain/dossier/flow.ts';
import { type Urgency, urgencies } from '../../../domain/dossier/urgency.ts';
import { stageInHand } from '../../../domain/dossier/work.ts';
import { standInsOf } from '../../../domain/officer/delegation.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import { localDate, utcOf } from '../../../domain/time.ts';
import type { SignedInDesk } from '../desk.ts';
import { askingOf } from './asking.ts';
import { asDossierRow } from './dossier-row.ts';
import { extensionsOf, maxExtensionsOf } from './extend.ts';
import { dueAtOfStage, isLateInHand } from './stages.ts';
import type { Board, BoardCounts, BoardGroup, BoardInput, BoardRow } from './types.ts';

/**
 * What is open, by urgency: of the whole desk, of the officer who asks (and of those for whom they stand in today), or, for the
 * leader, of any officer. Counts and lists are of the same dossiers.
 */
export const board = (desk: SignedInDesk, input: BoardInput): Board | Problem => {
  const filter = filterOf(desk, input);
  if ('problem' in filter) return filter;
  const { store, officer } = desk;
  const now = desk.clock.now();
  const asRow = rowOf(desk);
  const running = withLateness(desk, runningDossiers(store, filter), now);
  return {
    groups: urgencies.map((key): BoardGroup => {
      const { rows, nextCursor } = boardPage(store, key, now, filter);
      return { key, count: boardCount(store, key, now, filter), rows: rows.map(asRow), nextCursor };
    }),
    stageLate: running.filter(({ isLate }) => isLate).length,
    toTake: dossiersToTake(store, { officerIds: ownIds(desk), roles: officer.roles }).map(asRow),
    apologies: apologies(desk, filter, now).map(asRow),
    ...(input.scope === 'leader' && { people: peopleOf(desk, running), stages: stageKinds.map((kind) => ({ kind, ...countsOf(running.filter(({ stage }) => stage === kind)) })) }),
  };
};

/** More of one group. */
export const boardGroup = (desk: SignedInDesk, { key, cursor, ...input }: BoardInput & { key: Urgency; cursor?: string | undefined }): { rows: BoardRow[]; nextCursor: string | null } | Problem => {
  const filter = filterOf(desk, input);
  if ('problem' in filter) return filter;
  const { rows, nextCursor } = boardPage(desk.store, key, desk.clock.now(), filter, cursor);
  return { rows: rows.map(rowOf(desk)), nextCursor };
};

/** How many there are in each group of what the officer has in hand. */
export const ownBoardCounts = (desk: SignedInDesk): Record<Urgency, number> => {
  const [now, filter] = [desk.clock.now(), { officerIds: ownIds(desk) }];
  return Object.fromEntries(urgencies.map((key) => [key, boardCount(desk.store, key, now, filter)])) as Record<Urgency, number>;
};

const filterOf = (desk: SignedInDesk, { scope, officerId, field }: BoardInput): BoardFilter | Problem => {
  if (scope === 'leader' && !desk.officer.roles.includes('approver')) return problem('permission.denied');
  const officerIds = scope === 'mine' ? ownIds(desk) : scope === 'leader' && officerId !== undefined ? [officerId] : undefined;
  return { officerIds, field };
};

/** The officer, and those whose work is theirs today. */
const ownIds = (desk: SignedInDesk): string[] => {
  const { officer, find, today } = askingOf(desk);
  const others = officers(desk.store).filter(({ id, delegations }) => delegations.length > 0 && standInsOf(id, find, today).includes(officer.id));
  return [officer.id, ...others.map(({ id }) => id)];
};

type Running = RunningDossier & { isOverdue: boolean; isLate: boolean };

/** A dossier's stage is late from the same moment on each time the board is looked at; reckoned once, it is quick for thousands. */
const lateFroms = new WeakMap<WorkingCalendar, Map<string, number>>();
const maxRemembered = 50_000;

const withLateness = ({ store }: SignedInDesk, running: readonly RunningDossier[], now: number): Running[] => {
  const calendar = workingCalendar(store);
  const known = lateFroms.get(calendar) ?? new Map<string, number>();
  if (known.size > maxRemembered) known.clear();
  lateFroms.set(calendar, known);
  const today = utcOf(localDate(now));
  return running.map((dossier) => {
    const { field, acceptedAt, firstDueAt, dueAt, laterShare } = dossier;
    if (dueAt < today) return { ...dossier, isOverdue: true, isLate: true };
    const key = `${acceptedAt} ${firstDueAt} ${dueAt} ${laterShare} ${field}`;
    const lateFrom = known.get(key) ?? stageLateFrom(calendar, field, dossier);
    known.set(key, lateFrom);
    return { ...dossier, isOverdue: false, isLate: now >= lateFrom };
  });
};

const countsOf = (running: readonly Running[]): BoardCounts => ({
  open: running.length,
  overdue: running.filter(({ isOverdue }) => isOverdue).length,
  stageLate: running.filter(({ isLate }) => isLate).length,
});

/** Those who have the most overdue first. */
const peopleOf = ({ store }: SignedInDesk, running: readonly Running[]): NonNullable<Board['people']> =>
  [...Map.groupBy(running, ({ officerId }) => officerId)]
    .map(([officerId, theirs]) => ({ officerId, fullName: store.state('officer', officerId)?.fullName ?? '', ...countsOf(theirs) }))
    .sort((a, b) => b.overdue - a.overdue || b.stageLate - a.stageLate || b.open - a.open);

const maxApologies = 50;

/**
 * Letters of apology: what is drafted and waits to be signed, and what is to be drafted before the day has passed, that is, due
 * today or tomorrow and not yet on the leader's table.
 */
const apologies = ({ store }: SignedInDesk, filter: BoardFilter, now: number): DossierState[] => {
  const max = maxExtensionsOf(store);
  const needsOne = (dossier: DossierState): boolean => {
    const { kind } = stageInHand(dossier);
    return dossier.apologyDraft === undefined && (kind === 'receive' || kind === 'examine') && extensionsOf(dossier) < max;
  };
  const found: DossierState[] = [];
  for (const key of ['today', 'tomorrow'] as const) {
    let cursor: string | undefined;
    do {
      const page = boardPage(store, key, now, filter, cursor);
      found.push(...page.rows.filter(needsOne));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined && found.length < maxApologies);
  }
  return [...draftedApologies(store, filter), ...found.slice(0, maxApologies)];
};

const rowOf = (desk: SignedInDesk): ((dossier: DossierState) => BoardRow) => {
  const calendar = workingCalendar(desk.store);
  const { find } = askingOf(desk);
  const now = desk.clock.now();
  return (dossier) => {
    const { officerId, moveId } = dossier.work;
    const stage = stageInHand(dossier);
    return {
      ...asDossierRow(dossier, now),
      stageKind: stage.kind,
      stageDueAt: dueAtOfStage(calendar, dossier),
      isStageLate: isLateInHand(calendar, dossier, now),
      officerName: find(officerId)?.fullName ?? '',
      isAway: stage.place !== 'commune',
      ...(moveId !== undefined && { moveId }),
      hasApologyDraft: dossier.apologyDraft !== undefined,
    };
  };
};
