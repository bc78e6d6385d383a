import { z } from 'zod';
import type { DomainEvent } from '../event.ts';
import { type FormDefinition, formDefinitionSchema, type FormName, formNameSchema, type PackId, packIdSchema } from './definition.ts';
import { readPayload } from '../payload.ts';

/** An administrator's own version of a form. Without one the pack that comes with the program holds. */
export const formEvents = {
  'form.published': z.strictObject({ pack: packIdSchema, form: formNameSchema, definition: formDefinitionSchema, reason: z.string().max(2000) }),
  /** Back to the one that comes with the program. */
  'form.reset': z.strictObject({ reason: z.string().max(2000) }),
};

export type FormState = { id: string; pack: PackId; form: FormName; definition?: FormDefinition; updatedAt: string };

export const formIdOf = (pack: PackId, form: FormName): string => `${pack}:${form}`;

export const reduceForm = (state: FormState | undefined, event: DomainEvent): FormState | undefined => {
  switch (event.type) {
    case 'form.published': {
      const parsed = readPayload(formEvents['form.published'], event.payload);
      if (!parsed.success) return state;
      const { pack, form, definition } = parsed.data;
      return { id: event.entityId, pack, form, definition, updatedAt: event.occurredAt };
    }
    case 'form.reset': {
      if (state === undefined) return undefined;
      const { definition: _, ...rest } = state;
      return { ...rest, updatedAt: event.occurredAt };
    }
    default:
      return state;
  }
};
