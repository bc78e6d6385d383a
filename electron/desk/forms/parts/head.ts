import { Text, View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';
import type { PrintedForm } from '../printed-form.ts';
import type { Sheet } from './sheet.ts';
import { capitals, dateText } from './vietnamese.ts';

/** «TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG» is a little too long for one line, and «CÔNG» alone on the next looks wrong. */
const longestAtFullSize = 32;

/** The head of an official paper (NĐ 30/2020/NĐ-CP, annex I): agency at the left, national motto at the right, number, place and date. */
export const head = ({ agencyName, oneStopName, number, place, date }: PrintedForm['head'], { size }: Sheet): ReactElement => {
  const line = (width: number): ReactElement => h(View, { style: { width, borderBottom: '0.7pt solid #000', marginTop: size(2.5) } });
  const column = { alignItems: 'center' as const, textAlign: 'center' as const };
  return h(
    View,
    { style: { flexDirection: 'row', fontSize: size(8.5), lineHeight: 1.15 } },
    h(
      View,
      { style: { ...column, width: '47%', paddingRight: size(4) } },
      h(Text, null, capitals(agencyName)),
      h(Text, { style: { fontWeight: 700, fontSize: size(oneStopName.length > longestAtFullSize ? 7.5 : 8.5) } }, capitals(oneStopName)),
      line(size(50)),
      number === '' ? null : h(Text, { style: { marginTop: size(4) } }, `Số: ${number}`),
    ),
    h(
      View,
      { style: { ...column, width: '53%' } },
      h(Text, { style: { fontWeight: 700 } }, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'),
      h(Text, { style: { fontWeight: 700, fontSize: size(9) } }, 'Độc lập - Tự do - Hạnh phúc'),
      line(size(106)),
      h(Text, { style: { fontStyle: 'italic', marginTop: size(4), fontSize: size(9) } }, `${place}, ${dateText(date)}`),
    ),
  );
};
