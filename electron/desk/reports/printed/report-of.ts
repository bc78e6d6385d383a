import { officers } from '../../../../db/queries/officers.ts';
import type { Unit } from '../../../../domain/desk/desk.ts';
import { delegateOf } from '../../../../domain/officer/officer.ts';
import { type Problem, problem } from '../../../../domain/problem.ts';
import { indicatorNames, measureNames } from '../../../../domain/reports/names.ts';
import type { Grouping, Period } from '../../../../domain/reports/statements.ts';
import { addDays, addMonths, localDate } from '../../../../domain/time.ts';
import type { Desk } from '../../desk.ts';
import { periodText } from '../../forms/register.ts';
import { shortDateText, timeText } from '../../forms/parts/vietnamese.ts';
import { reportFigures } from '../figures.ts';
import type { ReportFigures } from '../types.ts';
import { lateTable } from './late-table.ts';
import type { Cell, PrintedReport } from './printed-report.ts';
import { comparisonTable, indicatorTable, isOf766, sharesTable, solvingTable, valuesOf } from './tables.ts';

const mostLate = 500;
/** As many as leave the inspection sheet on one page. */
const mostLateAtInspection = 14;

const headOf = (unit: Unit, date: number): PrintedReport['head'] => ({ agencyName: unit.name, oneStopName: unit.oneStopName, place: unit.place, date });
const signatures = (left: string, right: string): PrintedReport['signatures'] => [
  { role: left, hint: '(Ký, ghi rõ họ tên)', name: '' },
  { role: right, hint: '(Ký, ghi rõ họ tên)', name: '' },
];

const countedAt = ({ at }: ReportFigures): string =>
  `Số liệu tính lúc ${timeText(at)}. Đúng hạn, quá hạn tính theo ngày kết thúc giải quyết, không theo ngày trả; hồ sơ công dân rút được tính là giải quyết đúng hạn; hồ sơ chờ bổ sung, chờ nộp tiền hoặc tạm dừng được tính là trong hạn.`;

const unitOf = ({ store }: Desk): Unit | undefined => store.state('desk', store.deskId)?.unit;

/** What is on the screen, on paper. */
export const figuresReport = async (desk: Desk, { from, to, groupBy }: Period & { groupBy: Exclude<Grouping, 'none'> }): Promise<PrintedReport | Problem> => {
  const unit = unitOf(desk);
  if (unit === undefined) return problem('form.unknown');
  const figures = await reportFigures(desk, { from, to, groupBy });
  return {
    title: 'TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH',
    subtitle: periodText({ from, to }),
    orientation: 'landscape',
    head: headOf(unit, figures.at),
    lead: [],
    tables: [
      solvingTable('I. Tiếp nhận và giải quyết', groupBy, figures),
      sharesTable('II. Trực tuyến, số hóa, dùng lại giấy tờ, thanh toán', groupBy, figures),
      indicatorTable('III. Chỉ số theo Quyết định 766/QĐ-TTg', figures.indicators),
    ],
    notes: [countedAt(figures)],
    signatures: signatures('NGƯỜI LẬP BIỂU', 'LÃNH ĐẠO ĐƠN VỊ'),
  };
};

/**
 * Báo cáo tháng for the level above: the month by field, beside the month before, the indicators, and every late dossier.
 * @param month `yyyy-MM`
 */
export const monthlyReport = async (desk: Desk, { month }: { month: string }): Promise<PrintedReport | Problem> => {
  const unit = unitOf(desk);
  if (unit === undefined) return problem('form.unknown');
  const period = monthOf(`${month}-01`);
  const before = monthOf(addMonths(period.from, -1));
  const figures = await reportFigures(desk, { ...period, groupBy: 'field' });
  const earlier = await reportFigures(desk, { ...before, groupBy: 'none' });
  const values = valuesOf(figures);
  return {
    title: 'BÁO CÁO TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH',
    subtitle: `Tháng ${month.slice(5)} năm ${month.slice(0, 4)}`,
    orientation: 'landscape',
    head: headOf(unit, figures.at),
    lead: [`Kính gửi: ${unit.parentName}`],
    tables: [
      solvingTable('I. Tiếp nhận và giải quyết theo lĩnh vực', 'field', figures),
      comparisonTable(`II. So với tháng ${before.from.slice(5, 7)}/${before.from.slice(0, 4)}`, figures, earlier),
      sharesTable('III. Trực tuyến, số hóa, dùng lại giấy tờ, thanh toán theo lĩnh vực', 'field', figures),
      indicatorTable('IV. Chỉ số theo Quyết định 766/QĐ-TTg', figures.indicators),
      await lateTable(desk, 'V. Hồ sơ đã giải quyết quá hạn', 'solvedLate', period, { count: values.solvedLate, most: mostLate }),
      await lateTable(desk, 'VI. Hồ sơ đang giải quyết quá hạn', 'openOverdue', period, { count: values.openOverdue, most: mostLate }),
    ],
    notes: [countedAt(figures)],
    signatures: signatures('NGƯỜI LẬP BÁO CÁO', 'LÃNH ĐẠO ĐƠN VỊ'),
  };
};

