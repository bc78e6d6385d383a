import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PDFArray, PDFDict, type PDFContext, PDFDocument, PDFHexString, PDFName, PDFNumber, type PDFPage, PDFString } from '@cantoo/pdf-lib';
import fontkit from '@cantoo/fontkit';
import { attachBlobs, type BlobAccess } from '../../../db/blobs.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import { vietnamOffsetMs } from '../../../domain/time.ts';
import { arrayIn, dictIn, dictsOf, numberIn, signatureFields } from './pdf-objects.ts';
import { layMark, type MarkPlace, placeMark } from './mark-place.ts';

export type PrepareInput = {
  blobs: BlobAccess;
  /** The file to sign. */
  sha256: string;
  lines: string[];
  /** As the certificate says it. */
  signerName: string;
  /** UTC milliseconds. */
  at: number;
  /** Room for the signature itself, in bytes. */
  contentsBytes: number;
};

export type PreparedSignature = {
  /** What comes behind the file's bytes; its signature is still zeros. */
  increment: Uint8Array;
  /** Where in `increment` the hex digits of the signature stand. */
  hexStart: number;
  /** SHA-256 of all that is signed: the file and the increment without the signature. */
  digest: Uint8Array;
};

/**
 * An incremental update with a signature field, its visible mark and room for the signature. What was there stays byte for
 * byte, so a signature that is in the file already keeps its word. Only in a worker thread.
 */
export const prepareSignature = async ({ blobs: access, sha256, ...input }: PrepareInput): Promise<PreparedSignature | Problem> => {
  const bytes = await attachBlobs({ ...access, randomBytes: (size) => randomBytes(size) }).readAll(sha256);
  return appendSignatureField(bytes, input);
};

export const appendSignatureField = async (bytes: Uint8Array, { lines, signerName, at, contentsBytes }: Omit<PrepareInput, 'blobs' | 'sha256'>): Promise<PreparedSignature | Problem> => {
  const pdf = await openForSigning(bytes);
  if ('problem' in pdf) return pdf;
  if (isClosed(pdf)) return problem('signing.documentClosed');
  const { context } = pdf;
  pdf.registerFontkit(fontkit as never);
  const page = pdf.getPage(0);
  const fields = signatureFields(pdf);
  const font = await pdf.embedFont(readFileSync(tinosFile), { subset: true, customName: `${subsetTag(fields.length)}+Tinos-Regular` });
  const mark = layMark(lines, (text, size) => font.widthOfTextAtSize(text, size));
  const place = placeMark({ ...mark, page: pageShape(page), taken: fields.map(({ widget }) => rectangleOf(arrayIn(widget, 'Rect'))).filter((rectangle) => rectangle !== undefined) });
  // Whole letters before they are placed: pdf-lib decides on the glyphs of a subset as text is encoded.
  const texts = mark.lines.map((line) => font.encodeText(line));

  const signature = context.register(
    context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'ETSI.CAdES.detached',
      // Numbers as wide as they may become; overwritten when the places are known.
      ByteRange: [0, PDFNumber.of(widest), PDFNumber.of(widest), PDFNumber.of(widest)],
      Contents: PDFHexString.of('0'.repeat(contentsBytes * 2)),
      M: PDFString.of(pdfTime(at)),
      Name: PDFHexString.fromText(signerName),
    }),
  );
  const appearance = context.register(
    context.stream(drawing(texts, mark), {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, mark.width, mark.height],
      Matrix: place.matrix,
      Resources: { Font: { Tinos: font.ref } },
    }),
  );
  const widget = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: PDFString.of(freeName(fields)),
      V: signature,
      P: page.ref,
      Rect: place.rectangle,
      // Print and Locked: PDF/A wants the first, and nobody is to drag a signature about.
      F: 4 | 128,
      AP: { N: appearance },
    }),
  );
  addToPage(page, widget);
  addToForm(pdf, widget);

  const increment = await pdf.saveIncremental(context.snapshot as never, { useObjectStreams: !hasClassicTable(bytes, context) });
  return seal(bytes, increment, contentsBytes);
};

const widest = 9_999_999_999;
const tinosFile = createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf');

/** ISO 32000, 9.6.4: six letters that no other subset in the file has. */
const subsetTag = (number: number): string => `QMC${String.fromCharCode(65 + (Math.floor(number / 676) % 26), 65 + (Math.floor(number / 26) % 26), 65 + (number % 26))}`;

const openForSigning = async (bytes: Uint8Array): Promise<PDFDocument | Problem> => {
  try {
    // Without the second the library would write its own name and the machine's clock into the file.
    const pdf = await PDFDocument.load(bytes, { forIncrementalUpdate: true, updateMetadata: false });
    return pdf.getPageCount() === 0 ? problem('signing.documentUnreadable') : pdf;
  } catch {
    // Broken, or protected by a password: what pdf-lib throws is of many kinds.
    return problem('signing.documentUnreadable');
  }
};

