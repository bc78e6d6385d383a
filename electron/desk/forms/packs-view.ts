import { type FormDefinition, type FormName, formNameSchema, type PackId, packIdSchema } from '../../../domain/forms/definition.ts';
import { formIdOf } from '../../../domain/forms/form.ts';
import { inForceFrom } from '../../../domain/forms/pack-dates.ts';
import { shippedForm } from '../../../domain/forms/packs/packs.ts';
import { type Placeholder, placeholders } from '../../../domain/forms/placeholders.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import type { LocalDate } from '../../../domain/time.ts';
import type { Desk } from '../desk.ts';

export type FormView = { form: FormName; definition: FormDefinition; isEdited: boolean; /** UTC milliseconds of the last change. */ changedAt?: number };
export type PackView = { pack: PackId; inForceFrom: LocalDate; forms: FormView[] };
export type PacksView = { packs: PackView[]; placeholders: { name: Placeholder; description: string }[] };

/** Every form of every set as it is printed now, and what may stand in one. Newest set first. */
export const viewPacks = ({ store }: Desk): PacksView => ({
  packs: packIdSchema.options
    .map((pack) => ({ pack, inForceFrom: inForceFrom(pack), forms: formNameSchema.options.flatMap((form) => formView(store, pack, form)) }))
    .reverse(),
  placeholders: (Object.keys(placeholders) as Placeholder[]).map((name) => ({ name, description: placeholders[name] })),
});

const formView = (store: Desk['store'], pack: PackId, form: FormName): FormView[] => {
  const shipped = shippedForm(pack, form);
  if (shipped === undefined) return [];
  const state = store.state('form', formIdOf(pack, form));
  const edited = state?.definition;
  return [{ form, definition: edited ?? shipped, isEdited: edited !== undefined, ...(state && { changedAt: hybridTimeMs(state.updatedAt) }) }];
};
