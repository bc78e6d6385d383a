import { searchTexts } from '../../../db/queries/paper-texts.ts';
import { search as searchStore } from '../../../db/queries/search.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import { can } from '../../../domain/permissions.ts';
import type { SignedInDesk } from '../desk.ts';
import { listProcedures } from '../reception/procedures.ts';
import { asDossierRow } from '../workflow/dossier-row.ts';
import { asFoundPaper } from './found-paper.ts';
import type { Found, FoundDossier } from './types.ts';

const maxRows = 8;

/** What the one search field finds; people, dossiers and papers only for those who may read them. */
export const search = (desk: SignedInDesk, { text }: { text: string }): Found => {
  const { store, clock, officer } = desk;
  const asked = text.trim();
  // One more than is shown, to know whether there are others.
  const limit = maxRows + 1;
  const may = (operation: 'dossier.list' | 'citizen.view' | 'digitisation.inbox'): boolean => can(officer.roles, operation);
  const found = asked !== '' && (may('dossier.list') || may('citizen.view')) ? searchStore(store, asked, limit) : { dossiers: [], citizens: [], organisations: [] };
  const [dossiers, citizens, organisations] = [may('dossier.list') ? found.dossiers : [], may('citizen.view') ? found.citizens : [], may('citizen.view') ? found.organisations : []];
  const papers = asked !== '' && may('dossier.list') ? searchTexts(store, asked, limit).filter(({ document }) => document.dossierId !== undefined || may('digitisation.inbox')) : [];
  const procedures = asked === '' ? [] : listProcedures(desk, { query: asked, mayGuess: false });
  const hasMore = (rows: readonly unknown[]): boolean => rows.length > maxRows;
  return {
    dossiers: dossiers.slice(0, maxRows).map((state) => asFoundDossier(state, clock.now())),
    citizens: citizens.slice(0, maxRows).map(({ id, number, fullName, dateOfBirth, address }) => ({ id, number, fullName, dateOfBirth, address })),
    organisations: organisations.slice(0, maxRows).map(({ id, taxCode, name, address }) => ({ id, taxCode, name, address })),
    papers: papers.slice(0, maxRows).map((paper) => asFoundPaper(store, paper, asked)),
    procedures: procedures.slice(0, maxRows),
    hasMore: { dossiers: hasMore(dossiers), citizens: hasMore(citizens), organisations: hasMore(organisations), papers: hasMore(papers), procedures: hasMore(procedures) },
  };
};

const asFoundDossier = (state: DossierState, now: number): FoundDossier => {
  const { owner } = state;
  const ownerName = owner && (owner.kind === 'person' ? owner.person.fullName : owner.organisation.name);
  return { ...asDossierRow(state, now), ...(ownerName !== undefined && { ownerName }) };
};
