import { type IndicatorFigure, indicatorFigure, type IndicatorId, type MeasureValues } from '../../domain/reports/indicators.ts';
import { type MeasureId, measureIds } from '../../domain/reports/measures.ts';
import type { Period } from '../../domain/reports/statements.ts';
import { districtFigures } from '../reports/figures.ts';
import { agencies } from '../schema.ts';
import type { Console } from './context.ts';
import { type DeskContact, deskContacts } from './desks.ts';
import { listReminders } from './reminders.ts';

/** What the level above looks at first; the whole report is behind it. */
const shownMeasures = ['received', 'onlineOfOnlineProcedure', 'solved', 'solvedLate', 'open', 'openOverdue', 'digitised'] as const satisfies readonly MeasureId[];
const shownIndicators = ['online', 'digitised', 'solvedInTime'] as const satisfies readonly IndicatorId[];

export type Figures = {
  measures: Pick<MeasureValues, (typeof shownMeasures)[number]>;
  indicators: Record<(typeof shownIndicators)[number], Pick<IndicatorFigure, 'numerator' | 'denominator' | 'rate'>>;
};

export type CommuneRow = Figures & { agencyCode: string; unitName: string; desks: DeskContact[]; openReminders: number };
export type CommunesOverview = { period: Period; at: number; total: Figures; communes: CommuneRow[] };
export type FieldsOverview = { period: Period; at: number; total: Figures; fields: (Figures & { field: string })[] };

/** Every commune that was ever given a code, also one that has sent nothing yet. */
export const communesOverview = async (console: Console, period: Period): Promise<CommunesOverview> => {
  const { district } = console;
  const { at, groups, measures } = await districtFigures(district, { ...period, groupBy: 'agency' });
  const known = await district.db.select().from(agencies);
  const desks = Map.groupBy(await deskContacts(console), ({ agencyCode }) => agencyCode);
  const open = Map.groupBy((await listReminders(console, {})).filter(({ acknowledged }) => !acknowledged), ({ agencyCode }) => agencyCode);
  const values = new Map(groups.map(({ key, values: own }) => [key, own]));
  const communes = known.map(({ agencyCode, unitName }): CommuneRow => ({
    agencyCode,
    unitName,
    ...figuresOf(values.get(agencyCode) ?? nothing),
    desks: desks.get(agencyCode) ?? [],
    openReminders: open.get(agencyCode)?.length ?? 0,
  }));
  return { period, at, total: figuresOf(valuesOf(measures)), communes: communes.sort((a, b) => a.unitName.localeCompare(b.unitName, 'vi')) };
};

/** By lĩnh vực, of all communes or of one. */
export const fieldsOverview = async ({ district }: Console, { agencyCode, ...period }: Period & { agencyCode?: string | undefined }): Promise<FieldsOverview> => {
  const { at, groups, measures } = await districtFigures(district, { ...period, agencyCode, groupBy: 'field' });
  return { period, at, total: figuresOf(valuesOf(measures)), fields: groups.map(({ key, values }) => ({ field: key, ...figuresOf(values) })) };
};

const valuesOf = (measures: readonly { id: MeasureId; value: number }[]): MeasureValues => Object.fromEntries(measures.map(({ id, value }) => [id, value])) as MeasureValues;

const nothing = Object.fromEntries(measureIds.map((id) => [id, 0])) as MeasureValues;

const figuresOf = (values: MeasureValues): Figures => ({
  measures: Object.fromEntries(shownMeasures.map((id) => [id, values[id]])) as Figures['measures'],
  indicators: Object.fromEntries(
    shownIndicators.map((id) => {
      const { numerator, denominator, rate } = indicatorFigure(id, values);
      return [id, { numerator, denominator, rate }];
    }),
  ) as Figures['indicators'],
});
