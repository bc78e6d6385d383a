import { agencyCodeSchema } from '../desk/desk.ts';
import { type Problem, problem } from '../problem.ts';
import { isRealDate, type LocalDate, localDate } from '../time.ts';

/** Orders that one desk can give in one day: its digit, then 001 to 999. */
export const maxOrder = 999;

export type DossierCode = {
  agencyCode: string;
  /** Vietnam day of reception. */
  date: LocalDate;
  /** First digit of the day's four-digit order; each desk owns one, so that desks that are apart never give the same code. */
  deskNumber: number;
  /** 1..999 within the desk and the day. */
  order: number;
};

/**
 * Mã hồ sơ `<mã đơn vị>-YYMMDD-XXXX` (TT 01/2018/TT-VPCP, Điều 19), e.g. `H02.15.20-261123-1001`.
 * `YYMMDD` is the Vietnam day of `receivedAt` (UTC milliseconds).
 * @returns `dossier.dayFull` when the desk has given all its orders of that day
 */
export const formatDossierCode = ({ agencyCode, receivedAt, deskNumber, order }: { agencyCode: string; receivedAt: number; deskNumber: number; order: number }): string | Problem => {
  if (order > maxOrder) return problem('dossier.dayFull', { max: maxOrder });
  return `${agencyCode}-${dayCode(receivedAt)}-${deskNumber}${String(order).padStart(3, '0')}`;
};

/** The `YYMMDD` of a moment, in Vietnam. */
export const dayCode = (utcMs: number): string => localDate(utcMs).slice(2).replaceAll('-', '');

/** The parts of a code, or undefined for text that is none (what a reader typed may be anything). */
export const parseDossierCode = (text: string): DossierCode | undefined => {
  const match = /^(.+)-(\d{2})(\d{2})(\d{2})-(\d)(\d{3})$/.exec(text.trim());
  if (!match) return undefined;
  const [, agencyCode, year, month, day, deskNumber, order] = match as unknown as [string, string, string, string, string, string, string];
  const date = `20${year}-${month}-${day}`;
  if (!agencyCodeSchema.safeParse(agencyCode).success || !isRealDate(date) || order === '000') return undefined;
  return { agencyCode, date, deskNumber: Number(deskNumber), order: Number(order) };
};
