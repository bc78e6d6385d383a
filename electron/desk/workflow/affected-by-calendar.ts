import { workingCalendar } from '../../../db/queries/calendars.ts';
import { openDossiers } from '../../../db/queries/dossiers.ts';
import type { WorkingCalendar } from '../../../domain/calendar/calendar.ts';
import { type DeadlineStep, replayDeadline } from '../../../domain/calendar/deadline.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import { isFinished } from '../../../domain/dossier/status.ts';
import type { ProcedureFields } from '../../../domain/procedure/procedure.ts';
import { type LocalDate, localDate } from '../../../domain/time.ts';
import type { Desk } from '../desk.ts';
import { changedDays } from './changed-days.ts';
import { asDossierRow } from './dossier-row.ts';
import { procedureVersionOf } from './procedure-version.ts';
import type { AffectedDossier } from './types.ts';

type Version = Pick<ProcedureFields, 'timeLimit' | 'pausePolicy'>;

/** The open dossiers whose date the calendar of now would change, soonest first. Nothing is moved by looking. */
export const affectedByCalendar = (desk: Pick<Desk, 'store' | 'clock'>): AffectedDossier[] => {
  const now = desk.clock.now();
  const daysSince = changedDays(desk.store);
  return allAffected(desk)
    .map(({ dossier, newDueAt, steps }) => ({ row: asDossierRow(dossier, now), dueAt: dossier.dueAt, newDueAt, why: tellingSteps(steps, daysSince(lastReckonedAt(dossier))) }))
    .sort((a, b) => a.dueAt - b.dueAt || (a.row.code < b.row.code ? -1 : 1));
};

export const countAffectedByCalendar = (desk: Pick<Desk, 'store'>): number => allAffected(desk).length;

/** `steps`: the whole new count. */
type Moved = { newDueAt: number; steps: DeadlineStep[] };

const allAffected = ({ store }: Pick<Desk, 'store'>): (Moved & { dossier: DossierState })[] => {
  const calendar = workingCalendar(store);
  const versionOf = versionsOf(store);
  const affected = [];
  for (const dossier of openDossiers(store)) {
    const moved = movedDate(dossier, versionOf(dossier), calendar);
    if (moved) affected.push({ dossier, ...moved });
  }
  return affected;
};

/** Finding a version reads the procedure's whole history; a few hundred procedures serve thousands of dossiers. */
const versionsOf = (store: Desk['store']): ((dossier: DossierState) => Version | undefined) => {
  const known = new Map<string, Version | undefined>();
  return (dossier) => {
    const { version } = dossier.procedure;
    if (!known.has(version)) known.set(version, procedureVersionOf(store, dossier));
    return known.get(version);
  };
};

/** @returns undefined where the date stays, also where nothing was promised */
export const movedDate = (dossier: DossierState, version: Version | undefined, calendar: WorkingCalendar): Moved | undefined => {
  if (version === undefined || !dossier.wasAccepted || isFinished(dossier.status)) return undefined;
  const { timeLimit: limit, pausePolicy = 'resume' } = version;
  const { acceptedAt, dueAt, pauses, dueChanges } = dossier;
  const promises = dueChanges.filter(({ cause }) => cause === 'apology').map(({ at, to }) => ({ at, dueAt: to }));
  const { dueAt: newDueAt, steps } = replayDeadline({ acceptedAt, limit, field: dossier.procedure.field, calendar, pauses, policy: pausePolicy, promises });
  // An edited closing hour moves no date of a limit in days.
  const isSame = limit.unit === 'hour' ? newDueAt === dueAt : localDate(newDueAt) === localDate(dueAt);
  return isSame ? undefined : { newDueAt, steps };
};

const lastReckonedAt = ({ acceptedAt, dueChanges }: DossierState): number => dueChanges.at(-1)?.at ?? acceptedAt;

/** The days that were published since; where they are not known to be new, all that are no ordinary days. */
const tellingSteps = (steps: readonly DeadlineStep[], changed: ReadonlySet<LocalDate>): DeadlineStep[] => {
  const published = steps.filter(({ date }) => changed.has(date));
  return published.length > 0 ? published : steps.filter(({ reason }) => special.has(reason));
};

const special: ReadonlySet<DeadlineStep['reason']> = new Set(['holiday', 'workingSaturday', 'fieldClosed', 'movedToWorkingDay']);
