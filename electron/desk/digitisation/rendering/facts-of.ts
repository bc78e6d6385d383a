import type { DocumentState } from '../../../../domain/document/document.ts';
import { hybridTimeMs } from '../../../../domain/hybrid-clock.ts';
import type { Desk } from '../../desk.ts';
import { documentTitle } from '../../signing/document-title.ts';
import type { PaperFacts } from './paper-facts.ts';

/** Whose paper it is, by name and by the number that stands for them. */
export const ownerOf = ({ store }: Pick<Desk, 'store'>, { ownerId, dossierId }: DocumentState): { name: string; number: string } => {
  const dossier = dossierId === undefined ? undefined : store.state('dossier', dossierId);
  const id = ownerId ?? dossier?.ownerId ?? dossier?.citizenId;
  const citizen = id === undefined ? undefined : store.state('citizen', id);
  if (citizen) return { name: citizen.fullName, number: citizen.number };
  const organisation = id === undefined ? undefined : store.state('organisation', id);
  return organisation ? { name: organisation.name, number: organisation.taxCode } : { name: '', number: '' };
};

/** What the file of a document says of itself: its description, and where and by whom it was digitised. */
export const factsOf = ({ store }: Pick<Desk, 'store'>, document: DocumentState): PaperFacts => {
  const { description = {}, typeCode, dossierId, attachedBy, scannedBy, createdAt } = document;
  const dossier = dossierId === undefined ? undefined : store.state('dossier', dossierId);
  const owner = ownerOf({ store }, document);
  // Scans come from the scanner by themselves, and a code sheet files them: then nobody's name stands for it.
  const officer = store.state('officer', attachedBy ?? '') ?? store.state('officer', scannedBy);
  return {
    title: documentTitle(document, dossier),
    typeCode: description.typeCode || typeCode || '',
    number: description.number ?? '',
    issuedBy: description.issuedBy ?? '',
    issuedOn: description.issuedOn ?? '',
    validUntil: description.validUntil ?? '',
    isPermanent: description.isPermanent ?? false,
    ownerName: owner.name,
    ownerNumber: owner.number,
    dossierCode: dossier?.code ?? '',
    procedureCode: dossier?.procedure.code ?? '',
    agency: store.state('desk', store.deskId)?.unit.name ?? '',
    digitisedBy: officer?.fullName ?? '',
    digitisedAt: hybridTimeMs(createdAt),
  };
};
