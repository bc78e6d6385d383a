import { Document, Page, renderToBuffer, Text, View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';
import { qrCode } from '../../forms/parts/codes.ts';
import { registerFonts, tinos } from '../../forms/parts/fonts.ts';
import { mm } from '../../forms/parts/sheet.ts';
import { capitals, shortened } from '../../forms/parts/vietnamese.ts';

export type CodeSheets = {
  agencyName: string;
  code: string;
  applicantName: string;
  procedureName: string;
  /** UTC milliseconds, of the dossier: the same sheets give the same bytes. */
  madeAt: number;
  sheets: { kind: 'dossier' | 'component' | 'result'; name: string; qr: string }[];
};

/** What each kind is called, and what to do with it: words of the paper, not of the screens. */
const words: Record<CodeSheets['sheets'][number]['kind'], { title: string; toDo: string }> = {
  dossier: { title: 'TỜ PHÂN CÁCH HỒ SƠ', toDo: 'Đặt tờ này lên trên cùng tập giấy của hồ sơ rồi quét cả tập.' },
  component: { title: 'TỜ MÃ GIẤY TỜ', toDo: 'Đặt tờ này ngay trước giấy tờ có tên ở trên rồi quét.' },
  result: { title: 'TỜ MÃ KẾT QUẢ', toDo: 'Đặt tờ này ngay trước kết quả giải quyết rồi quét.' },
};
/** Names of papers run to whole paragraphs; what is cut off is on the dossier's page. */
const longestName = 260;

/** Worker task: the sheets of a dossier on A4, one page each. */
export const renderCodeSheets = async ({ agencyName, code, applicantName, procedureName, madeAt, sheets }: CodeSheets): Promise<Uint8Array> => {
  registerFonts();
  const made = new Date(madeAt);
  const page = ({ kind, name, qr }: CodeSheets['sheets'][number]): ReactElement =>
    h(
      Page,
      { key: qr, size: 'A4', style: { fontFamily: tinos, fontSize: 15, paddingVertical: 18 * mm, paddingHorizontal: 20 * mm, textAlign: 'center', alignItems: 'center' } },
      h(Text, { style: { fontSize: 12 } }, capitals(agencyName.normalize('NFC'))),
      h(Text, { style: { fontSize: 30, fontWeight: 700, marginTop: 8 * mm } }, words[kind].title),
      // Far from the edges, where feeders pull in askew and glass ends.
      h(View, { style: { marginTop: 10 * mm, marginBottom: 8 * mm } }, qrCode(qr, 80 * mm)),
      h(Text, { style: { fontSize: 26, fontWeight: 700 } }, code),
      name === '' ? null : h(Text, { style: { fontSize: 24, fontWeight: 700, marginTop: 6 * mm } }, shortened(name.normalize('NFC'), longestName)),
      h(Text, { style: { fontSize: 18, marginTop: 6 * mm } }, applicantName.normalize('NFC')),
      h(Text, { style: { marginTop: 2 * mm } }, shortened(procedureName.normalize('NFC'), longestName)),
      h(View, { style: { borderTop: '0.8pt solid #000', width: '60%', marginVertical: 8 * mm } }),
      h(Text, { style: { fontStyle: 'italic' } }, words[kind].toDo),
      h(Text, { style: { fontStyle: 'italic' } }, 'Tờ này chỉ để máy nhận biết, không lưu vào hồ sơ.'),
    );
  return renderToBuffer(
    h(
      Document,
      { title: `Tờ mã ${code}`, author: agencyName, language: 'vi-VN', creationDate: made, modificationDate: made, creator: 'Quầy Một Cửa', producer: 'Quầy Một Cửa' },
      ...sheets.map(page),
    ),
  );
};
