import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFName, type PDFPage, PDFRawStream } from '@cantoo/pdf-lib';
import { nameIn, numberIn } from '../../signing/pdf-objects.ts';
import { pictureOnPage } from './pdf-content.ts';

/** A page of a PDF that is one picture and nothing else, as scanners make them. Sizes are of the picture as it lies in the file. */
export type PdfImage = {
  /** The picture itself, where it is a JPEG that needs nothing of the PDF around it. */
  jpeg?: Uint8Array;
  widthPx: number;
  widthPt: number;
  /** Clockwise, to be upright. */
  quarterTurns: number;
  /** Nothing but black and white. */
  isBilevel: boolean;
};

/** How much of the page may be left free around the picture; some scanners round the sheet's size. */
const tolerance = 0.02;

/** Only in a worker thread. @returns which page is such a picture, by its number from 1; undefined where pdf-lib cannot read the file */
export const openPdfImages = async (bytes: Uint8Array): Promise<((page: number) => PdfImage | undefined) | undefined> => {
  let pages: PDFPage[];
  try {
    pages = (await PDFDocument.load(bytes, { updateMetadata: false })).getPages();
  } catch {
    return undefined;
  }
  return (number) => {
    try {
      const page = pages[number - 1];
      return page && imageOf(page);
    } catch {
      // A page that is not as it should be is drawn by the other reader, which forgives more.
      return undefined;
    }
  };
};

const imageOf = (page: PDFPage): PdfImage | undefined => {
  const annotations = page.node.Annots();
  if (annotations !== undefined && annotations.size() > 0) return undefined;
  const picture = pictureOnPage(contentOf(page));
  if (picture === undefined) return undefined;
  const image = page.node.Resources()?.lookupMaybe(PDFName.of('XObject'), PDFDict)?.lookup(PDFName.of(picture.name));
  if (!(image instanceof PDFRawStream)) return undefined;
  const widthPx = numberIn(image.dict, 'Width');
  if (widthPx === undefined || nameIn(image.dict, 'Subtype') !== 'Image') return undefined;
  const { x, y, width, height } = page.getCropBox();
  const off = [(picture.left - x) / width, (picture.bottom - y) / height, picture.width / width - 1, picture.height / height - 1];
  const isWhole = off.every((share) => Math.abs(share) < tolerance);
  const quarterTurns = (((page.getRotation().angle / 90) % 4) + 4) % 4;
  if (!isWhole || !Number.isInteger(quarterTurns)) return undefined;
  const isBilevel = numberIn(image.dict, 'BitsPerComponent') === 1 || image.dict.has(PDFName.of('ImageMask'));
  return { ...(isPlainJpeg(image.dict) && { jpeg: image.getContents() }), widthPx, widthPt: picture.width, quarterTurns, isBilevel };
};

const contentOf = (page: PDFPage): string => {
  const contents = page.node.Contents();
  const streams = contents instanceof PDFArray ? contents.asArray().map((_, index) => contents.lookup(index)) : [contents];
  return streams.map((stream) => (stream instanceof PDFRawStream ? Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1') : '')).join('\n');
};

const isPlainJpeg = (dict: PDFDict): boolean => {
  const filter = dict.lookup(PDFName.of('Filter'));
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter;
  const isMasked = ['SMask', 'Mask', 'ImageMask', 'Decode', 'DecodeParms'].some((key) => dict.has(PDFName.of(key)));
  return only === PDFName.of('DCTDecode') && numberIn(dict, 'BitsPerComponent') === 8 && !isMasked && isStandardSpace(dict.lookup(PDFName.of('ColorSpace')));
};

/** Of the screen, or sRGB by its profile's own description. */
const isStandardSpace = (space: unknown): boolean => {
  if (space === PDFName.of('DeviceRGB') || space === PDFName.of('DeviceGray')) return true;
  const profile = space instanceof PDFArray && space.lookup(0) === PDFName.of('ICCBased') ? space.lookup(1) : undefined;
  return profile instanceof PDFRawStream && Buffer.from(decodePDFRawStream(profile).decode()).includes('sRGB');
};
