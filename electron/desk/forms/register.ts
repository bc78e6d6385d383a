import { countDossiersBetween, dossiersBetween } from '../../../db/queries/dossiers.ts';
import type { Unit } from '../../../domain/desk/desk.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import type { FormDefinition } from '../../../domain/forms/definition.ts';
import { packIdAt } from '../../../domain/forms/pack-dates.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import { addDays, isRealDate, type LocalDate, utcOf } from '../../../domain/time.ts';
import type { Desk } from '../desk.ts';
import { definitionInForce } from './definition-in-force.ts';
import { unitValues } from './form-values.ts';
import { shortDateText } from './parts/vietnamese.ts';
import type { PrintedForm } from './printed-form.ts';
import { type RegisterRow, registerRow } from './register-rows.ts';

/** Vietnam days, both within the period. */
export type Period = { from: LocalDate; to: LocalDate };

/** Some 250 pages, drawn in a few seconds; more is for the spreadsheet. */
export const maxPrintedRows = 5000;
/** Read and turned into rows within some milliseconds, so that an officer at the screen waits for no more than that. */
const rowsAtOnce = 100;

export const periodFault = ({ from, to }: Period): Problem | undefined =>
  isRealDate(from) && isRealDate(to) && from <= to ? undefined : problem('input.malformed', { field: 'from' });

export const periodText = ({ from, to }: Period): string =>
  from === to ? `Ngày ${shortDateText(utcOf(from))}` : `Từ ngày ${shortDateText(utcOf(from))} đến ngày ${shortDateText(utcOf(to))}`;

/** One page of the register for the screen, oldest first. */
export const registerPage = ({ store }: Desk, { from, to, cursor }: Period & { cursor?: string | undefined }): { rows: (RegisterRow & { dossierId: string })[]; nextCursor: string | null } | Problem => {
  const fault = periodFault({ from, to });
  if (fault) return fault;
  const { before, place } = placeOf(cursor);
  const page = dossiersBetween(store, { ...spanOf({ from, to }), ...(place !== undefined && { cursor: place }) });
  const agencyOf = agencies({ store });
  return {
    rows: inCodeOrder(page.rows).map((dossier, index) => ({ ...registerRow(dossier, before + index + 1, agencyOf(dossier)), dossierId: dossier.id })),
    nextCursor: page.nextCursor === null ? null : `${before + page.rows.length}:${page.nextCursor}`,
  };
};

/** The whole register, some rows at a time; between two of them the desk does its other work. */
export async function* registerRows({ store }: Pick<Desk, 'store'>, period: Period): AsyncGenerator<RegisterRow[]> {
  const agencyOf = agencies({ store });
  let order = 0;
  let cursor: string | undefined;
  do {
    const page = dossiersBetween(store, { ...spanOf(period), cursor, limit: rowsAtOnce });
    yield inCodeOrder(page.rows).map((dossier) => registerRow(dossier, (order += 1), agencyOf(dossier)));
    cursor = page.nextCursor ?? undefined;
    await new Promise((resolve) => setImmediate(resolve));
  } while (cursor !== undefined);
}

/** The register on paper. */
export const registerPdf = async (desk: Desk, period: Period): Promise<Uint8Array | Problem> => {
  const fault = periodFault(period);
  if (fault) return fault;
  const count = countDossiersBetween(desk.store, spanOf(period));
  if (count > maxPrintedRows) return problem('form.periodTooLong', { count, max: maxPrintedRows });
  const unit = desk.store.state('desk', desk.store.deskId)?.unit;
  const definition = definitionInForce(desk.store, packIdAt(period.to), 'register');
  if (unit === undefined || definition === undefined) return problem('form.unknown');
  const rows: RegisterRow[] = [];
  for await (const page of registerRows(desk, period)) rows.push(...page);
  return desk.workers.run('renderForm', registerForm({ definition, unit, period, rows, now: desk.clock.now() }));
};

export const registerForm = ({ definition, unit, period, rows, now }: { definition: FormDefinition; unit: Unit; period: Period; rows: RegisterRow[]; now: number }): PrintedForm => ({
  definition,
  paper: definition.paper,
  values: { ...unitValues(unit), 'register.period': periodText(period) },
  head: { agencyName: unit.name, oneStopName: unit.oneStopName, place: unit.place, number: '', date: now },
  code: '',
  qr: '',
  components: [],
  requested: [],
  handovers: [],
  dueChanges: [],
  register: rows,
});

const spanOf = ({ from, to }: Period): { from: number; to: number } => ({ from: utcOf(from), to: utcOf(addDays(to, 1)) });

/** Several that one citizen filed in one go have the same moment; their codes say in which order. */
const inCodeOrder = (rows: readonly DossierState[]): DossierState[] => [...rows].sort((a, b) => a.acceptedAt - b.acceptedAt || (a.code < b.code ? -1 : 1));

/** Cơ quan chủ trì: the commune of the desk that received it. */
const agencies = ({ store }: Pick<Desk, 'store'>): ((dossier: DossierState) => string) => {
  const known = new Map<string, string>();
  return ({ deskId }) => {
    const name = known.get(deskId) ?? (store.state('desk', deskId) ?? store.state('desk', store.deskId))?.unit.name ?? '';
    known.set(deskId, name);
    return name;
  };
};

/** The screen's cursor also says how many rows came before, for the running number. */
const placeOf = (cursor: string | undefined): { before: number; place: string | undefined } => {
  const [, before, place] = /^(\d{1,9}):(.+)$/.exec(cursor ?? '') ?? [];
  return { before: Number(before ?? 0), place };
};
