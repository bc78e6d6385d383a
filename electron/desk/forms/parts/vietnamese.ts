import { localDate, localMinutes } from '../../../../domain/time.ts';

/** Dates and amounts as printed forms write them. */
const dayParts = (utcMs: number): { day: string; month: string; year: string } => {
  const [year = '', month = '', day = ''] = localDate(utcMs).split('-');
  return { day, month, year };
};

/** «ngày 05 tháng 11 năm 2026». */
export const dateText = (utcMs: number): string => {
  const { day, month, year } = dayParts(utcMs);
  return `ngày ${day} tháng ${month} năm ${year}`;
};

/** «08 giờ 05 phút, ngày 05 tháng 11 năm 2026». */
export const timeText = (utcMs: number): string => {
  const minutes = localMinutes(utcMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))} giờ ${two(minutes % 60)} phút, ${dateText(utcMs)}`;
};

/** «8.000 đồng». */
export const moneyText = (vnd: number): string => `${String(vnd).replace(/\B(?=(\d{3})+$)/g, '.')} đồng`;

/** For the heads of official papers: «UBND xã Lục Sơn» → «ỦY BAN NHÂN DÂN XÃ LỤC SƠN». */
export const capitals = (name: string): string => name.replace(/^UBND\b/, 'Ủy ban nhân dân').toLocaleUpperCase('vi');
