import { Text, View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';
import type { PrintedForm } from '../printed-form.ts';
import { mm, type Sheet } from './sheet.ts';
import { border, rowStyle, table } from './table.ts';
import { shortDateText, shortened, timeText } from './vietnamese.ts';

/** What the citizen is asked to bring or mend. */
export const requestedTable = (requested: PrintedForm['requested'], sheet: Sheet): ReactElement =>
  table({
    sheet,
    columns: [
      { title: 'TT', width: 7 },
      { title: 'Thành phần hồ sơ, nội dung', width: 53, align: 'left' },
      { title: 'Yêu cầu bổ sung, hoàn thiện', width: 40, align: 'left' },
    ],
    rows: requested.map(({ name, note }, index) => [String(index + 1), name, note]),
    none: 'Theo lý do ghi dưới đây',
  });

/** The hand-over rows of the control slip, each to be signed by both. */
export const handoverTable = (handovers: PrintedForm['handovers'], sheet: Sheet): ReactElement => {
  const { size } = sheet;
  const toSign = (who: string, isLast: boolean): ReactElement =>
    h(
      View,
      { style: { width: '50%', height: size(9.5 * mm), paddingHorizontal: size(2.5), paddingTop: size(1), ...(!isLast && { borderRight: border }) } },
      h(Text, { style: { fontStyle: 'italic', fontSize: size(8) } }, `${who} (ký, ghi rõ họ tên)`),
    );
  return table({
    sheet,
    columns: [
      { title: 'TÊN CƠ QUAN, NGƯỜI\n1. Giao   2. Nhận', width: 37, align: 'left' },
      { title: 'THỜI GIAN GIAO, NHẬN', width: 25 },
      { title: 'KẾT QUẢ XỬ LÝ', width: 14 },
      { title: 'GHI CHÚ', width: 24, align: 'left' },
    ],
    rows: handovers.map(({ from, to, at, outcome, note }) => [from === to ? to : `1. Giao: ${from}\n2. Nhận: ${to}`, timeText(at), outcome, shortened(note, 300)]),
    none: 'Chưa có lần giao, nhận nào',
    under: (index) => (handovers[index]!.from === handovers[index]!.to ? null : h(View, { style: rowStyle }, toSign('Người giao', false), toSign('Người nhận', true))),
  });
};

/** How often and why the date was moved before; nothing at all where it never was. */
export const dueChangesTable = (dueChanges: PrintedForm['dueChanges'], sheet: Sheet): ReactElement | null =>
  dueChanges.length === 0
    ? null
    : h(
        View,
        null,
        h(Text, null, 'Những lần thay đổi thời gian hẹn trả trước đây:'),
        table({
          sheet,
          columns: [
            { title: 'Lần', width: 8 },
            { title: 'Ngày thay đổi', width: 18 },
            { title: 'Từ ngày', width: 16 },
            { title: 'Sang ngày', width: 16 },
            { title: 'Lý do', width: 42, align: 'left' },
          ],
          rows: dueChanges.map(({ from, to, at, reason }, index) => [String(index + 1), shortDateText(at), shortDateText(from), shortDateText(to), shortened(reason, 500)]),
          none: '',
        }),
      );

