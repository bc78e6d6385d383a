import type { FoundText } from '../../../db/queries/paper-texts.ts';
import type { Store } from '../../../db/store.ts';
import { documentTypeOf } from '../../../domain/document/document-types.ts';
import { snippetOf } from './snippet.ts';
import type { FoundPaper } from './types.ts';

export const asFoundPaper = (store: Store, { document, text }: FoundText, asked: string): FoundPaper => {
  const { id, dossierId, componentKey, description, typeCode, source } = document;
  const dossier = dossierId === undefined ? undefined : store.state('dossier', dossierId);
  const component = dossier?.components.find(({ key }) => key === componentKey);
  return {
    documentId: id,
    ...(dossier && { dossierId: dossier.id }),
    dossierCode: dossier?.code ?? '',
    applicantName: dossier?.applicant.fullName ?? '',
    title: description?.title || documentTypeOf(description?.typeCode || typeCode || '')?.name || component?.name || source.fileName,
    snippet: snippetOf(text, asked),
  };
};
