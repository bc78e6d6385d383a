import { createHash, type Hash } from 'node:crypto';
import { PDFArray, PDFDict, type PDFDocument, PDFName, type PDFObject, PDFRef, PDFStream } from '@cantoo/pdf-lib';
import { arrayIn, dictIn, dictsOf, nameIn } from './pdf-objects.ts';

/** The parts of a PDF that a reader sees or that act; a later signature touches none of them. */
export type PdfPart = 'pages' | 'annotations' | 'form' | 'catalog';

/** One hash for each part, so that two revisions of a file can be compared. */
export const fingerprintOf = (pdf: PDFDocument): Record<PdfPart, string> => {
  const pages = pdf.getPages().map(({ node }) => node);
  const annotations = pages.map((page) => dictsOf(arrayIn(page, 'Annots')).filter((annotation) => nameIn(annotation, 'FT') !== 'Sig'));
  const fields = dictsOf(arrayIn(dictIn(pdf.catalog, 'AcroForm'), 'Fields')).filter((field) => nameIn(field, 'FT') !== 'Sig');
  return {
    pages: hashOf(pages, new Set(['Annots'])),
    annotations: hashOf(annotations.flat()),
    form: hashOf(fields),
    catalog: hashOf([pdf.catalog], new Set(['Pages', 'AcroForm', 'Metadata', 'DSS', 'Perms', 'Extensions'])),
  };
};

/** Ways back up, by which everything would be part of everything. */
const waysBack = new Set(['Parent', 'P', 'Popup', 'StructParent', 'StructParents']);

const hashOf = (objects: readonly PDFObject[], leftOut: ReadonlySet<string> = new Set()): string => {
  const hash = createHash('sha256');
  const seen = new Set<string>();
  for (const object of objects) write(hash, object, seen, leftOut);
  return hash.digest('hex');
};

const write = (hash: Hash, object: PDFObject | undefined, seen: Set<string>, leftOut: ReadonlySet<string>): void => {
  if (object === undefined) return void hash.update('∅');
  if (object instanceof PDFDict) return writeDict(hash, object, seen, leftOut);
  if (object instanceof PDFArray) {
    hash.update('[');
    for (let index = 0; index < object.size(); index += 1) writeMember(hash, object.get(index), object.lookup(index), seen);
    return void hash.update(']');
  }
  if (object instanceof PDFStream) {
    writeDict(hash, object.dict, seen, leftOut);
    return void hash.update(object.getContents());
  }
  hash.update(object.toString());
};

const writeDict = (hash: Hash, dict: PDFDict, seen: Set<string>, leftOut: ReadonlySet<string>): void => {
  hash.update('<<');
  const names = dict.keys().map((key) => key.decodeText()).filter((name) => !waysBack.has(name) && !leftOut.has(name)).sort();
  for (const name of names) {
    hash.update(`/${name} `);
    const key = PDFName.of(name);
    writeMember(hash, dict.get(key), dict.lookup(key), seen);
  }
  hash.update('>>');
};

const writeMember = (hash: Hash, member: PDFObject | undefined, value: PDFObject | undefined, seen: Set<string>): void => {
  if (member instanceof PDFRef) {
    const id = member.toString();
    hash.update(id);
    if (seen.has(id)) return;
    seen.add(id);
  }
  write(hash, value, seen, new Set());
};
