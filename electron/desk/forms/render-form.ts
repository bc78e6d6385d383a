import { renderToBuffer } from '@react-pdf/renderer';
import { registerFonts } from './parts/fonts.ts';
import { formDocument } from './parts/form-document.ts';
import type { PrintedForm } from './printed-form.ts';
import { renderRegister } from './render-register.ts';

/** Worker task: a printed form as PDF. */
export const renderForm = async (form: PrintedForm): Promise<Uint8Array> => {
  if (form.definition.blocks.some(({ kind }) => kind === 'registerRows')) return renderRegister(composed(form));
  registerFonts();
  return renderToBuffer(formDocument(composed(form)));
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
