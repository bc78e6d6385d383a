import { Readable } from 'node:stream';
import type { Context, Hono } from 'hono';
import type { OfficerState } from '../../../domain/officer/officer.ts';
import { isProblem, type Problem } from '../../../domain/problem.ts';
import type { Desk } from '../../desk/desk.ts';
import type { DigitisationControl } from '../../desk/digitisation/control.ts';
import { type DocumentFile, originalFile, outputFile } from '../../desk/digitisation/document-file.ts';
import type { Picture } from '../../desk/digitisation/open-scan.ts';
import { bodyOf, fileHeaders, refusal } from './answers.ts';

export type DocumentFileParts = {
  desk: Desk;
  digitisation: Pick<DigitisationControl, 'pagePicture' | 'sourcePicture' | 'editedPicture'>;
  admit: (request: Request, operation: string) => OfficerState | Response;
};

const pageWidth = { min: 64, max: 3000, usual: 1200 };

const widthOf = (c: Context): number => {
  const asked = Number(c.req.query('width') ?? pageWidth.usual);
  return Math.min(pageWidth.max, Math.max(pageWidth.min, Number.isFinite(asked) ? Math.round(asked) : pageWidth.usual));
};

const pictureAnswer = (picture: Picture | Problem): Response =>
  isProblem(picture) ? refusal(picture) : new Response(bodyOf(picture.bytes), { headers: fileHeaders(picture.mediaType, 'page') });

/** Pages of documents as pictures, their originals, and the file to hand on. */
export const documentFiles = (app: Hono, { desk, digitisation, admit }: DocumentFileParts): void => {
  app.get('/document/:id/page/:page{[0-9]+}', async (c) => {
    const officer = admit(c.req.raw, 'files.documentPage');
    if (officer instanceof Response) return officer;
    return pictureAnswer(await digitisation.pagePicture({ documentId: c.req.param('id'), page: Number(c.req.param('page')), width: widthOf(c) }));
  });

  // Pages of the recipe, also those that are left out: as they were scanned, and with their edits really made.
  app.get('/document/:id/:which{source|edited}/:index{[0-9]+}', async (c) => {
    const officer = admit(c.req.raw, 'files.documentPage');
    if (officer instanceof Response) return officer;
    const asked = { documentId: c.req.param('id'), index: Number(c.req.param('index')), width: widthOf(c) };
    return pictureAnswer(await (c.req.param('which') === 'source' ? digitisation.sourcePicture({ ...asked, of: c.req.query('of') }) : digitisation.editedPicture(asked)));
  });

  const fileAnswer = (file: DocumentFile | Problem): Response => {
    if (isProblem(file)) return refusal(file);
    const headers = { ...fileHeaders(file.mediaType, file.fileName), 'content-length': String(desk.blobs.sizeOf(file.sha256)) };
    return new Response(Readable.toWeb(desk.blobs.read(file.sha256)) as ReadableStream, { headers });
  };

  app.get('/document/:id/original', async (c) => {
    const officer = admit(c.req.raw, 'files.documentOriginal');
    return officer instanceof Response ? officer : fileAnswer(originalFile(desk, { documentId: c.req.param('id') }));
  });

  app.get('/document/:id/output', async (c) => {
    const officer = admit(c.req.raw, 'files.documentOutput');
    return officer instanceof Response ? officer : fileAnswer(outputFile(desk, { documentId: c.req.param('id') }));
  });
};
