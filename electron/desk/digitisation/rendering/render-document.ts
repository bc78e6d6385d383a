import { blobs as blobTable } from '../../../../db/schema.ts';
import type { DocumentState } from '../../../../domain/document/document.ts';
import { shownPages } from '../../../../domain/document/pages.ts';
import { isProblem, type Problem, problem } from '../../../../domain/problem.ts';
import type { Desk } from '../../desk.ts';
import type { RunOptions } from '../../workers/pool.ts';
import { mediaTypes } from '../file-kind.ts';
import { ingestActor } from '../ingest.ts';
import type { ReadPageText } from '../ocr/page-texts.ts';
import { mediaTypeOf } from '../pages/editable.ts';
import { isHandedOn } from '../pages/handed-on.ts';
import type { BuiltPdf, PdfPage } from './build-pdf.ts';
import { factsOf } from './facts-of.ts';

export type RenderOptions = RunOptions & { readPageText?: ReadPageText; maxPagePixels: number };

/**
 * Makes the file of a document and writes down that it is there, the bytes on disk before the event that names them. Page by page,
 * so that whoever waits for a worker never waits for a whole document.
 * @returns what was made; undefined when the document was changed meanwhile, and what was made is not of it
 */
export const renderDocument = async (desk: Desk, documentId: string, options: RenderOptions): Promise<BuiltPdf | undefined | Problem> => {
  const { store, clock } = desk;
  const document = store.state('document', documentId);
  if (document === undefined) return problem('document.unknown');
  const built = (await standing(desk, document, options)) ?? (await made(desk, document, options));
  if (isProblem(built)) return built;
  return store.write(ingestActor, (tx): BuiltPdf | undefined => {
    const now = tx.state('document', documentId);
    if (now?.updatedAt !== document.updatedAt) return undefined;
    const row = { sha256: built.sha256, sizeBytes: built.sizeBytes, storedAt: clock.now(), isHere: 1 };
    tx.db.insert(blobTable).values(row).onConflictDoUpdate({ target: blobTable.sha256, set: { isHere: 1 } }).run();
    tx.append({ entity: 'document', entityId: documentId, type: 'document.rendered', payload: built, blobs: [built.sha256] });
    return built;
  });
};

const standing = async ({ workers, blobs }: Desk, document: DocumentState, { urgency, signal }: RunOptions): Promise<BuiltPdf | undefined> => {
  const { sha256, sizeBytes, pageCount, mediaType, pages } = document;
  if (sha256 === undefined || sizeBytes === undefined || pageCount === undefined || mediaType !== mediaTypes.pdf || pages !== undefined) return undefined;
  const { isFinal, hasText } = await workers.run('pdfStanding', { blobs: blobs.access, sha256 }, { ...(urgency && { urgency }), ...(signal && { signal }) });
  return isFinal ? { sha256, sizeBytes, pageCount, hasText } : undefined;
};

const made = async (desk: Desk, document: DocumentState, { readPageText, maxPagePixels, ...run }: RenderOptions): Promise<BuiltPdf | Problem> => {
  const { store, blobs, workers, clock, log } = desk;
  const pages: PdfPage[] = [];
  for (const edit of shownPages(document)) {
    const mediaType = mediaTypeOf(store, edit.sha256);
    if (mediaType === undefined) return problem('document.unknown');
    const text = await readPageText?.(edit, mediaType, run).catch((error: unknown) => {
      run.signal?.throwIfAborted();
      // A document that cannot be searched is better than none: it may be waiting for a signature.
      log.warn({ err: error, documentId: document.id, page: edit.page }, 'the words of a page could not be read');
      return undefined;
    });
    // What is handed on as it is, is taken from the blob store when the file is put together; anything else is work for a page at a time.
    const encoded = isHandedOn(edit, mediaType) ? undefined : await workers.run('encodePage', { blobs: blobs.access, edit, mediaType, maxPagePixels }, run);
    if (isProblem(encoded)) return encoded;
    pages.push({ edit, mediaType, ...(encoded && { encoded }), ...(text && { text }) });
  }
  return workers.run('buildPdf', { blobs: blobs.access, pages, paper: factsOf(desk, document), madeAt: clock.now(), maxPagePixels }, run);
};
