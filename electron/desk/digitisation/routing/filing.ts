import { documentsOf } from '../../../../db/queries/dossiers.ts';
import { dossierIdByCode } from '../../../../db/queries/ownership.ts';
import type { SheetCode } from '../../../../domain/document/code-sheet.ts';
import { noComponentKey, resultComponentKey } from '../../../../domain/document/document.ts';
import type { Filing } from '../../../../domain/document/stack.ts';
import type { DossierState } from '../../../../domain/dossier/state.ts';
import { isProblem } from '../../../../domain/problem.ts';
import type { Desk } from '../../desk.ts';
import { verifyReceipt } from '../../reception/verify-receipt.ts';

/** Why a sheet leads nowhere. */
export type NoFiling = 'unknownDossier' | 'closedDossier' | 'forgedReceipt';

/** Where the pages behind a sheet go, as the desk knows its dossiers now. Inside a transaction too. */
export const filingOf = ({ store }: Pick<Desk, 'store'>, sheet: SheetCode): Filing | NoFiling => {
  const dossierId = dossierIdByCode(store, sheet.dossierCode);
  const dossier = dossierId === undefined ? undefined : store.state('dossier', dossierId);
  if (dossier === undefined) return 'unknownDossier';
  if (sheet.kind === 'receipt') {
    // One without a signature carries the code alone, and says no more than a code sheet does.
    const verdict = verifyReceipt({ store }, { payload: sheet.text });
    if (!isProblem(verdict) && verdict.signature === 'wrong') return 'forgedReceipt';
  }
  if (takesNoPapers(dossier)) return 'closedDossier';
  const route = sheet.kind;
  if (sheet.kind === 'componentSheet') {
    const isKnown = sheet.componentKey === resultComponentKey || dossier.components.some(({ key }) => key === sheet.componentKey);
    // A sheet printed before the dossier's papers were corrected.
    return { dossierId: dossier.id, componentKey: isKnown ? sheet.componentKey : noComponentKey, route };
  }
  return { dossierId: dossier.id, componentKey: onlyPaperMissing(store, dossier) ?? noComponentKey, route };
};

export const takesNoPapers = ({ status, cancelled }: DossierState): boolean => cancelled !== undefined || status === 'withdrawn' || status === 'refused';

/** The component that was handed over on paper and has no scan yet, where there is just one. */
export const onlyPaperMissing = (store: Desk['store'], dossier: DossierState): string | undefined => {
  const missing = papersMissing(store, dossier);
  return missing.length === 1 ? missing[0] : undefined;
};

export const papersMissing = (store: Desk['store'], { id, components }: DossierState): string[] => {
  const scanned = new Set(documentsOf(store, id).flatMap(({ status, componentKey }) => (status === 'attached' && componentKey !== undefined ? [componentKey] : [])));
  return components.filter(({ key, isReceived, source = 'paper' }) => isReceived && source === 'paper' && !scanned.has(key)).map(({ key }) => key);
};
