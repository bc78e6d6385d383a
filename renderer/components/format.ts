import { localDate, localMinutes, weekdayOf, type LocalDate } from '../../domain/time.ts';

/** «24/11/2026» from a Vietnam day or from UTC milliseconds. */
export const formatDate = (day: LocalDate | number): string => {
  const text = typeof day === 'number' ? localDate(day) : day;
  const [year, month, date] = text.split('-');
  return date === undefined ? text : `${date}/${month}/${year}`;
};

/** «24/11» */
export const formatShortDate = (day: LocalDate | number): string => formatDate(day).slice(0, 5);

/** «08:05», Vietnam time. */
export const formatTime = (utcMs: number): string => {
  const minutes = localMinutes(utcMs);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
};

/** «08:05» today, «08:05 24/11/2026» on another day. */
export const formatMoment = (utcMs: number, nowMs: number): string =>
  localDate(utcMs) === localDate(nowMs) ? formatTime(utcMs) : `${formatTime(utcMs)} ${formatDate(utcMs)}`;

export const formatDateTime = (utcMs: number): string => `${formatTime(utcMs)} ${formatDate(utcMs)}`;

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
export const weekday = (day: LocalDate | number): Weekday => weekdayOf(typeof day === 'number' ? localDate(day) : day) as Weekday;

/** Vietnamese grouping in both languages, as on the forms: «15.000 đ». */
export const formatMoney = (vnd: number): string => `${String(Math.round(vnd)).replace(/\B(?=(\d{3})+$)/g, '.')} đ`;
export const formatCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, '.');

export const formatBytes = (bytes: number): string =>
  bytes < 1024 ? `${bytes} B` : bytes < 1_048_576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1).replace('.', ',')} MB`;

/** `24/11/2026`, `24-11-2026`, `24.11.2026`, `24112026`, `4/1/1990` → `2026-11-24`; undefined for anything else. Whether the day exists is not asked. */
export const parseTypedDate = (text: string): LocalDate | undefined => {
  const match = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text.trim()) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text.trim());
  if (!match) return undefined;
  const [, date, month, year] = match;
  return `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}`;
};

/** «31,1 %»; a dash where there is nothing to divide by, which is not nought. */
export const formatRate = (rate: number | null): string => (rate === null ? '–' : `${(rate * 100).toFixed(1).replace('.', ',')} %`);
