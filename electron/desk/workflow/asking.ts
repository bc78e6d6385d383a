import type { Asking } from '../../../domain/dossier/work.ts';
import { localDate } from '../../../domain/time.ts';
import type { SignedInDesk } from '../desk.ts';

/** The officer at the desk, for the rules of who may work on what. */
export const askingOf = ({ store, clock, officer }: Pick<SignedInDesk, 'store' | 'clock' | 'officer'>): Asking => ({
  officer,
  find: (id) => store.state('officer', id),
  today: localDate(clock.now()),
});
