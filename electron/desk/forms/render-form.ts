import { renderToBuffer } from '@react-pdf/renderer';
import type { PackId } from '../../../domain/forms/definition.ts';
import { packs } from './packs/packs.ts';
import { registerFonts } from './parts/fonts.ts';
import type { Paper, ReceiptData } from './receipt-data.ts';

export type FormInput = { form: 'receipt'; pack: PackId; paper: Paper; data: ReceiptData };

/** Worker task: a printed form as PDF. */
export const renderForm = async ({ form, pack, paper, data }: FormInput): Promise<Uint8Array> => {
  registerFonts();
  return renderToBuffer(packs[pack][form](composed(data), paper));
};

/** Decomposed letters (NFD) have no glyphs of their own in the fonts: «é» would be printed as an e and a box. */
const composed = <T>(value: T): T =>
  (typeof value === 'string'
    ? value.normalize('NFC')
    : Array.isArray(value)
      ? value.map(composed)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, composed(member)]))
        : value) as T;
