import type { FormDefinition, FormName, PackId } from '../definition.ts';
import { pack2018 } from './2018.ts';
import { pack2025 } from './2025.ts';

/** The sets that come with the program. */
export const shippedPacks: Record<PackId, Partial<Record<FormName, FormDefinition>>> = { '2018': pack2018, '2025': pack2025 };

/** @returns undefined for a form that the set does not have */
export const shippedForm = (pack: PackId, form: FormName): FormDefinition | undefined => shippedPacks[pack][form];
