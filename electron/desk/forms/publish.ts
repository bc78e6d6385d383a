import type { FormDefinition, FormName, PackId } from '../../../domain/forms/definition.ts';
import { formIdOf } from '../../../domain/forms/form.ts';
import { isInPack } from '../../../domain/forms/pack-dates.ts';
import { definitionFault } from '../../../domain/forms/placeholders.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';

type Which = { pack: PackId; form: FormName; reason: string };

/** From now on forms are made out in these words; those made out before stay as they are. */
export const publishForm = ({ store, officer }: SignedInDesk, { pack, form, definition, reason }: Which & { definition: FormDefinition }): null | Problem => {
  if (!isInPack(pack, form)) return problem('form.notInPack', { pack });
  const fault = definitionFault(definition);
  if (fault) return fault;
  // Rows of many dossiers make sense in the register alone, and it is nothing without them.
  const hasRows = definition.blocks.some(({ kind }) => kind === 'registerRows');
  if (hasRows !== (form === 'register')) return problem('input.malformed', { field: 'blocks' });
  return store.write(officer.id, (tx) => {
    tx.append({ entity: 'form', entityId: formIdOf(pack, form), type: 'form.published', payload: { pack, form, definition, reason } });
    return null;
  });
};

/** Back to the words that come with the program. Nothing is done where they are in force. */
export const resetForm = ({ store, officer }: SignedInDesk, { pack, form, reason }: Which): null | Problem =>
  store.write(officer.id, (tx) => {
    if (!isInPack(pack, form)) return problem('form.notInPack', { pack });
    if (tx.state('form', formIdOf(pack, form))?.definition !== undefined) {
      tx.append({ entity: 'form', entityId: formIdOf(pack, form), type: 'form.reset', payload: { reason } });
    }
    return null;
  });
