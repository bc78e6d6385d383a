import { v5 as uuidV5 } from 'uuid';

const namespace = '8d9f4a64-52f7-5b1c-9a4e-6a0c9be11d05';

/**
 * The id of the dossier that a draft becomes. Because it follows from the draft, a request that is repeated after a lost
 * answer or a crash finds the dossier received already. The desk is part of it: a draft belongs to one desk.
 * @param index of the dossier among those that are received in one go
 */
export const dossierIdOf = (deskId: string, draftId: string, index = 0): string =>
  uuidV5(`dossier:${deskId}:${draftId.toLowerCase()}${index === 0 ? '' : `/${index}`}`, namespace);

/** The document that stands for a component whose paper is used again. */
export const reusedDocumentIdOf = (dossierId: string, componentKey: string): string => uuidV5(`reused:${dossierId}:${componentKey}`, namespace);
