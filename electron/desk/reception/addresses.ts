import { addressesWith } from '../../../db/queries/addresses.ts';
import type { Desk } from '../desk.ts';

/** What an officer who has typed this much of an address most probably means: neighbours live at one address or nearly so. */
export const knownAddresses = ({ store }: Pick<Desk, 'store'>, { text }: { text: string }): string[] => addressesWith(store, text, 6);
