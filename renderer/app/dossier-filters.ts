import type { DossierFilter } from '../../electron/api/screen-types.ts';

/** In the order of the list's tabs; the type says that the desk knows each of them. */
export const dossierFilters = [
  'open',
  'overdue',
  'dueToday',
  'dueTomorrow',
  'processing',
  'waitingSupplement',
  'conflict',
  'receivedToday',
  'finished',
  'all',
] as const satisfies readonly DossierFilter[];
