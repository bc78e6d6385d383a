import { documentTypeOf } from '../../../domain/document/document-types.ts';
import { type DocumentDescription, documentDescriptionSchema } from '../../../domain/document/document.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import { isRealDate } from '../../../domain/time.ts';
import type { SignedInDesk } from '../desk.ts';
import { holderOf, usesOf } from './papers.ts';

type Input = { documentId: string; description: Partial<DocumentDescription> };

/**
 * Writes down what a digitised paper is, as on its face; only what differs is written. The same paper in the owner's other
 * dossiers is described with it: it is one paper.
 */
export const describeDocument = (desk: SignedInDesk, { documentId, description }: Input): { documentId: string } | Problem =>
  desk.store.write(desk.officer.id, (tx): { documentId: string } | Problem => {
    const document = tx.state('document', documentId);
    if (!document) return problem('document.unknown');
    // Also while it lies in the inbox: what is read off it is not lost before it is put to its paper.
    if (document.status !== 'attached' && document.status !== 'inbox') return problem('document.notAttached');
    const said = check({ ...document.description, ...description });
    if (isProblem(said)) return said;
    const dossier = document.dossierId === undefined ? undefined : tx.state('dossier', document.dossierId);
    const uses = dossier ? usesOf(desk, holderOf(dossier)).find((paper) => paper.some((use) => use.document.id === documentId)) : undefined;
    const same = (uses ?? []).map((use) => use.document).filter(({ id }) => id !== documentId);
    for (const one of [document, ...same]) {
      const changed = Object.fromEntries(Object.entries(said).filter(([field, value]) => value !== undefined && one.description?.[field as keyof DocumentDescription] !== value));
      if (Object.keys(changed).length > 0) tx.append({ entity: 'document', entityId: one.id, type: 'document.described', payload: { description: changed } });
    }
    return { documentId };
  });

const check = (description: Partial<DocumentDescription>): Partial<DocumentDescription> | Problem => {
  const malformed = (field: keyof DocumentDescription): Problem => problem('input.malformed', { field });
  const trimmed = Object.fromEntries(Object.entries(description).map(([field, value]) => [field, typeof value === 'string' ? value.trim() : value]));
  const parsed = documentDescriptionSchema.partial().safeParse(trimmed);
  if (!parsed.success) return malformed(parsed.error.issues[0]?.path[0] as keyof DocumentDescription);
  const { typeCode = '', issuedOn = '', validUntil = '', isPermanent = false } = parsed.data;
  if (typeCode !== '' && !documentTypeOf(typeCode)) return malformed('typeCode');
  if (issuedOn !== '' && !isRealDate(issuedOn)) return malformed('issuedOn');
  if (validUntil !== '' && !isRealDate(validUntil)) return malformed('validUntil');
  if (issuedOn !== '' && validUntil !== '' && validUntil < issuedOn) return problem('document.endsBeforeItBegins');
  // A lasting paper has no last day; one that was written down before is taken back.
  return isPermanent && validUntil !== '' ? { ...parsed.data, validUntil: '' } : parsed.data;
};
