import type { Channel } from '../../../../domain/dossier/events.ts';
import { type IndicatorFigure, type IndicatorId, indicators, type IndicatorDefinition, type MeasureValues } from '../../../../domain/reports/indicators.ts';
import type { MeasureId } from '../../../../domain/reports/measures.ts';
import { indicatorNames, measureNames } from '../../../../domain/reports/names.ts';
import type { FigureGroup } from '../../../../domain/reports/report.ts';
import type { Grouping } from '../../../../domain/reports/statements.ts';
import type { ReportFigures } from '../types.ts';
import type { Cell, ReportColumn, ReportTable } from './printed-report.ts';

export const groupingNames: Record<Exclude<Grouping, 'none'>, string> = {
  field: 'Lĩnh vực',
  procedure: 'Thủ tục',
  officer: 'Người giải quyết',
  receiver: 'Người tiếp nhận',
  channel: 'Hình thức nộp',
  month: 'Tháng',
};

const channelNames: Record<Channel, string> = { direct: 'Trực tiếp', online: 'Trực tuyến', postal: 'Bưu chính công ích' };

export const groupLabel = (groupBy: Grouping, { key, label }: Pick<FigureGroup, 'key' | 'label'>): string =>
  groupBy === 'channel' ? (channelNames[key as Channel] ?? label) : groupBy === 'month' ? `${key.slice(5)}/${key.slice(0, 4)}` : label;

export const valuesOf = ({ measures }: ReportFigures): MeasureValues => Object.fromEntries(measures.map(({ id, value }) => [id, value])) as MeasureValues;

/** Columns of biểu II.06a (TT 01/2020/TT-VPCP), as provinces print it; seen in practice, its text was not at hand. */
const solvingColumns: readonly { title: string; group: string; value: (values: MeasureValues) => number }[] = [
  { title: 'Tổng số', group: 'Số hồ sơ tiếp nhận', value: (values) => values.received + values.carriedOver },
  { title: 'Trực tuyến', group: 'Số hồ sơ tiếp nhận', value: (values) => values.receivedOnline },
  { title: 'Trực tiếp, bưu chính', group: 'Số hồ sơ tiếp nhận', value: (values) => values.receivedDirect + values.receivedPostal },
  { title: 'Từ kỳ trước', group: 'Số hồ sơ tiếp nhận', value: (values) => values.carriedOver },
  { title: 'Tổng số', group: 'Số hồ sơ đã giải quyết', value: (values) => values.solved },
  { title: 'Trước hạn', group: 'Số hồ sơ đã giải quyết', value: (values) => values.solvedEarly },
  { title: 'Đúng hạn', group: 'Số hồ sơ đã giải quyết', value: (values) => values.solvedOnTime },
  { title: 'Quá hạn', group: 'Số hồ sơ đã giải quyết', value: (values) => values.solvedLate },
  { title: 'Tổng số', group: 'Số hồ sơ đang giải quyết', value: (values) => values.open },
  { title: 'Trong hạn', group: 'Số hồ sơ đang giải quyết', value: (values) => values.openInTime },
  { title: 'Quá hạn', group: 'Số hồ sơ đang giải quyết', value: (values) => values.openOverdue },
];

/** Received, solved and open dossiers by whatever the figures are grouped by, and their sum. */
export const solvingTable = (heading: string, groupBy: Exclude<Grouping, 'none'>, figures: ReportFigures): ReportTable => {
  const line = (values: MeasureValues): number[] => solvingColumns.map(({ value }) => value(values));
  const rows = figures.groups.map((group, index): Cell[] => [String(index + 1), groupLabel(groupBy, group), ...line(group.values)]);
  // Months overlap in what they carry over: their sum would say nothing.
  const total: Cell[][] = groupBy === 'month' || rows.length === 0 ? [] : [['', 'Tổng cộng', ...line(valuesOf(figures))]];
  return {
    heading,
    columns: [{ title: 'STT', width: 4 }, { title: groupingNames[groupBy], width: 24, align: 'left' }, ...solvingColumns.map(({ title, group }): ReportColumn => ({ title, group, width: 6.5 }))],
    rows: [...rows, ...total],
    ...(total.length > 0 && { hasTotal: true as const }),
  };
};

const sharesByGroup: readonly { title: string; group: string; of: (values: MeasureValues) => [number, number] }[] = [
  { title: 'Trực tuyến', group: 'Nộp hồ sơ', of: (values) => [values.receivedOnline, values.received] },
  { title: 'Hồ sơ có số hóa', group: 'Số hóa', of: (values) => [values.digitised, values.received] },
  { title: 'Giấy tờ', group: 'Số hóa', of: (values) => [values.digitisedComponents, values.components] },
  { title: 'Kết quả', group: 'Số hóa', of: (values) => [values.resultDigitised, values.resultDue] },
  { title: 'Dùng lại giấy tờ', group: 'Dữ liệu', of: (values) => [values.reused, values.reusable] },
  { title: 'Trực tuyến', group: 'Thanh toán', of: (values) => [values.paidOnline, values.withFee] },
];

