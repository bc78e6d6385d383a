import { PDFArray, PDFDict, type PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib';

/** The few ways in which signing looks into a PDF: what is missing or of another kind is undefined, never an exception. */
export const dictIn = (parent: PDFDict | undefined, key: string): PDFDict | undefined => {
  const value = parent?.lookup(PDFName.of(key));
  return value instanceof PDFDict ? value : undefined;
};

export const arrayIn = (parent: PDFDict | undefined, key: string): PDFArray | undefined => {
  const value = parent?.lookup(PDFName.of(key));
  return value instanceof PDFArray ? value : undefined;
};

export const numberIn = (parent: PDFDict | undefined, key: string): number | undefined => {
  const value = parent?.lookup(PDFName.of(key));
  return value instanceof PDFNumber ? value.asNumber() : undefined;
};

export const nameIn = (parent: PDFDict | undefined, key: string): string | undefined => {
  const value = parent?.lookup(PDFName.of(key));
  return value instanceof PDFName ? value.decodeText() : undefined;
};

export const textIn = (parent: PDFDict | undefined, key: string): string | undefined => {
  const value = parent?.lookup(PDFName.of(key));
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : undefined;
};

export const dictsOf = (array: PDFArray | undefined): PDFDict[] =>
  array === undefined ? [] : array.asArray().map((_, index) => array.lookup(index)).filter((value) => value instanceof PDFDict);

export type SignatureField = { field: PDFDict; widget: PDFDict; signature: PDFDict | undefined };

/** A form's fields may be nested; more levels than this are no form but an attack. */
const maxDepth = 20;

/** Every signature field of the file, signed or not. */
export const signatureFields = (pdf: PDFDocument): SignatureField[] => {
  const found: SignatureField[] = [];
  const walk = (fields: PDFDict[], inheritedType: string | undefined, depth: number): void => {
    if (depth > maxDepth) return;
    for (const field of fields) {
      const type = nameIn(field, 'FT') ?? inheritedType;
      const kids = dictsOf(arrayIn(field, 'Kids'));
      if (type === 'Sig' && (kids.length === 0 || field.has(PDFName.of('V')))) found.push({ field, widget: kids[0] ?? field, signature: dictIn(field, 'V') });
      else walk(kids, type, depth + 1);
    }
  };
  walk(dictsOf(arrayIn(dictIn(pdf.catalog, 'AcroForm'), 'Fields')), undefined, 0);
  return found;
};
