import { Text, View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import type { PrintedComponent } from '../printed-form.ts';
import type { Sheet } from './sheet.ts';
import { border, cell, rowStyle } from './table.ts';
import { twoDigits } from './vietnamese.ts';

const widths = { order: 7, name: 54, counts: 39 } as const;
const countWidth = widths.counts / 3;

const sourceTexts: Record<PrintedComponent['source'], string> = { paper: '', reused: 'dùng lại bản số hóa', data: 'khai thác CSDL' };

/** «Thành phần hồ sơ, số lượng mỗi loại giấy tờ», with the three kinds of copies under one head. */
export const componentsTable = (components: readonly PrintedComponent[], sheet: Sheet): ReactElement => {
  const { size } = sheet;
  const head = h(
    View,
    { fixed: true, style: { ...rowStyle, borderTop: border, fontSize: size(8.5) } },
    cell(sheet, widths.order, 'TT', { isStrong: true }),
    cell(sheet, widths.name, 'Thành phần hồ sơ', { isStrong: true }),
    h(
      View,
      { style: { width: `${widths.counts}%` } },
      h(Text, { style: { textAlign: 'center', fontWeight: 700, borderBottom: border, paddingVertical: size(1) } }, 'Số lượng'),
      h(
        View,
        { style: { flexDirection: 'row' } },
        cell(sheet, 100 / 3, 'Bản chính', { isStrong: true }),
        cell(sheet, 100 / 3, 'Bản chứng thực', { isStrong: true }),
        cell(sheet, 100 / 3, 'Bản photo', { isStrong: true, isLast: true }),
      ),
    ),
  );
  const countText = (count: number): string => (count > 0 ? twoDigits(count) : '');
  const rows = components.map((component, index) => {
    const { originals, certifiedCopies, copies } = component;
    return h(
      View,
      { key: index, wrap: false, style: { ...rowStyle, fontSize: size(9) } },
      cell(sheet, widths.order, String(index + 1)),
      cell(sheet, widths.name, nameOf(component), { align: 'left' }),
      ...(component.source !== 'paper' && originals + certifiedCopies + copies === 0
        ? [cell(sheet, widths.counts, h(Text, { style: { fontStyle: 'italic' } }, sourceTexts[component.source]), { isLast: true })]
        : [cell(sheet, countWidth, countText(originals)), cell(sheet, countWidth, countText(certifiedCopies)), cell(sheet, countWidth, countText(copies), { isLast: true })]),
    );
  });
  const none = h(View, { style: { ...rowStyle, fontSize: size(9) } }, cell(sheet, 100, 'Không có giấy tờ kèm theo', { isLast: true }));
  return h(View, { style: { marginVertical: size(1) } }, head, rows.length > 0 ? rows : none);
};

/** A reused paper of which a copy was handed over as well says both. */
const nameOf = ({ name, source, originals, certifiedCopies, copies }: PrintedComponent): ReactNode =>
  source === 'paper' || originals + certifiedCopies + copies === 0 ? name : [`${name} `, h(Text, { key: 'source', style: { fontStyle: 'italic' } }, `(${sourceTexts[source]})`)];
