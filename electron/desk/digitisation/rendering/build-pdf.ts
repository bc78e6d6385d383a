import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { PDFArray, type PDFContext, PDFDocument, PDFHexString, PDFName, PDFRawStream, type PDFRef, PDFString } from '@cantoo/pdf-lib';
import { attachBlobs, type BlobAccess } from '../../../../db/blobs.ts';
import type { PageEdit } from '../../../../domain/document/document.ts';
import type { PageText } from '../../../../domain/document/page-text.ts';
import { isProblem, type Problem } from '../../../../domain/problem.ts';
import { pdfTime } from '../../signing/prepare-signature.ts';
import { type EncodedPage, encodePage } from '../pages/encode-page.ts';
import { ascent, descent, emptyFont, fontName, letterWidth } from './empty-font.ts';
import type { PaperFacts } from './paper-facts.ts';
import { type TextLayer, textLayer, toUnicode } from './text-layer.ts';
import { xmpOf } from './xmp.ts';

export type PdfPage = {
  edit: PageEdit;
  mediaType: string;
  /** Where it is missing the page is encoded here. */
  encoded?: EncodedPage;
  /** The page's words; none are laid over it where this is missing. */
  text?: PageText;
};

export type BuildPdfInput = {
  blobs: BlobAccess;
  pages: readonly PdfPage[];
  paper: PaperFacts;
  /** UTC milliseconds. */
  madeAt: number;
  maxPagePixels?: number;
};

export type BuiltPdf = { sha256: string; sizeBytes: number; pageCount: number; hasText: boolean };

/** Worker task: the file to hand on, made of a document's pages and durable in the blob store. */
export const buildPdf = async (input: BuildPdfInput): Promise<BuiltPdf | Problem> => {
  const made = await pdfOf(input);
  if (isProblem(made)) return made;
  return { ...(await attachBlobs({ ...input.blobs, randomBytes }).put(made.bytes)), pageCount: input.pages.length, hasText: made.hasText };
};

/**
 * PDF/A-2b (ISO 19005-2, level B): each page as large as the paper was, its picture as it was scanned, and the words that were
 * read on it, unseen, where they stand. The same input gives the same bytes.
 */
export const pdfOf = async ({ blobs, pages, paper, madeAt, maxPagePixels }: BuildPdfInput): Promise<{ bytes: Uint8Array; hasText: boolean } | Problem> => {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const { context } = pdf;
  const units = new Set<number>();
  const fontRef = context.nextRef();
  let leastDpi = Number.POSITIVE_INFINITY;
  for (const { edit, mediaType, encoded, text } of pages) {
    const picture = encoded ?? (await encodePage({ blobs, edit, mediaType, ...(maxPagePixels !== undefined && { maxPagePixels }) }));
    if (isProblem(picture)) return picture;
    leastDpi = Math.min(leastDpi, picture.dpi);
    const size = paperSize(picture);
    const layer = text && textLayer(text, size);
    for (const unit of layer?.units ?? []) units.add(unit);
    addPage(pdf, pages.length <= mostPressed ? pressed(picture) : picture, size, layer, fontRef);
  }
  const hasText = units.size > 0;
  if (hasText) addFont(context, fontRef, units);
  describe(pdf, paper, madeAt, leastDpi);
  return { bytes: await pdf.save({ useObjectStreams: false, addDefaultPage: false }), hasText };
};

type PressedPage = EncodedPage & { isDeflated?: boolean };

/** Of a longer document it would keep the worker from an officer for too long. */
const mostPressed = 40;
/** Every reader has to undo it. */
const worthPressing = 0.998;

/** Scanners use the code tables of the JPEG standard's example, which leave something to be pressed out. */
const pressed = (picture: EncodedPage): PressedPage => {
  if (picture.coding !== 'jpeg') return picture;
  const bytes = deflateSync(picture.bytes, { level: 9 });
  return bytes.length < picture.bytes.length * worthPressing ? { ...picture, bytes, isDeflated: true } : picture;
};

const pointsPerInch = 72;
/** ISO 32000-1, annex C: no side of a page may be shorter or longer. */
const sidePt = { least: 3, most: 14_400 };

type PaperSize = { width: number; height: number };

/** Of the upright page, in points: as many inches as the scanner saw. */
const paperSize = ({ widthPx, heightPx, quarterTurns, dpi }: EncodedPage): PaperSize => {
  const [across, up] = quarterTurns % 2 === 1 ? [heightPx, widthPx] : [widthPx, heightPx];
  const points = (px: number): number => Math.min(sidePt.most, Math.max(sidePt.least, Math.round(((px * pointsPerInch) / dpi) * 1000) / 1000));
  return { width: points(across), height: points(up) };
};

const addPage = (pdf: PDFDocument, picture: PressedPage, { width, height }: PaperSize, layer: TextLayer | undefined, font: PDFRef): void => {
  const { context } = pdf;
  const page = pdf.addPage([width, height]);
  const image = context.register(imageOf(context, picture));
  const operators = ['q', `${placed(picture, width, height).map(decimal).join(' ')} cm`, '/P Do', 'Q', ...(layer ? [layer.operators] : [])].join('\n');
  page.node.set(PDFName.of('Contents'), context.register(context.flateStream(operators)));
  page.node.set(PDFName.of('Resources'), context.obj({ XObject: { P: image }, ...(layer && { Font: { F: font } }) }));
};

