import type { WriteTransaction } from '../../../../db/store.ts';
import type { DocumentState, PageEdit } from '../../../../domain/document/document.ts';
import { effectivePages, interleavePages, mergePages, splitPages } from '../../../../domain/document/pages.ts';
import { isProblem, type Problem, problem } from '../../../../domain/problem.ts';
import type { SignedInDesk } from '../../desk.ts';
import { newDocumentId } from '../record-scans.ts';
import { originalOf, whyNotEditable } from './editable.ts';

/** From one document of the inbox several, in order. @param before at which pages, from 2, another document begins */
export const splitDocument = (desk: SignedInDesk, { documentId, before }: { documentId: string; before: number[] }): { documentIds: string[] } | Problem =>
  compose(desk, 'split', [documentId], ([document]) => splitPages(effectivePages(document!), before));

/** From several documents of the inbox one, in the order in which they are named. */
export const mergeDocuments = (desk: SignedInDesk, { documentIds }: { documentIds: string[] }): { documentId: string } | Problem =>
  only(compose(desk, 'merge', documentIds, (documents) => single(mergePages(documents.map(effectivePages)))));

type Sides = { frontsId: string; backsId: string; areBacksReversed: boolean };

/** Both sides of sheets that went through the scanner twice become one document. */
export const interleaveDocuments = (desk: SignedInDesk, { frontsId, backsId, areBacksReversed }: Sides): { documentId: string } | Problem =>
  only(compose(desk, 'interleave', [frontsId, backsId], ([fronts, backs]) => single(interleavePages(effectivePages(fronts!), effectivePages(backs!), { areBacksReversed }))));

const single = (pages: PageEdit[] | Problem): PageEdit[][] | Problem => (isProblem(pages) ? pages : [pages]);
const only = (made: { documentIds: string[] } | Problem): { documentId: string } | Problem => (isProblem(made) ? made : { documentId: made.documentIds[0]! });

/** What is made and what it is made of change places in one transaction, so that no page is ever in two papers or in none. */
const compose = (
  desk: SignedInDesk,
  cause: 'split' | 'merge' | 'interleave',
  from: string[],
  divide: (documents: DocumentState[]) => PageEdit[][] | Problem,
): { documentIds: string[] } | Problem =>
  desk.store.write(desk.officer.id, (tx): { documentIds: string[] } | Problem => {
    const documents = inboxDocuments(desk, tx, from);
    if (isProblem(documents)) return documents;
    const parts = divide(documents);
    if (isProblem(parts)) return parts;
    const documentIds = parts.map((pages) => {
      const documentId = newDocumentId(desk);
      const { sha256 } = pages.find(({ isDropped }) => !isDropped) ?? pages[0]!;
      const original = originalOf(tx.db, sha256);
      if (original === undefined) throw new Error(`no document says what ${sha256} is`);
      tx.append({ entity: 'document', entityId: documentId, type: 'document.composed', payload: { from, cause, ...original, pages } });
      return documentId;
    });
    for (const id of from) tx.append({ entity: 'document', entityId: id, type: 'document.dismissed', payload: { reason: '', replacedBy: documentIds } });
    return { documentIds };
  });

const inboxDocuments = (desk: SignedInDesk, tx: WriteTransaction, ids: readonly string[]): DocumentState[] | Problem => {
  if (new Set(ids).size !== ids.length) return problem('input.malformed', { field: 'documentIds' });
  const documents: DocumentState[] = [];
  for (const id of ids) {
    const document = tx.state('document', id);
    if (document === undefined) return problem('document.unknown');
    if (document.status !== 'inbox') return problem('document.notInInbox');
    const refusal = whyNotEditable(desk, document);
    if (refusal) return refusal;
    documents.push(document);
  }
  return documents;
};

/**
 * Takes back a split, a merge, both sides put in order, or a stack divided by code sheets: the documents that were there before are
 * in the inbox again. Named may be any of those that came of it; all of them must still be in the inbox.
 * @returns the ids of what is there again
 */
export const undoCompose = (desk: SignedInDesk, { documentIds }: { documentIds: string[] }): { documentIds: string[] } | Problem =>
  desk.store.write(desk.officer.id, (tx): { documentIds: string[] } | Problem => {
    const restored = new Set<string>();
    const undone = new Set<string>();
    const waiting = [...documentIds];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (undone.has(id)) continue;
      const made = tx.state('document', id);
      if (made === undefined) return problem('document.unknown');
      if (made.status !== 'inbox' || made.deskId !== desk.store.deskId || made.composedFrom === undefined) return problem('document.cannotUndo');
      undone.add(id);
      for (const from of made.composedFrom) {
        restored.add(from);
        waiting.push(...(tx.state('document', from)?.replacedBy ?? []));
      }
    }
    for (const id of undone) tx.append({ entity: 'document', entityId: id, type: 'document.dismissed', payload: { reason: '', replacedBy: [...restored] } });
    for (const id of restored) tx.append({ entity: 'document', entityId: id, type: 'document.restored', payload: {} });
    return { documentIds: [...restored] };
  });
