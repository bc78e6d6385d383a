import { foldVietnamese } from '../../../domain/text.ts';
import type { DossierView } from '../workflow/dossier-view.ts';

export type Receiver = 'applicant' | 'owner' | 'authorised';
type Person = { number: string; fullName: string };

const isSame = (card: Person, person: Person): boolean =>
  person.number === '' ? foldVietnamese(card.fullName) === foldVietnamese(person.fullName) : card.number === person.number;

/** Whose card it is: one of those who may receive, or somebody else, who needs a paper that says so. */
export const whoIs = ({ applicant, owner }: Pick<DossierView['state'], 'applicant' | 'owner'>, card: Person): Receiver => {
  if (isSame(card, applicant)) return 'applicant';
  return owner?.kind === 'person' && isSame(card, owner.person) ? 'owner' : 'authorised';
};

/** Who they are as the dossier knows them; undefined where somebody comes of whom it knows nothing, for another or for an organisation. */
export const personOf = ({ applicant, owner }: Pick<DossierView['state'], 'applicant' | 'owner'>, receiver: Receiver): Person | undefined => {
  if (receiver === 'applicant') return applicant;
  return receiver === 'owner' && owner?.kind === 'person' ? owner.person : undefined;
};

export const ownerNameOf = ({ owner }: Pick<DossierView['state'], 'owner'>): string => (owner?.kind === 'person' ? owner.person.fullName : (owner?.organisation.name ?? ''));
