import type { LocalDate } from '../../../../domain/time.ts';

/** Sets of printed forms: annex of TT 01/2018/TT-VPCP, and Phụ lục I of TT 03/2025/TT-VPCP. */
export type PackId = '2018' | '2025';

/** First day on which each set is in force, newest first. */
const inForceFrom: readonly (readonly [PackId, LocalDate])[] = [
  ['2025', '2025-07-01'],
  ['2018', '2019-01-06'],
];

/** The set for a dossier received on that day; it keeps it for life. */
export const packIdAt = (receivedOn: LocalDate): PackId => inForceFrom.find(([, from]) => receivedOn >= from)?.[0] ?? '2018';
