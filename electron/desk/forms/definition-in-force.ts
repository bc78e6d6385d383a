import type { Store } from '../../../db/store.ts';
import { fold } from '../../../domain/entities.ts';
import { byClock, type DomainEvent } from '../../../domain/event.ts';
import type { FormDefinition, FormName, PackId } from '../../../domain/forms/definition.ts';
import { formIdOf } from '../../../domain/forms/form.ts';
import { shippedForm } from '../../../domain/forms/packs/packs.ts';

/**
 * The administrator's own version of a form, else the one that comes with the program.
 * @param at the event by which a form was made out: what was published later does not change it; missing means now
 */
export const definitionInForce = (store: Store, pack: PackId, form: FormName, at?: DomainEvent): FormDefinition | undefined => {
  const id = formIdOf(pack, form);
  const state = at === undefined ? store.state('form', id) : fold('form', store.eventsOf('form', id).filter((event) => byClock(event, at) <= 0));
  return state?.definition ?? shippedForm(pack, form);
};
