import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { OfficerState } from '../../domain/officer/officer.ts';
import { isProblem, problem } from '../../domain/problem.ts';
import { exportZip } from '../desk/citizen/export-zip.ts';
import type { Desk } from '../desk/desk.ts';
import type { DigitisationControl } from '../desk/digitisation/control.ts';
import { codeSheetsPdf } from '../desk/digitisation/routing/code-sheets.ts';
import { formPdf, receiptPdf } from '../desk/forms/form-pdf.ts';
import { formPreview } from '../desk/forms/form-preview.ts';
import { registerPdf } from '../desk/forms/register.ts';
import { registerXlsx } from '../desk/forms/register-xlsx.ts';
import { mendableProblemOf } from '../desk/maintenance/person-mendable.ts';
import { type ReportFormat, reportFile } from '../desk/reports/printed/report-file.ts';
import { ticketPdf } from '../desk/queue/ticket-pdf.ts';
import { keepSignature } from '../desk/results/keep-signature.ts';
import { resultSlipPdf } from '../desk/results/result-slip.ts';
import type { RequestSession } from './context.ts';
import { bodyOf, fileHeaders, refusal } from './files/answers.ts';
import { type DocumentFileParts, documentFiles } from './files/documents.ts';
import { reportAsked } from './report-asked.ts';
import { uploadOf } from './scan-upload.ts';
import { denial } from './trpc.ts';

/** Bytes that the desk hands out by address, and the few that it takes: they never pass through an operation. */
export type FileParts = {
  desk: Desk;
  digitisation: DocumentFileParts['digitisation'] & Pick<DigitisationControl, 'decodeCardImage' | 'upload'>;
};

const maxCardImageBytes = 50 * 1024 * 1024;
/** A pad's picture has a tenth of it. */
const maxSignatureBytes = 512 * 1024;
const maxDefinitionBytes = 1024 * 1024;
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const reportTypes: Record<ReportFormat, string> = { pdf: 'application/pdf', xlsx: xlsxType, csv: 'text/csv; charset=utf-8' };
/** Many desks have only A4 in the printer; without a word the form has its own size. */
const paperOf = (asked: string | undefined): 'A5' | 'A4' | undefined => (asked === 'A4' || asked === 'A5' ? asked : undefined);