const monthOf = (first: string): Period => ({ from: first, to: addDays(addMonths(first, 1), -1) });

const todays = ['received', 'solved', 'returned'] as const;
const monthsCounts = ['received', 'carriedOver', 'solved', 'solvedLate', 'open', 'openOverdue', 'openPaused', 'uncollected'] as const;

/** Phiếu kiểm tra: what a surprise visit asks, as it is now, on one page of A4. */
export const inspectionSheet = async (desk: Desk): Promise<PrintedReport | Problem> => {
  const unit = unitOf(desk);
  if (unit === undefined) return problem('form.unknown');
  const today = localDate(desk.clock.now());
  const month = { from: `${today.slice(0, 7)}-01`, to: today };
  const figures = await reportFigures(desk, { ...month, groupBy: 'none' });
  const day = valuesOf(await reportFigures(desk, { from: today, to: today, groupBy: 'none' }));
  const values = valuesOf(figures);
  const people = officers(desk.store).filter(({ isActive, roles }) => isActive && roles.some((role) => role !== 'administrator'));
  const away = people.filter((officer) => delegateOf(officer, today) !== undefined);
  const duty = people.filter(({ roles }) => roles.includes('duty'));
  const rates = figures.indicators.filter(({ id }) => ratesAtInspection.has(id) || isOf766({ id }));
  return {
    title: 'PHIẾU KIỂM TRA BỘ PHẬN MỘT CỬA',
    subtitle: `Tại thời điểm ${timeText(figures.at)}`,
    orientation: 'portrait',
    head: headOf(unit, figures.at),
    lead: [
      `Cán bộ, công chức của bộ phận: ${people.length} người${away.length > 0 ? `; vắng mặt, có ủy quyền: ${away.map(({ fullName }) => fullName).join(', ')}` : ''}.`,
      `Người trực hướng dẫn công dân: ${duty.map(({ fullName }) => fullName).join(', ') || 'chưa phân công'}.`,
      `Hôm nay: ${todays.map((id) => `${measureNames[id].replace(/^Hồ sơ /, '').replace(' trong kỳ', '')} ${day[id]}`).join('; ')}.`,
      `Dữ liệu: ${sendingText(desk, figures, unit)}.`,
    ],
    tables: [
      {
        heading: `Từ ngày ${shortDateText(figures.at).replace(/^\d\d/, '01')} đến nay`,
        columns: [{ title: 'Hồ sơ', width: 34, align: 'left' }, { title: 'Số lượng', width: 12 }, { title: 'Tỷ lệ', width: 36, align: 'left' }, { title: 'Kết quả', width: 18 }],
        rows: Array.from({ length: Math.max(monthsCounts.length, rates.length) }, (_, index): Cell[] => {
          const [count, rate] = [monthsCounts[index], rates[index]];
          return [...(count === undefined ? ['', ''] : [measureNames[count], values[count]]), ...(rate === undefined ? ['', ''] : [`${indicatorNames[rate.id]} (${rate.numerator}/${rate.denominator})`, { share: rate.rate }])];
        }),
      },
      await lateTable(desk, 'Hồ sơ đang giải quyết quá hạn', 'openOverdue', month, { count: values.openOverdue, most: mostLateAtInspection }),
    ],
    notes: [],
    signatures: signatures('ĐẠI DIỆN ĐƠN VỊ', 'NGƯỜI KIỂM TRA'),
  };
};

const sendingText = ({ store }: Desk, { unsentSince }: ReportFigures, { parentName }: Unit): string => {
  if (store.state('desk', store.deskId)?.district === undefined) return `quầy chưa kết nối với ${parentName}`;
  return unsentSince === null ? `đã gửi đủ lên ${parentName}` : `còn thay đổi chưa gửi lên ${parentName}, chờ từ ${timeText(unsentSince)}`;
};

const ratesAtInspection: ReadonlySet<string> = new Set(['solvedInTime']);
