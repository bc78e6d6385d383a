import { type DocumentState, noComponentKey, resultComponentKey, type Route, slipComponentKey } from '../../../domain/document/document.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import type { NewEvent } from '../../../domain/event.ts';
import { given } from '../../../domain/given.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { Desk, SignedInDesk } from '../desk.ts';

type Attachable = Pick<DocumentState, 'id' | 'pages'> & { sha256: string };

/**
 * What puts a document to a paper of a dossier. What it is and whose it is goes along: by these it is found again for the owner's
 * next dossier. Every original that its pages come from is needed at the district.
 */
export const attachedEvent = (
  { store }: Pick<Desk, 'store'>,
  dossier: DossierState,
  { id, sha256, pages = [] }: Attachable,
  { componentKey, route }: { componentKey: string; route?: Route },
): NewEvent => {
  const typeCode =
    componentKey === resultComponentKey
      ? store.state('procedure', dossier.procedure.id)?.resultTypeCode
      : dossier.components.find(({ key }) => key === componentKey)?.typeCode;
  return {
    entity: 'document',
    entityId: id,
    type: 'document.attached',
    payload: { dossierId: dossier.id, componentKey, sha256, ownerId: dossier.ownerId ?? dossier.citizenId, ...given({ typeCode, route }) },
    blobs: [...new Set([sha256, ...pages.map((page) => page.sha256)])],
  };
};

/**
 * Puts a scan from the inbox to a component document of a dossier, or says which one it is of a scan that a code sheet has put to
 * the dossier alone. From then on its bytes are on their way to the district.
 */
export const attach = (
  desk: SignedInDesk,
  { documentId, dossierId, componentKey }: { documentId: string; dossierId: string; componentKey: string },
): { documentId: string } | Problem =>
  desk.store.write(desk.officer.id, (tx) => {
    const document = tx.state('document', documentId);
    if (document === undefined) return problem('document.unknown');
    const { status, sha256, deskId } = document;
    const isUnnamed = status === 'attached' && document.componentKey === noComponentKey && document.dossierId === dossierId;
    // Another desk's inbox is that desk's own: its bytes are not here.
    if (!(status === 'inbox' && deskId === desk.store.deskId) && !isUnnamed) return problem('document.notInInbox');
    if (sha256 === undefined) return problem('document.notInInbox');
    const dossier = tx.state('dossier', dossierId);
    if (dossier === undefined) return problem('dossier.unknown');
    const isOfDossier = componentKey === resultComponentKey || (componentKey === slipComponentKey && dossier.handOver !== undefined);
    if (!isOfDossier && !dossier.components.some(({ key }) => key === componentKey)) return problem('component.unknown');
    tx.append(attachedEvent(desk, dossier, { ...document, sha256 }, { componentKey }));
    return { documentId };
  });

/** Takes a scan off a dossier and back to the inbox. */
export const detach = (desk: SignedInDesk, { documentId, reason }: { documentId: string; reason: string }): { documentId: string } | Problem =>
  desk.store.write(desk.officer.id, (tx) => {
    const document = tx.state('document', documentId);
    if (document === undefined) return problem('document.unknown');
    if (document.status !== 'attached') return problem('document.notAttached');
    tx.append({ entity: 'document', entityId: documentId, type: 'document.detached', payload: { reason } });
    return { documentId };
  });

/** Takes a scan, or a refused file, off the list. The bytes stay in the blob store, a refused file stays in its folder. */
export const dismiss = (desk: SignedInDesk, { documentId, reason }: { documentId: string; reason: string }): { documentId: string } | Problem =>
  desk.store.write(desk.officer.id, (tx) => {
    const document = tx.state('document', documentId);
    if (document === undefined) return problem('document.unknown');
    if (document.status !== 'inbox' && document.status !== 'refused') return problem('document.notInInbox');
    tx.append({ entity: 'document', entityId: documentId, type: 'document.dismissed', payload: { reason } });
    return { documentId };
  });

/** Back onto the list. What its pages are in now must be undone first, or they would be there twice. */
export const restore = (desk: SignedInDesk, { documentId }: { documentId: string }): { documentId: string } | Problem =>
  desk.store.write(desk.officer.id, (tx) => {
    const document = tx.state('document', documentId);
    if (document === undefined) return problem('document.unknown');
    if (document.status !== 'dismissed' || document.deskId !== desk.store.deskId) return problem('document.notDismissed');
    if ((document.replacedBy ?? []).length > 0) return problem('document.pagesElsewhere');
    if (document.sha256 !== undefined && !desk.blobs.has(document.sha256)) return problem('document.originalGone');
    tx.append({ entity: 'document', entityId: documentId, type: 'document.restored', payload: {} });
    return { documentId };
  });