/** The rates of the chairman's letter by group: numerator, denominator, share. */
export const sharesTable = (heading: string, groupBy: Exclude<Grouping, 'none'>, figures: ReportFigures): ReportTable => {
  const line = (values: MeasureValues): Cell[] =>
    sharesByGroup.flatMap(({ of }): Cell[] => {
      const [numerator, denominator] = of(values);
      return [`${numerator}/${denominator}`, { share: denominator === 0 ? null : numerator / denominator }];
    });
  const rows = figures.groups.map((group): Cell[] => [groupLabel(groupBy, group), ...line(group.values)]);
  return {
    heading,
    columns: [
      { title: groupingNames[groupBy], width: 24, align: 'left' },
      ...sharesByGroup.flatMap(({ title, group }): ReportColumn[] => [{ title: 'Số hồ sơ', group: `${group}: ${title.toLowerCase()}`, width: 7 }, { title: 'Tỷ lệ', group: `${group}: ${title.toLowerCase()}`, width: 6 }]),
    ],
    rows: rows.length === 0 ? [] : [...rows, ['Tổng cộng', ...line(valuesOf(figures))]],
    ...(rows.length > 0 && { hasTotal: true as const }),
  };
};

const definitionOf = (id: IndicatorId): IndicatorDefinition => indicators[id];

export const isOf766 = ({ id }: Pick<IndicatorFigure, 'id'>): boolean => definitionOf(id).of766 !== undefined;

/** The indicators of Quyết định 766/QĐ-TTg that a commune answers for, each with what it is made of. */
export const indicatorTable = (heading: string, figures: readonly IndicatorFigure[]): ReportTable => ({
  heading,
  columns: [
    { title: 'Số', width: 5 },
    { title: 'Chỉ số', width: 36, align: 'left' },
    { title: 'Tử số', width: 9 },
    { title: 'Mẫu số', width: 9 },
    { title: 'Tỷ lệ', width: 10 },
    { title: 'Điểm', width: 8 },
    { title: 'Tối đa', width: 8 },
    { title: 'Định nghĩa', width: 13 },
  ],
  rows: figures.filter(isOf766).map(({ id, version, numerator, denominator, rate, points, maxPoints }) => [
    String(definitionOf(id).of766!.number),
    indicatorNames[id],
    numerator,
    denominator,
    { share: rate },
    points === null ? null : Math.round(points * 100) / 100,
    maxPoints,
    `${id} v${version}`,
  ]),
});

/** Times stand in hours of opening. */
const valueOfIndicator = ({ id, rate }: IndicatorFigure): Cell => (definitionOf(id).unit === 'rate' ? { share: rate } : rate === null ? null : Math.round((rate / 60) * 100) / 100);

export const comparedMeasures = ['carriedOver', 'received', 'receivedOnline', 'solved', 'solvedEarly', 'solvedOnTime', 'solvedLate', 'open', 'openOverdue', 'openPaused', 'returned', 'uncollected', 'refused', 'withdrawn', 'supplemented'] as const satisfies readonly MeasureId[];
export const comparedIndicators = ['solvedInTime', 'filedOnline', 'online', 'digitised', 'digitisedComponents', 'digitisedResult', 'reuse', 'onlinePayment', 'paymentWithoutCash', 'rated', 'receiveTime', 'examineTime', 'approveTime', 'sealTime', 'returnTime'] as const satisfies readonly IndicatorId[];

/** This period beside the one before, with what has changed: dossiers as a number, rates in percentage points, times in hours. */
export const comparisonTable = (heading: string, now: ReportFigures, before: ReportFigures): ReportTable => {
  const [values, earlier] = [valuesOf(now), valuesOf(before)];
  const figureOf = (figures: ReportFigures, id: IndicatorId): IndicatorFigure => figures.indicators.find((figure) => figure.id === id)!;
  const difference = (after: Cell, former: Cell): Cell => {
    if (after === null || former === null || typeof after !== typeof former) return null;
    if (typeof after === 'number') return after - (former as number);
    const shares = [after, former].map((cell) => (cell as { share: number | null }).share);
    return shares.some((share) => share === null) ? null : { share: shares[0]! - shares[1]! };
  };
  return {
    heading,
    columns: [{ title: 'Chỉ tiêu', width: 46, align: 'left' }, { title: 'Kỳ này', width: 16 }, { title: 'Kỳ trước', width: 16 }, { title: 'Tăng, giảm', width: 16 }],
    rows: [
      ...comparedMeasures.map((id): Cell[] => [measureNames[id], values[id], earlier[id], values[id] - earlier[id]]),
      ...comparedIndicators.map((id): Cell[] => {
        const [after, former] = [valueOfIndicator(figureOf(now, id)), valueOfIndicator(figureOf(before, id))];
        return [definitionOf(id).unit === 'rate' ? indicatorNames[id] : `${indicatorNames[id]} (giờ làm việc)`, after, former, difference(after, former)];
      }),
    ],
  };
};
