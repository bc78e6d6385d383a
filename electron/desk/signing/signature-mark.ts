import { vietnamOffsetMs } from '../../../domain/time.ts';

/** What the visible mark of a signature says. */
export type MarkWording = {
  kind: 'personal' | 'seal';
  /** Who signs, as the certificate names them. */
  signer: string;
  agency: string;
  /** «SAO Y», «BẢN SỐ HÓA»…: the form of the copy, above a seal's agency. Empty: no such line. */
  sealTitle: string;
  /** UTC milliseconds. */
  at: number;
};

/** ISO 8601 in Vietnam time: `2026-11-23T08:15:30+07:00`. */
export const isoVietnamTime = (utcMs: number): string => `${new Date(utcMs + vietnamOffsetMs).toISOString().slice(0, 19)}+07:00`;

/**
 * NĐ 30/2020/NĐ-CP, Phụ lục I: the agency's signature on a copy made electronic shows the form of the copy, the agency and the
 * time, and no picture of a seal. A person's shows in the same way whose it is.
 */
export const markLines = ({ kind, signer, agency, sealTitle, at }: MarkWording): string[] =>
  [kind === 'personal' ? `Người ký: ${signer}` : sealTitle, agency === '' ? '' : `Cơ quan: ${agency}`, `Thời gian ký: ${isoVietnamTime(at)}`].filter((line) => line !== '');