/** The first signer has certified the file and allowed nothing to be added (DocMDP, P = 1): another signature would break theirs. */
const isClosed = (pdf: PDFDocument): boolean =>
  dictsOf(arrayIn(dictIn(dictIn(pdf.catalog, 'Perms'), 'DocMDP'), 'Reference')).some((reference) => numberIn(dictIn(reference, 'TransformParams'), 'P') === 1);

const pageShape = (page: PDFPage): MarkPlace['page'] => {
  const box = rectangleOf(page.node.CropBox()) ?? rectangleOf(page.node.MediaBox()) ?? { left: 0, bottom: 0, right: 595, top: 842 };
  return { box, quarterTurns: (((Math.round((page.node.Rotate()?.asNumber() ?? 0) / 90) % 4) + 4) % 4) as 0 | 1 | 2 | 3 };
};

const rectangleOf = (array: PDFArray | undefined): MarkPlace['page']['box'] | undefined => {
  const [a, b, c, d] = (array?.asArray() ?? []).map((_, index) => array!.lookup(index)).map((value) => (value instanceof PDFNumber ? value.asNumber() : Number.NaN));
  if (![a, b, c, d].every((value) => Number.isFinite(value))) return undefined;
  return { left: Math.min(a!, c!), bottom: Math.min(b!, d!), right: Math.max(a!, c!), top: Math.max(b!, d!) };
};

const drawing = (texts: PDFHexString[], { fontSize, lineHeight, height, padding }: ReturnType<typeof layMark>): string =>
  [
    'BT',
    '0 g',
    `/Tinos ${fontSize} Tf`,
    `${lineHeight} TL`,
    `${padding} ${(height - padding - fontSize).toFixed(2)} Td`,
    ...texts.flatMap((text, index) => [...(index === 0 ? [] : ['T*']), `${text.toString()} Tj`]),
    'ET',
  ].join('\n');

const freeName = (fields: readonly { field: PDFDict }[]): string => {
  const taken = new Set(fields.map(({ field }) => (field.lookup(PDFName.of('T')) as PDFString | PDFHexString | undefined)?.decodeText()));
  let number = fields.length + 1;
  while (taken.has(`ChuKy${number}`)) number += 1;
  return `ChuKy${number}`;
};

/** Only the list of annotations is touched: pdf-lib's own way would also wrap the page's content anew. */
const addToPage = (page: PDFPage, widget: ReturnType<PDFContext['register']>): void => {
  const annotations = page.node.Annots();
  if (annotations) annotations.push(widget);
  else page.node.set(PDFName.of('Annots'), page.doc.context.obj([widget]));
};

const addToForm = (pdf: PDFDocument, widget: ReturnType<PDFContext['register']>): void => {
  const { context, catalog } = pdf;
  const known = dictIn(catalog, 'AcroForm');
  // SignaturesExist and AppendOnly.
  if (known === undefined) return catalog.set(PDFName.of('AcroForm'), context.register(context.obj({ Fields: [widget], SigFlags: 3 })));
  known.set(PDFName.of('SigFlags'), PDFNumber.of((numberIn(known, 'SigFlags') ?? 0) | 3));
  const fields = arrayIn(known, 'Fields');
  if (fields) fields.push(widget);
  else known.set(PDFName.of('Fields'), context.obj([widget]));
};

/** An update is to have the same kind of cross-reference table as the file: some readers refuse a mixture. */
const hasClassicTable = (bytes: Uint8Array, context: PDFContext): boolean => {
  const at = context.pdfFileDetails.prevStartXRef;
  return Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(20, Math.max(0, bytes.length - at))).toString('latin1').trimStart().startsWith('xref');
};

const seal = (bytes: Uint8Array, increment: Uint8Array, contentsBytes: number): PreparedSignature => {
  const appended = Buffer.from(increment.buffer, increment.byteOffset, increment.byteLength);
  const hexStart = onlyPlaceOf(appended, '0'.repeat(contentsBytes * 2));
  const before = bytes.length + hexStart - 1;
  const behind = bytes.length + hexStart + contentsBytes * 2 + 1;
  const placeholder = `0 ${widest} ${widest} ${widest}`;
  const range = [0, before, behind, bytes.length + appended.length - behind].join(' ');
  appended.write(range.padEnd(placeholder.length), onlyPlaceOf(appended, placeholder), 'latin1');
  const hash = createHash('sha256').update(bytes).update(appended.subarray(0, hexStart - 1)).update(appended.subarray(hexStart + contentsBytes * 2 + 1));
  return { increment: appended, hexStart, digest: new Uint8Array(hash.digest()) };
};

const onlyPlaceOf = (bytes: Buffer, text: string): number => {
  const at = bytes.indexOf(text, 0, 'latin1');
  if (at < 0 || bytes.includes(text, at + 1, 'latin1')) throw new Error('the place of the signature is not where it was put');
  return at;
};

/** `D:20261123081530+07'00'`. */
export const pdfTime = (utcMs: number): string => `D:${new Date(utcMs + vietnamOffsetMs).toISOString().slice(0, 19).replace(/[-:T]/g, '')}+07'00'`;
