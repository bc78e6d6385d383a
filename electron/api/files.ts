import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { OfficerState } from '../../domain/officer/officer.ts';
import { isProblem, type Problem, problem } from '../../domain/problem.ts';
import type { Desk } from '../desk/desk.ts';
import type { DigitisationControl } from '../desk/digitisation/control.ts';
import { receiptPdf } from '../desk/forms/receipt.ts';
import type { RequestSession } from './context.ts';
import { filePolicy } from './security-headers.ts';
import { denial } from './trpc.ts';

/** Bytes that the desk hands out by address, and the one kind it takes: they never pass through an operation. */
export type FileParts = {
  desk: Desk;
  digitisation: Pick<DigitisationControl, 'pagePicture' | 'decodeCardImage'>;
};

const maxCardImageBytes = 50 * 1024 * 1024;
const pageWidth = { min: 64, max: 3000, usual: 1200 };
/** Only these are shown by the browser itself; anything else is saved, so that no scanned file ever runs as a page. */
const shownTypes = new Set(['application/pdf', 'image/jpeg', 'image/png', 'image/webp']);

const statusOf = ({ problem: code }: Problem): number =>
  code === 'signIn.required' ? 401
  : code === 'permission.denied' ? 403
  : code === 'document.unknown' || code === 'dossier.unknown' ? 404
  : code === 'document.bytesOnTheWay' ? 409
  : code === 'scan.tooLarge' ? 413
  : 422;

const refusal = (found: Problem): Response => Response.json(found, { status: statusOf(found) });

const fileHeaders = (mediaType: string, fileName: string): Record<string, string> => ({
  'content-type': mediaType,
  'content-disposition': `${shownTypes.has(mediaType) ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  'content-security-policy': filePolicy,
});

const bodyOf = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => bytes as Uint8Array<ArrayBuffer>;

export const filesApp = ({ desk, digitisation }: FileParts, sessionOf: (request: Request, operation: string) => RequestSession): Hono => {
  const app = new Hono();

  /** Permission by the same table as every operation. */
  const admit = (request: Request, operation: string): OfficerState | Response => {
    const officer = sessionOf(request, operation).officer();
    const denied = denial(operation, officer?.roles);
    return denied || !officer ? refusal(denied ?? problem('signIn.required')) : officer;
  };

  app.get('/receipt/:name{[\\w-]+\\.pdf}', async (c) => {
    const officer = admit(c.req.raw, 'files.receipt');
    if (officer instanceof Response) return officer;
    const dossierId = c.req.param('name').slice(0, -'.pdf'.length);
    // The form's own size is A5 (TT 01/2018/TT-VPCP); many desks have only A4 in the printer.
    const bytes = await receiptPdf(desk, { dossierId, paper: c.req.query('paper') === 'A4' ? 'A4' : 'A5' });
    if (isProblem(bytes)) return refusal(bytes);
    const code = desk.store.state('dossier', dossierId)?.code ?? dossierId;
    return new Response(bodyOf(bytes), { headers: fileHeaders('application/pdf', `${code}.pdf`) });
  });

  app.get('/document/:id/page/:page{[0-9]+}', async (c) => {
    const officer = admit(c.req.raw, 'files.documentPage');
    if (officer instanceof Response) return officer;
    const asked = Number(c.req.query('width') ?? pageWidth.usual);
    const width = Math.min(pageWidth.max, Math.max(pageWidth.min, Number.isFinite(asked) ? Math.round(asked) : pageWidth.usual));
    const page = await digitisation.pagePicture({ documentId: c.req.param('id'), page: Number(c.req.param('page')), width });
    if (isProblem(page)) return refusal(page);
    return new Response(bodyOf(page.bytes), { headers: fileHeaders(page.mediaType, 'page') });
  });

  app.get('/document/:id/original', async (c) => {
    const officer = admit(c.req.raw, 'files.documentOriginal');
    if (officer instanceof Response) return officer;
    const document = desk.store.state('document', c.req.param('id'));
    if (document?.sha256 === undefined) return refusal(problem('document.unknown'));
    const { sha256, mediaType = 'application/octet-stream', source } = document;
    if (!desk.blobs.has(sha256)) return refusal(problem('document.bytesOnTheWay'));
    const headers = { ...fileHeaders(mediaType, source.fileName), 'content-length': String(desk.blobs.sizeOf(sha256)) };
    return new Response(Readable.toWeb(desk.blobs.read(sha256)) as ReadableStream, { headers });
  });

  app.post(
    '/card-image',
    bodyLimit({ maxSize: maxCardImageBytes, onError: () => refusal(problem('scan.tooLarge', { maxMb: maxCardImageBytes / 1024 / 1024 })) }),
    async (c) => {
      const officer = admit(c.req.raw, 'files.cardImage');
      if (officer instanceof Response) return officer;
      const found = await digitisation.decodeCardImage(new Uint8Array(await c.req.arrayBuffer()));
      return isProblem(found) ? refusal(found) : c.json(found);
    },
  );

  return app;
};
