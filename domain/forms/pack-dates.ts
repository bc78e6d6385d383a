import type { LocalDate } from '../time.ts';
import type { FormName, PackId } from './definition.ts';

/** First day on which each set is in force, newest first. */
const beginnings: readonly (readonly [PackId, LocalDate])[] = [
  ['2025', '2025-07-01'],
  ['2018', '2019-01-06'],
];

/** The set for a dossier received on that day; it keeps it for life. */
export const packIdAt = (receivedOn: LocalDate): PackId => beginnings.find(([, from]) => receivedOn >= from)?.[0] ?? '2018';

/** The first day of a set. */
export const inForceFrom = (pack: PackId): LocalDate => beginnings.find(([id]) => id === pack)![1];

/** Thông báo dừng giải quyết hồ sơ came with TT 03/2025/TT-VPCP. */
export const isInPack = (pack: PackId, form: FormName): boolean => pack === '2025' || form !== 'stopNotice';
