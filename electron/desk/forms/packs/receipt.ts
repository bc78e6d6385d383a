import { Document, type DocumentProps, Page, Text, View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { barcode, qrCode } from '../parts/codes.ts';
import { head } from '../parts/head.ts';
import { mm, type Sheet, sheetOf } from '../parts/sheet.ts';
import { moneyText, timeText } from '../parts/vietnamese.ts';
import type { Paper, ReceiptData } from '../receipt-data.ts';

export type FormDocument = ReactElement<DocumentProps>;

const title = 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ';

const channels: Record<ReceiptData['channel'], string> = {
  direct: 'nộp trực tiếp',
  online: 'nộp trực tuyến',
  postal: 'nộp qua dịch vụ bưu chính công ích',
};

const returnTexts: Record<ReceiptData['returnMethod'], (data: ReceiptData) => string> = {
  desk: ({ oneStopName, agencyName }) => `${oneStopName} ${agencyName}`,
  postal: ({ applicant }) => `Qua dịch vụ bưu chính công ích, gửi đến: ${applicant.address}`,
  electronic: () => 'Bản điện tử trên Cổng Dịch vụ công quốc gia',
};

const feeText = (feeVnd: number | null): string => (feeVnd === null ? 'Theo quy định' : feeVnd === 0 ? 'Không thu' : moneyText(feeVnd));

/** Form 01: Giấy tiếp nhận hồ sơ và hẹn trả kết quả (TT 01/2018/TT-VPCP and TT 03/2025/TT-VPCP). */
export const receipt = (data: ReceiptData, paper: Paper): FormDocument => {
  const sheet = sheetOf(paper);
  const { size, page } = sheet;
  const { applicant } = data;
  const made = new Date(data.receivedAt);
  return h(
    Document,
    {
      title: `${title} ${data.code}`,
      author: data.agencyName,
      subject: data.procedureName,
      language: 'vi-VN',
      // Not the time of printing: the same dossier must give the same file.
      creationDate: made,
      modificationDate: made,
      creator: 'Quầy Một Cửa',
      producer: 'Quầy Một Cửa',
    },
    h(
      Page,
      { size: paper, style: page },
      // Not on the page itself: a line height that the page number inherits makes it vanish (@react-pdf/renderer 4.9).
      h(
        View,
        { style: { fontSize: page.fontSize, lineHeight: sheet.lineHeight } },
        head({ ...data, number: registerNumber(data.code), date: data.receivedAt }, sheet),
        h(Text, { style: { fontWeight: 700, fontSize: size(12.5), textAlign: 'center', marginTop: size(7) } }, title),
        codes(data.code, sheet),

        field('Bộ phận tiếp nhận và trả kết quả', `${data.oneStopName} ${data.agencyName}`),
        field('Tiếp nhận hồ sơ của', h(Text, null, strong(applicant.fullName), ` (${channels[data.channel]})`)),
        field('Địa chỉ', applicant.address),
        sideBySide(field('Số điện thoại', applicant.phone), field('Email', applicant.email)),
        field('Số CMND/Thẻ căn cước/Hộ chiếu', applicant.number || applicant.oldNumber),
        field('Nội dung yêu cầu giải quyết', strong(data.requestSummary)),
        data.requestSummary === data.procedureName && data.procedureCode === null
          ? null
          : field('Thủ tục hành chính', [data.procedureName, data.procedureCode && `(mã ${data.procedureCode})`].filter(Boolean).join(' ')),
        field('Chủ hồ sơ', applicant.fullName),
        field('Địa chỉ chủ hồ sơ', applicant.address),

        h(Text, { style: { marginTop: size(3), marginBottom: size(2) } }, '1. Thành phần hồ sơ, số lượng mỗi loại giấy tờ:'),
        table(data.components, sheet),

        h(
          View,
          { style: { marginTop: size(4) } },
          sideBySide(field('2. Số lượng hồ sơ', `${data.sets} bộ`), field('Phí, lệ phí', feeText(data.feeVnd))),
          field('3. Thời gian giải quyết hồ sơ theo quy định là', data.limitText),
          field('4. Thời gian nhận hồ sơ', timeText(data.receivedAt)),
          field('5. Thời gian trả kết quả giải quyết hồ sơ', strong(timeText(data.dueAt))),
          field('6. Đăng ký nhận kết quả tại', returnTexts[data.returnMethod](data)),
          field('Vào Sổ theo dõi hồ sơ, Quyển số', '…………  Số thứ tự: …………'),
        ),
        signatures(data, sheet),
        h(Text, { style: { fontStyle: 'italic', fontSize: size(8), textAlign: 'center', marginTop: size(4) } }, lookUp(data)),
      ),
      h(Text, {
        fixed: true,
        style: { position: 'absolute', bottom: size(10), left: page.paddingLeft, right: page.paddingRight, textAlign: 'center', fontSize: size(8) },
        render: ({ pageNumber, totalPages }) => `Mã hồ sơ: ${data.code} - Trang ${pageNumber}/${totalPages}`,
      }),
    ),
  );
};

/** The day and the order in it, which is how the dossier is found in the register. */
const registerNumber = (code: string): string => `${code.split('-').slice(1).join('-')}/TNHS`;

const strong = (text: string): ReactElement => h(Text, { style: { fontWeight: 700 } }, text);

/** An unknown value leaves a dotted line to be filled in by hand. */
const field = (label: string, value: ReactNode): ReactElement =>
  h(Text, { key: label, orphans: 2, widows: 2 }, `${label}: `, value === '' || value === undefined ? '……………………' : value);

const sideBySide = (left: ReactElement, right: ReactElement): ReactElement =>
  h(View, { style: { flexDirection: 'row' } }, h(View, { style: { width: '45%' } }, left), h(View, { style: { width: '55%' } }, right));

const codes = (code: string, { size, contentWidth }: Sheet): ReactElement =>
  h(
    View,
    { style: { flexDirection: 'row', justifyContent: 'space-between', alignItems: 'center', marginTop: size(5), marginBottom: size(3), paddingHorizontal: size(8) } },
    h(
      View,
      { style: { alignItems: 'center' } },
      barcode(code, Math.min(contentWidth * 0.6, 72 * mm), size(24)),
      h(Text, { style: { marginTop: size(3) } }, 'Mã hồ sơ: ', strong(code)),
    ),
    qrCode(code, size(18 * mm)),
  );

const columns = { order: '7%', name: '54%', count: '13%' } as const;

const table = (components: ReceiptData['components'], { size }: Sheet): ReactElement => {
  const border = '0.6pt solid #000';
  const cell = (width: string, content: ReactNode, { isLast = false, isLeft = false, isBold = false } = {}): ReactElement =>
    h(
      View,
      { style: { width, justifyContent: 'center', paddingHorizontal: size(3), paddingVertical: size(1.5), ...(!isLast && { borderRight: border }) } },
      h(Text, { style: { textAlign: isLeft ? 'left' : 'center', ...(isBold && { fontWeight: 700 }) } }, content),
    );
  const row = { flexDirection: 'row' as const, borderBottom: border, borderLeft: border, borderRight: border };
  const countText = (count: number): string => (count > 0 ? String(count).padStart(2, '0') : '');

  const header = h(
    View,
    // Repeated at the top of each page that the table goes on to.
    { fixed: true, style: { ...row, borderTop: border, fontSize: size(8.5) } },
    cell(columns.order, 'TT', { isBold: true }),
    cell(columns.name, 'Thành phần hồ sơ', { isBold: true }),
    h(
      View,
      { style: { width: '39%' } },
      h(Text, { style: { textAlign: 'center', fontWeight: 700, borderBottom: border, paddingVertical: size(1) } }, 'Số lượng'),
      h(
        View,
        { style: { flexDirection: 'row' } },
        cell('33.33%', 'Bản chính', { isBold: true }),
        cell('33.33%', 'Bản chứng thực', { isBold: true }),
        cell('33.34%', 'Bản photo', { isBold: true, isLast: true }),
      ),
    ),
  );
  const rows = components.map(({ name, originals, certifiedCopies, copies }, index) =>
    h(
      View,
      { key: index, wrap: false, style: { ...row, fontSize: size(9) } },
      cell(columns.order, String(index + 1)),
      cell(columns.name, name, { isLeft: true }),
      cell(columns.count, countText(originals)),
      cell(columns.count, countText(certifiedCopies)),
      cell(columns.count, countText(copies), { isLast: true }),
    ),
  );
  const none = h(View, { style: row }, cell('100%', 'Không có giấy tờ kèm theo', { isLast: true }));
  return h(View, null, header, rows.length > 0 ? rows : none);
};

const signatures = ({ applicant, receivedByName }: ReceiptData, { size }: Sheet): ReactElement => {
  const signature = (role: string, name: string): ReactElement =>
    h(
      View,
      { style: { width: '50%', alignItems: 'center', textAlign: 'center' } },
      strong(role),
      h(Text, { style: { fontStyle: 'italic', fontSize: size(9) } }, '(Ký và ghi rõ họ tên)'),
      h(Text, { style: { fontWeight: 700, marginTop: size(27) } }, name),
    );
  return h(
    View,
    { wrap: false, style: { flexDirection: 'row', marginTop: size(5) } },
    signature('NGƯỜI NỘP HỒ SƠ', applicant.fullName),
    signature('NGƯỜI TIẾP NHẬN HỒ SƠ', receivedByName),
  );
};

const lookUp = ({ phone }: ReceiptData): string =>
  `Tra cứu tình trạng giải quyết hồ sơ theo mã hồ sơ tại https://dichvucong.gov.vn${phone === '' ? '' : ` hoặc qua số điện thoại ${phone.replaceAll(' ', '\u00a0')}`}.`;
