import { Text, View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import type { Sheet } from './sheet.ts';

export const border = '0.6pt solid #000';

/** Borders of one row; the one above belongs to the row before it. */
export const rowStyle = { flexDirection: 'row', borderBottom: border, borderLeft: border, borderRight: border } as const;

export type Column = { title: string; /** Percent of the table; all add up to 100. */ width: number; align?: 'left' };

type CellOptions = { isLast?: boolean; align?: 'left' | 'center'; isStrong?: boolean };

export const cell = ({ size }: Sheet, width: number, content: ReactNode, { isLast = false, align = 'center', isStrong = false }: CellOptions = {}): ReactElement =>
  h(
    View,
    { style: { width: `${width}%`, justifyContent: 'center', paddingHorizontal: size(2.5), paddingVertical: size(1.5), ...(!isLast && { borderRight: border }) } },
    h(Text, { style: { textAlign: align, ...(isStrong && { fontWeight: 700 }) } }, content),
  );

type TableOptions = {
  sheet: Sheet;
  columns: readonly Column[];
  rows: readonly (readonly ReactNode[])[];
  /** What the table says when it has no rows. */
  none: string;
  /** Under each row, to be signed. */
  under?: (index: number) => ReactElement | null;
};

/** A ruled table whose head is repeated on each page that it goes on to; a row is never broken in two. */
export const table = ({ sheet, columns, rows, none, under }: TableOptions): ReactElement => {
  const { size } = sheet;
  const last = columns.length - 1;
  const cellsOf = (cells: readonly ReactNode[], isHead: boolean): ReactElement[] =>
    columns.map(({ width, align }, index) => cell(sheet, width, cells[index] ?? '', { isLast: index === last, isStrong: isHead, align: isHead ? 'center' : (align ?? 'center') }));
  return h(
    View,
    { style: { marginVertical: size(2) } },
    h(View, { fixed: true, style: { ...rowStyle, borderTop: border, fontSize: size(8.5) } }, ...cellsOf(columns.map(({ title }) => title), true)),
    ...(rows.length === 0
      ? [h(View, { style: { ...rowStyle, fontSize: size(9) } }, cell(sheet, 100, none, { isLast: true }))]
      : rows.map((cells, index) =>
          h(View, { key: index, wrap: false, style: { fontSize: size(9) } }, h(View, { style: rowStyle }, ...cellsOf(cells, false)), under?.(index) ?? null),
        )),
  );
};