/** How the unit square becomes the page. What is behind a coded picture's own width hangs over the page's edge. */
const placed = ({ quarterTurns, codedWidthPx, widthPx }: EncodedPage, width: number, height: number): number[] => {
  const share = codedWidthPx / widthPx;
  if (quarterTurns === 1) return [0, -height * share, width, 0, 0, height];
  if (quarterTurns === 2) return [-width * share, 0, 0, -height, width, height];
  if (quarterTurns === 3) return [0, height * share, -width, 0, width, 0];
  return [width * share, 0, 0, height, 0, 0];
};

const decimal = (value: number): string => String(Math.round(value * 1000) / 1000);

const imageOf = (context: PDFContext, { coding, bytes, isDeflated = false, codedWidthPx, heightPx, components }: PressedPage): PDFRawStream => {
  const common = { Type: 'XObject', Subtype: 'Image', Width: codedWidthPx, Height: heightPx, ColorSpace: components === 1 ? 'DeviceGray' : 'DeviceRGB' };
  if (coding === 'group4') {
    // libtiff codes the ones, which are white here, as if they were black.
    const dict = { ...common, BitsPerComponent: 1, Filter: 'CCITTFaxDecode', DecodeParms: { K: -1, Columns: codedWidthPx, Rows: heightPx, BlackIs1: true } };
    return PDFRawStream.of(context.obj(dict), bytes);
  }
  return PDFRawStream.of(context.obj({ ...common, BitsPerComponent: 8, Filter: isDeflated ? ['FlateDecode', 'DCTDecode'] : 'DCTDecode' }), bytes);
};

/** Letters by their UTF-16 units, all of them the font's one glyph. */
const addFont = (context: PDFContext, ref: PDFRef, units: ReadonlySet<number>): void => {
  const file = context.register(context.flateStream(emptyFont()));
  const descriptor = context.register(
    context.obj({ Type: 'FontDescriptor', FontName: fontName, Flags: 4, FontBBox: [0, descent, letterWidth, ascent], ItalicAngle: 0, Ascent: ascent, Descent: descent, CapHeight: ascent, StemV: 80, FontFile2: file }),
  );
  const glyphs = Buffer.alloc(0x10000 * 2);
  for (let unit = 0; unit < 0x10000; unit += 1) glyphs.writeUInt16BE(1, unit * 2);
  const letters = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: fontName,
      CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
      FontDescriptor: descriptor,
      DW: letterWidth,
      CIDToGIDMap: context.register(context.flateStream(glyphs)),
    }),
  );
  const meaning = context.register(context.flateStream(toUnicode(units)));
  context.assign(ref, context.obj({ Type: 'Font', Subtype: 'Type0', BaseFont: fontName, Encoding: 'Identity-H', DescendantFonts: [letters], ToUnicode: meaning }));
};

const program = 'Quầy Một Cửa';

const describe = (pdf: PDFDocument, paper: PaperFacts, madeAt: number, dpi: number): void => {
  const { context, catalog } = pdf;
  const xmp = Buffer.from(xmpOf({ paper, program, madeAt, dpi }), 'utf8');
  // Not compressed, so that those who look for it without reading the PDF find it.
  catalog.set(PDFName.of('Metadata'), context.register(context.stream(xmp, { Type: 'Metadata', Subtype: 'XML' })));
  catalog.set(PDFName.of('Lang'), PDFString.of('vi-VN'));
  catalog.set(PDFName.of('ViewerPreferences'), context.obj({ DisplayDocTitle: true }));
  const profile = context.register(context.flateStream(readFileSync(profileFile), { N: 3 }));
  const condition = PDFString.of('sRGB IEC61966-2.1');
  const intent = { Type: 'OutputIntent', S: 'GTS_PDFA1', OutputConditionIdentifier: condition, Info: condition, RegistryName: PDFString.of('http://www.color.org'), DestOutputProfile: profile };
  catalog.set(PDFName.of('OutputIntents'), context.obj([intent]));

  const made = PDFString.of(pdfTime(madeAt));
  const text = (said: string): PDFHexString => PDFHexString.fromText(said.normalize('NFC'));
  const info = { Title: text(paper.title), ...(paper.agency !== '' && { Author: text(paper.agency) }), Creator: text(program), Producer: text(program), CreationDate: made, ModDate: made };
  context.trailerInfo.Info = context.register(context.obj(info));
  const hash = createHash('sha256').update(xmp);
  for (const [, object] of context.enumerateIndirectObjects()) if (object instanceof PDFRawStream) hash.update(object.getContents());
  const id = PDFHexString.of(hash.digest('hex').slice(0, 32));
  const ids = PDFArray.withContext(context);
  ids.push(id);
  ids.push(id);
  context.trailerInfo.ID = ids;
};

/** sRGB by the International Color Consortium, version 2 so that old readers know it too; free to be handed on unaltered. It comes with pdfkit. */
const profileFile = join(dirname(createRequire(import.meta.url).resolve('pdfkit')), 'data', 'sRGB_IEC61966_2_1.icc');
