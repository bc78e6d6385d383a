import { codesOf } from '../../../../db/queries/page-codes.ts';
import { parseSheetCode, type SheetCode } from '../../../../domain/document/code-sheet.ts';
import type { DocumentState } from '../../../../domain/document/document.ts';
import { divideStack, type Filing, type StackPage } from '../../../../domain/document/stack.ts';
import type { Desk } from '../../desk.ts';
import { attachedEvent } from '../inbox.ts';
import { ingestActor } from '../ingest.ts';
import { newDocumentId } from '../record-scans.ts';
import { filingOf } from './filing.ts';

/**
 * Files a stack by the code sheets in it: what it is divided into, where that goes, and the end of what it was, in one transaction.
 * Whenever the power goes, it has been filed whole or not at all, and what was filed is no longer in the inbox to be filed again.
 * @returns whether there was anything to file
 */
export const fileStack = (desk: Desk, documents: readonly DocumentState[]): boolean => {
  const parts = divideStack(documents.flatMap((document) => pagesOf(desk, document)), (sheet) => asFiling(filingOf(desk, sheet)));
  if (parts === undefined) return false;
  desk.store.write(ingestActor, (tx) => {
    const made = new Map<string, string[]>();
    for (const { filing, from, pages } of parts) {
      const documentId = newDocumentId(desk);
      // The first original that is shown: a code sheet that is left out says nothing of the paper.
      const shown = pages.find(({ isDropped }) => !isDropped)!;
      const { source, sha256, mediaType, sizeBytes, pageCount } = documents.find((document) => document.sha256 === shown.sha256)! as Required<DocumentState>;
      const original = { source, sha256, mediaType, sizeBytes, pageCount };
      tx.append({ entity: 'document', entityId: documentId, type: 'document.composed', payload: { from, cause: 'codeSheet', ...original, pages } });
      const dossier = filing && tx.state('dossier', filing.dossierId);
      if (dossier) tx.append(attachedEvent(desk, dossier, { id: documentId, sha256, pages }, filing));
      for (const id of from) made.set(id, [...(made.get(id) ?? []), documentId]);
    }
    for (const { id } of documents) {
      tx.append({ entity: 'document', entityId: id, type: 'document.dismissed', payload: { reason: '', replacedBy: made.get(id) ?? [] } });
    }
  });
  return true;
};

/**
 * Only what came from the scanner and waits as it came. What an officer has taken off a dossier again, turned or put together
 * stays where the officer left it, whatever its codes say; and of equal scans the first one alone is filed.
 */
export const isUntouched = ({ store }: Pick<Desk, 'store'>, document: DocumentState): boolean =>
  document.status === 'inbox' &&
  document.deskId === store.deskId &&
  document.duplicateOf === undefined &&
  document.composedFrom === undefined &&
  // Nothing has happened to most since they came; only of the others it is worth asking what.
  (document.updatedAt === document.createdAt || store.eventsOf('document', document.id).every(({ type }) => type === 'document.scanned' || type === 'document.refused'));

/** The desk's own codes on the pages of a scan. */
export const pagesOf = ({ store }: Pick<Desk, 'store'>, { id, sha256 = '', pageCount = 0 }: DocumentState): StackPage[] => {
  const codes = codesOf(store, sha256) ?? [];
  return Array.from({ length: pageCount }, (_, index) => {
    const { texts = [], isBlank = false } = codes[index] ?? {};
    const sheets = texts.map(parseSheetCode).filter((sheet): sheet is SheetCode => sheet !== undefined);
    return { documentId: id, sha256, page: index + 1, sheets, isBlank };
  });
};

const asFiling = (found: ReturnType<typeof filingOf>): Filing | undefined => (typeof found === 'string' ? undefined : found);
