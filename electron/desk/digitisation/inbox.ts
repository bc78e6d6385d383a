import { type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';

/** Puts a scan from the inbox to a component document of a dossier. From then on its bytes are on their way to the district. */
export const attach = (
  desk: SignedInDesk,
  { documentId, dossierId, componentKey }: { documentId: string; dossierId: string; componentKey: string },
): { documentId: string } | Problem =>
  desk.store.write(desk.officer.id, (tx) => {
    const document = tx.state('document', documentId);
    if (document === undefined) return problem('document.unknown');
    // Another desk's inbox is that desk's own: its bytes are not here.
    if (document.status !== 'inbox' || document.sha256 === undefined || document.deskId !== desk.store.deskId) return problem('document.notInInbox');
    const dossier = tx.state('dossier', dossierId);
    if (dossier === undefined) return problem('dossier.unknown');
    const component = dossier.components.find(({ key }) => key === componentKey);
    if (component === undefined) return problem('component.unknown');
    tx.append({
      entity: 'document',
      entityId: documentId,
      type: 'document.attached',
      // What it is and whose it is: by these it is found again for the owner's next dossier.
      payload: { dossierId, componentKey, sha256: document.sha256, typeCode: component.typeCode, ownerId: dossier.ownerId ?? dossier.citizenId },
      blobs: [document.sha256],
    });
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
