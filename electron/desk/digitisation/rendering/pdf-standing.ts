import { randomBytes } from 'node:crypto';
import { decodePDFRawStream, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { attachBlobs, type BlobAccess } from '../../../../db/blobs.ts';
import { hasTextLayer } from '../../signing/has-text-layer.ts';
import { signatureFields } from '../../signing/pdf-objects.ts';

/**
 * Worker task: whether a PDF that came as one is handed on as it is. One that somebody has signed is, since anything made of it
 * would be no original any more; and so is one that is PDF/A already and has its words.
 */
export const pdfStanding = async (original: { blobs: BlobAccess; sha256: string }): Promise<{ isFinal: boolean; hasText: boolean }> => {
  const bytes = await attachBlobs({ ...original.blobs, randomBytes }).readAll(original.sha256);
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false }).catch(() => undefined);
  if (pdf === undefined) return { isFinal: false, hasText: false };
  const hasText = await hasTextLayer(original);
  const isSigned = signatureFields(pdf).some(({ signature }) => signature !== undefined);
  return { isFinal: isSigned || (hasText && isArchival(pdf)), hasText };
};

const isArchival = (pdf: PDFDocument): boolean => {
  const metadata = pdf.catalog.lookup(PDFName.of('Metadata'));
  return metadata instanceof PDFRawStream && /pdfaid:part/.test(Buffer.from(decodePDFRawStream(metadata).decode()).toString('utf8'));
};
