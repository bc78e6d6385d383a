import type { ListedProcedure } from '../reception/types.ts';
import type { DossierRow } from '../workflow/types.ts';
import type { SnippetPart } from './snippet.ts';

/** With whose affair it is, where that is not the applicant: it may be that name which was looked for. */
export type FoundDossier = DossierRow & { ownerName?: string };
export type FoundCitizen = { id: string; number: string; fullName: string; dateOfBirth: string; address: string };
export type FoundOrganisation = { id: string; taxCode: string; name: string; address: string };

/** A digitised paper in whose text the words stand. */
export type FoundPaper = {
  documentId: string;
  /** Empty text and no dossier while it lies in the inbox. */
  dossierId?: string;
  dossierCode: string;
  applicantName: string;
  /** What the paper is, else its file's name. */
  title: string;
  snippet: SnippetPart[];
};

/** A few of each kind; `hasMore` where there are others that a longer query would tell apart. */
export type Found = {
  dossiers: FoundDossier[];
  citizens: FoundCitizen[];
  organisations: FoundOrganisation[];
  papers: FoundPaper[];
  procedures: ListedProcedure[];
  hasMore: Record<'dossiers' | 'citizens' | 'organisations' | 'papers' | 'procedures', boolean>;
};
