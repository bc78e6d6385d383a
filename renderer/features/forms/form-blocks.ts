import type { FormBlock } from '../../../domain/forms/definition.ts';

export type BlockKind = FormBlock['kind'];

/** A block with a name of its own, so that a moved one keeps its fields and its focus. */
export type DraftBlock = { rowId: string; block: FormBlock };

/** What can be put into the register, and into a form about one dossier. */
export const kindsFor = (isRegister: boolean): BlockKind[] =>
  isRegister ? ['title', 'paragraph', 'line', 'signatures', 'registerRows'] : ['title', 'codes', 'line', 'pair', 'paragraph', 'components', 'requestedPapers', 'handovers', 'dueChanges', 'signatures'];

export const emptyBlock = (kind: BlockKind): FormBlock => {
  switch (kind) {
    case 'title':
    case 'paragraph':
      return { kind, text: '' };
    case 'line':
      return { kind, label: '', value: '' };
    case 'pair':
      return { kind, left: { label: '', value: '' }, right: { label: '', value: '' } };
    case 'signatures':
      return { kind, people: [{ role: '', hint: '', name: '' }] };
    default:
      return { kind };
  }
};