export const filesApp = ({ desk, digitisation }: FileParts, sessionOf: (request: Request, operation: string) => RequestSession): Hono => {
  const app = new Hono();

  /** Permission by the same table as every operation. */
  const admit = (request: Request, operation: string): OfficerState | Response => {
    const officer = sessionOf(request, operation).officer();
    const denied = denial(operation, officer?.roles);
    return denied || !officer ? refusal(denied ?? problem('signIn.required')) : officer;
  };

  const dossierPdf = (dossierId: string, bytes: Uint8Array): Response =>
    new Response(bodyOf(bytes), { headers: fileHeaders('application/pdf', `${desk.store.state('dossier', dossierId)?.code ?? dossierId}.pdf`) });

  app.get('/receipt/:name{[\\w-]+\\.pdf}', async (c) => {
    const officer = admit(c.req.raw, 'files.receipt');
    if (officer instanceof Response) return officer;
    const dossierId = c.req.param('name').slice(0, -'.pdf'.length);
    const bytes = await receiptPdf(desk, { dossierId, paper: paperOf(c.req.query('paper')) });
    return isProblem(bytes) ? refusal(bytes) : dossierPdf(dossierId, bytes);
  });

  app.get('/form/:dossierId/:name{[\\w-]+\\.pdf}', async (c) => {
    const officer = admit(c.req.raw, 'files.form');
    if (officer instanceof Response) return officer;
    const dossierId = c.req.param('dossierId');
    const bytes = await formPdf(desk, { dossierId, formId: c.req.param('name').slice(0, -'.pdf'.length), paper: paperOf(c.req.query('paper')) });
    return isProblem(bytes) ? refusal(bytes) : dossierPdf(dossierId, bytes);
  });

  app.get('/result-slip/:name{[\\w-]+\\.pdf}', async (c) => {
    const officer = admit(c.req.raw, 'files.resultSlip');
    if (officer instanceof Response) return officer;
    const dossierId = c.req.param('name').slice(0, -'.pdf'.length);
    const bytes = await resultSlipPdf({ ...desk, officer }, { dossierId, paper: paperOf(c.req.query('paper')) });
    return isProblem(bytes) ? refusal(bytes) : dossierPdf(dossierId, bytes);
  });

  app.post('/form-preview', bodyLimit({ maxSize: maxDefinitionBytes, onError: () => refusal(problem('input.malformed', { field: '' })) }), async (c) => {
    const officer = admit(c.req.raw, 'files.formPreview');
    if (officer instanceof Response) return officer;
    const bytes = await formPreview(desk, await c.req.json().catch(() => undefined));
    return isProblem(bytes) ? refusal(bytes) : new Response(bodyOf(bytes), { headers: fileHeaders('application/pdf', 'xem-truoc.pdf') });
  });

  app.get('/register', async (c) => {
    const officer = admit(c.req.raw, 'files.register');
    if (officer instanceof Response) return officer;
    const period = { from: c.req.query('from') ?? '', to: c.req.query('to') ?? '' };
    const name = `so-theo-doi-ho-so ${period.from} ${period.to}`;
    if (c.req.query('format') === 'xlsx') {
      const rows = registerXlsx(desk, period);
      return isProblem(rows) ? refusal(rows) : new Response(Readable.toWeb(rows) as ReadableStream, { headers: fileHeaders(xlsxType, `${name}.xlsx`) });
    }
    const bytes = await registerPdf(desk, period);
    return isProblem(bytes) ? refusal(bytes) : new Response(bodyOf(bytes), { headers: fileHeaders('application/pdf', `${name}.pdf`) });
  });

  app.get('/report', async (c) => {
    const officer = admit(c.req.raw, 'files.report');
    if (officer instanceof Response) return officer;
    const asked = reportAsked(c.req.query());
    if (isProblem(asked)) return refusal(asked);
    const bytes = await reportFile(desk, asked.report, asked.format);
    return isProblem(bytes) ? refusal(bytes) : new Response(bodyOf(bytes), { headers: fileHeaders(reportTypes[asked.format], asked.fileName) });
  });

  app.get('/ticket/:name{[\\w-]+\\.pdf}', async (c) => {
    const officer = admit(c.req.raw, 'files.ticket');
    if (officer instanceof Response) return officer;
    const bytes = await ticketPdf(desk, { id: c.req.param('name').slice(0, -'.pdf'.length) });
    return isProblem(bytes) ? refusal(bytes) : new Response(bodyOf(bytes), { headers: fileHeaders('application/pdf', 'so-thu-tu.pdf') });
  });

  documentFiles(app, { desk, digitisation, admit });

  // Personal data leave the desk only by an export that is in the log already.
  app.get('/citizen-export/:ownerId/:name{[\\w-]+\\.zip}', async (c) => {
    const officer = admit(c.req.raw, 'files.citizenExport');
    if (officer instanceof Response) return officer;
    const zip = exportZip(desk, { ownerId: c.req.param('ownerId'), exportId: c.req.param('name').slice(0, -'.zip'.length) });
    return isProblem(zip) ? refusal(zip) : new Response(Readable.toWeb(zip.bytes) as ReadableStream, { headers: fileHeaders('application/zip', zip.fileName) });
  });

  app.get('/code-sheets/:name{[\\w-]+\\.pdf}', async (c) => {
    const officer = admit(c.req.raw, 'files.codeSheets');
    if (officer instanceof Response) return officer;
    const dossierId = c.req.param('name').slice(0, -'.pdf'.length);
    const bytes = await codeSheetsPdf(desk, { dossierId });
    return isProblem(bytes) ? refusal(bytes) : dossierPdf(dossierId, bytes);
  });

  // Streamed: a scan may be as large as all the memory that the desk usually takes.
  app.post('/scan-upload', async (c) => {
    const officer = admit(c.req.raw, 'files.scanUpload');
    if (officer instanceof Response) return officer;
    const upload = uploadOf(c.req.raw);
    if (isProblem(upload)) return refusal(upload);
    const taken = await digitisation.upload(officer.id, upload).catch((error: unknown) => mendableProblemOf(error) ?? Promise.reject(error));
    return isProblem(taken) ? refusal(taken) : c.json(taken);
  });

  app.post('/signature', bodyLimit({ maxSize: maxSignatureBytes, onError: () => refusal(problem('signature.malformed')) }), async (c) => {
    const officer = admit(c.req.raw, 'files.signature');
    if (officer instanceof Response) return officer;
    const kept = await keepSignature({ ...desk, officer }, new Uint8Array(await c.req.arrayBuffer()));
    return isProblem(kept) ? refusal(kept) : c.json(kept);
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
