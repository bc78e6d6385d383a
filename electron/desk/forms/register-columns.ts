import { shortDateText, secondText } from './parts/vietnamese.ts';
import type { RegisterRow } from './register-rows.ts';

/** A column of Sổ theo dõi hồ sơ. `width` in percent of A4 across; `sheetWidth` in characters of a spreadsheet. */
export type RegisterColumn = {
  title: string;
  width: number;
  sheetWidth: number;
  align?: 'left';
  text: (row: RegisterRow) => string;
  /** What a spreadsheet can count and sort; the text where there is none. Times in UTC milliseconds. */
  number?: (row: RegisterRow) => number;
  time?: (row: RegisterRow) => number | undefined;
  dateFormat?: string;
  /** Not crossed out in a row that was cancelled. */
  staysWhenCancelled?: true;
};

const dayFormat = 'dd/mm/yyyy';

export const registerColumns: readonly RegisterColumn[] = [
  { title: 'STT', width: 2.6, sheetWidth: 6, text: ({ order }) => String(order), number: ({ order }) => order },
  { title: 'Mã hồ sơ', width: 9.8, sheetWidth: 26, text: ({ code }) => code },
  { title: 'Tên thủ tục hành chính', width: 15.4, sheetWidth: 46, align: 'left', text: ({ subject }) => subject },
  { title: 'Số bộ', width: 2.7, sheetWidth: 7, text: ({ sets }) => String(sets), number: ({ sets }) => sets },
  { title: 'Chủ hồ sơ', width: 7.8, sheetWidth: 28, align: 'left', text: ({ ownerName }) => ownerName },
  { title: 'Địa chỉ', width: 9.2, sheetWidth: 40, align: 'left', text: ({ address }) => address },
  { title: 'Số điện thoại', width: 5.2, sheetWidth: 14, text: ({ phone }) => phone },
  { title: 'Cơ quan chủ trì giải quyết', width: 5.4, sheetWidth: 22, text: ({ agency }) => agency },
  {
    title: 'Ngày nhận',
    width: 5.6,
    sheetWidth: 20,
    text: ({ receivedAt }) => secondText(receivedAt),
    time: ({ receivedAt }) => receivedAt,
    dateFormat: 'dd/mm/yyyy hh:mm:ss',
  },
  { title: 'Ngày hẹn trả', width: 5.6, sheetWidth: 12, text: ({ dueAt }) => shortDateText(dueAt), time: ({ dueAt }) => dueAt, dateFormat: dayFormat },
  {
    title: 'Ngày trả',
    width: 5.6,
    sheetWidth: 12,
    text: ({ returnedAt }) => (returnedAt === undefined ? '' : shortDateText(returnedAt)),
    time: ({ returnedAt }) => returnedAt,
    dateFormat: dayFormat,
  },
  { title: 'Người tiếp nhận', width: 6, sheetWidth: 24, text: ({ receivedBy }) => receivedBy },
  { title: 'Phương thức nhận kết quả', width: 5.4, sheetWidth: 18, text: ({ returnMethod }) => returnMethod },
  { title: 'Trạng thái', width: 5.2, sheetWidth: 22, text: ({ status }) => status, staysWhenCancelled: true },
  { title: 'Ký nhận', width: 3.6, sheetWidth: 12, text: () => '', staysWhenCancelled: true },
  { title: 'Ghi chú', width: 4.9, sheetWidth: 30, align: 'left', text: ({ note }) => note, staysWhenCancelled: true },
];
