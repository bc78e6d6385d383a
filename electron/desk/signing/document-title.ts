import { documentTypeOf } from '../../../domain/document/document-types.ts';
import type { DocumentState } from '../../../domain/document/document.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';

/** What an officer calls a paper: its own title, else what it stands for in its dossier, else the scanner's name for it. */
export const documentTitle = ({ description, typeCode, componentKey, source }: DocumentState, dossier: DossierState | undefined): string =>
  description?.title ||
  documentTypeOf(description?.typeCode || typeCode || '')?.name ||
  dossier?.components.find(({ key }) => key === componentKey)?.name ||
  source.fileName;
