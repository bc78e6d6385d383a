import { asc } from 'drizzle-orm';
import type { FormState } from '../../domain/forms/form.ts';
import { forms as table } from '../schema.ts';
import type { Store } from '../store.ts';

/** The forms that an administrator has made anew; those put back are here too, without a definition. */
export const editedForms = (store: Store): FormState[] =>
  store.remember('form', 'forms', () =>
    store.read
      .select({ state: table.state })
      .from(table)
      .orderBy(asc(table.id))
      .all()
      .map(({ state }) => JSON.parse(state) as FormState),
  );
