import type { Status } from '../../../../domain/dossier/status.ts';
import { localDate, localMinutes } from '../../../../domain/time.ts';

/** Dates, amounts and states as printed forms write them: words of the forms, not of the screens. */
const dayParts = (utcMs: number): { day: string; month: string; year: string } => {
  const [year = '', month = '', day = ''] = localDate(utcMs).split('-');
  return { day, month, year };
};

export const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** «ngày 05 tháng 11 năm 2026». */
export const dateText = (utcMs: number): string => {
  const { day, month, year } = dayParts(utcMs);
  return `ngày ${day} tháng ${month} năm ${year}`;
};

/** «05/11/2026». */
export const shortDateText = (utcMs: number): string => {
  const { day, month, year } = dayParts(utcMs);
  return `${day}/${month}/${year}`;
};

/** «05/11/2026 08:05:09». */
export const secondText = (utcMs: number): string => {
  const minutes = localMinutes(utcMs);
  const seconds = Math.floor((utcMs % 60_000) / 1000);
  return `${shortDateText(utcMs)} ${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds)}`;
};

/** «08 giờ 05 phút, ngày 05 tháng 11 năm 2026». */
export const timeText = (utcMs: number): string => {
  const minutes = localMinutes(utcMs);
  return `${twoDigits(Math.floor(minutes / 60))} giờ ${twoDigits(minutes % 60)} phút, ${dateText(utcMs)}`;
};

/** «8.000 đồng». */
export const moneyText = (vnd: number): string => `${String(vnd).replace(/\B(?=(\d{3})+$)/g, '.')} đồng`;

/** For the heads of official papers: «UBND xã Lục Sơn» → «ỦY BAN NHÂN DÂN XÃ LỤC SƠN». */
export const capitals = (name: string): string => name.replace(/^UBND\b/, 'Ủy ban nhân dân').toLocaleUpperCase('vi');

/** The national list's own words (DOMAIN.md section 4). */
export const statusTexts: Record<Status, string> = {
  registered: 'Mới đăng ký',
  accepted: 'Được tiếp nhận',
  refused: 'Không được tiếp nhận',
  processing: 'Đang xử lý',
  supplementRequested: 'Yêu cầu bổ sung giấy tờ',
  paymentRequested: 'Yêu cầu thực hiện nghĩa vụ tài chính',
  withdrawn: 'Công dân yêu cầu rút hồ sơ',
  suspended: 'Dừng xử lý',
  done: 'Đã xử lý xong',
  returned: 'Đã trả kết quả',
};

/** A reason of two thousand letters in a narrow column would not fit on the page; the whole of it stands in the dossier. */
export const shortened = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`);
