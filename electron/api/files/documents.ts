import { Readable } from 'node:stream';
import type { Context, Hono } from 'hono';
import { wasDropped } from '../../../db/queries/stored-files.ts';
import { documentFileName } from '../../../domain/document/file-name.ts';
import type { OfficerState } from '../../../domain/officer/officer.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { Desk } from '../../desk/desk.ts';
import type { DigitisationControl } from '../../desk/digitisation/control.ts';
import type { Picture } from '../../desk/digitisation/open-scan.ts';
import { factsOf } from '../../desk/digitisation/rendering/facts-of.ts';
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
    return pictureAnswer(await (c.req.param('which') === 'source' ? digitisation.sourcePicture(asked) : digitisation.editedPicture(asked)));
  });

  const stored = (sha256: string, headers: Record<string, string>): Response =>
    new Response(Readable.toWeb(desk.blobs.read(sha256)) as ReadableStream, { headers: { ...headers, 'content-length': String(desk.blobs.sizeOf(sha256)) } });

  app.get('/document/:id/original', async (c) => {
    const officer = admit(c.req.raw, 'files.documentOriginal');
    if (officer instanceof Response) return officer;
    const document = desk.store.state('document', c.req.param('id'));
    if (document?.sha256 === undefined) return refusal(problem('document.unknown'));
    const { sha256, mediaType = 'application/octet-stream', source } = document;
    if (!desk.blobs.has(sha256)) return refusal(problem(wasDropped(desk.store, sha256) ? 'document.originalGone' : 'document.bytesOnTheWay'));
    return stored(sha256, fileHeaders(mediaType, source.fileName));
  });

  // The PDF to hand on: rendered, and with the signatures that it has by now.
  app.get('/document/:id/output', async (c) => {
    const officer = admit(c.req.raw, 'files.documentOutput');
    if (officer instanceof Response) return officer;
    const document = desk.store.state('document', c.req.param('id'));
    if (document?.output === undefined) return refusal(problem('document.unknown'));
    if (!desk.blobs.has(document.output.sha256)) return refusal(problem('document.bytesOnTheWay'));
    return stored(document.output.sha256, fileHeaders('application/pdf', documentFileName(factsOf(desk, document))));
  });
};
