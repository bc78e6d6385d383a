import { documentTypeOf } from '../../../domain/document/document-types.ts';
import type { Role } from '../../../domain/officer/officer.ts';
import { maySeal } from '../../../domain/permissions.ts';
import type { Outputs } from '../../app/trpc.ts';
import type { SigningKind } from './use-tokens.ts';

type View = Outputs['dossier']['get'];
type Document = View['documents'][number];
type Paper = { documentId: string; title: string };

const titleOf = ({ description, typeCode, componentKey, source }: Document, components: View['state']['components']): string =>
  description?.title || documentTypeOf(description?.typeCode || typeCode || '')?.name || components.find(({ key }) => key === componentKey)?.name || source.fileName;

/** Whether there is anything that this officer may sign. */
export const hasPapersToSign = (papers: Record<SigningKind, Paper[]>, roles: readonly Role[]): boolean => papers.personal.length > 0 || (maySeal(roles) && papers.seal.length > 0);

/** Of a dossier, or of one paper of it: what has no signature of that kind yet. */
export const papersToSign = ({ documents, state }: View, only?: string): Record<SigningKind, Paper[]> => {
  const here = documents.filter(({ id, status, isHere, supersededBy }) => status === 'attached' && isHere && supersededBy === undefined && (only === undefined || id === only));
  const without = (kind: SigningKind): Paper[] =>
    here.filter(({ signatures = [] }) => !signatures.some((signature) => signature.kind === kind)).map((document) => ({ documentId: document.id, title: titleOf(document, state.components) }));
  return { personal: without('personal'), seal: without('seal') };
};
