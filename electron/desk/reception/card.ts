import { type CardReading, parseCard } from '../../../domain/identity/card.ts';
import type { Problem } from '../../../domain/problem.ts';
import type { Desk } from '../desk.ts';

/** What a reader typed, or what was found in a picture of the card. Nothing is kept. */
export const readCard = ({ clock }: Desk, { payload }: { payload: string }): Omit<CardReading, 'rest'> | Problem => {
  const reading = parseCard(payload, clock.now());
  if (!('fields' in reading)) return reading;
  // Parents' names and whatever else newer cards carry are not needed here, so they go no further.
  const { fields, warnings } = reading;
  return { fields, warnings };
};
