import { Document, Page, renderToBuffer, Text, View } from '@react-pdf/renderer';
import { createElement as h } from 'react';
import { registerFonts, tinos } from '../forms/parts/fonts.ts';
import { mm } from '../forms/parts/sheet.ts';
import { capitals, timeText } from '../forms/parts/vietnamese.ts';

export type TicketPaper = {
  number: string;
  about: string;
  agencyName: string;
  oneStopName: string;
  /** UTC milliseconds. */
  issuedAt: number;
  /** How many were waiting when it was given. */
  ahead: number;
};

/** The roll of a ticket printer is 80 mm wide and prints 72 of them. */
const paper = { width: 80 * mm, height: 84 * mm, margin: 4 * mm };

const purposes: Record<string, string> = { submit: 'Nộp hồ sơ', collect: 'Nhận kết quả', ask: 'Hỏi thủ tục' };

/** Worker task: a queue number on the paper of a ticket printer. The same ticket gives the same bytes. */
export const renderTicket = async ({ number, about, agencyName, oneStopName, issuedAt, ahead }: TicketPaper): Promise<Uint8Array> => {
  registerFonts();
  const made = new Date(issuedAt);
  const purpose = purposes[about];
  return renderToBuffer(
    h(
      Document,
      { title: `Số thứ tự ${number}`, author: agencyName, language: 'vi-VN', creationDate: made, modificationDate: made, creator: 'Quầy Một Cửa', producer: 'Quầy Một Cửa' },
      h(
        Page,
        { size: [paper.width, paper.height], style: { fontFamily: tinos, fontSize: 11, padding: paper.margin, textAlign: 'center' } },
        h(Text, null, capitals(agencyName.normalize('NFC'))),
        h(Text, { style: { fontWeight: 700 } }, capitals(oneStopName.normalize('NFC'))),
        h(View, { style: { borderBottom: '0.8pt solid #000', width: '40%', alignSelf: 'center', marginVertical: 5 } }),
        h(Text, { style: { fontSize: 12 } }, 'SỐ THỨ TỰ'),
        h(Text, { style: { fontSize: 58, fontWeight: 700, lineHeight: 1.15 } }, number),
        purpose === undefined ? null : h(Text, { style: { fontSize: 13, fontWeight: 700, marginBottom: 4 } }, purpose),
        h(Text, null, ahead === 0 ? 'Không có ai chờ trước số này' : `Trước số này còn ${ahead} người đang chờ`),
        h(Text, { style: { marginTop: 3 } }, timeText(issuedAt)),
        h(Text, { style: { fontStyle: 'italic', marginTop: 5, fontSize: 10 } }, 'Xin chờ đến khi số được gọi. Số chỉ dùng trong ngày.'),
      ),
    ),
  );
};
