import type { decodeCode } from '../digitisation/decode-code.ts';
import type { takeScan } from '../digitisation/take-scan.ts';
import type { encodePage } from '../digitisation/pages/encode-page.ts';
import type { lookAtOriginal } from '../digitisation/pages/look-task.ts';
import type { preparePage } from '../digitisation/pages/prepare-page.ts';
import type { buildPdf } from '../digitisation/rendering/build-pdf.ts';
import type { pdfStanding } from '../digitisation/rendering/pdf-standing.ts';
import type { renderPage } from '../digitisation/render-page.ts';
import type { findCodes } from '../digitisation/routing/find-codes.ts';
import type { renderCodeSheets } from '../digitisation/routing/render-code-sheets.ts';
import type { renderForm } from '../forms/render-form.ts';
import type { renderReport } from '../reports/printed/render-report.ts';
import type { renderTicket } from '../queue/render-ticket.ts';
import type { hasTextLayer } from '../signing/has-text-layer.ts';
import type { prepareSignature } from '../signing/prepare-signature.ts';
import type { verifySignatures } from '../signing/verify-signatures.ts';
import type { readSignature } from '../results/read-signature.ts';
import type { readDossiers, readFigures } from '../reports/read-report.ts';

/**
 * What a worker thread can do; Piscina calls these by name. Each task's libraries are loaded when it is first asked for,
 * so that a thread is up at once and the first receipt does not wait for the PDF reader.
 */
type Tasks = {
  takeScan: typeof takeScan;
  renderPage: typeof renderPage;
  preparePage: typeof preparePage;
  encodePage: typeof encodePage;
  lookAtOriginal: typeof lookAtOriginal;
  buildPdf: typeof buildPdf;
  pdfStanding: typeof pdfStanding;
  decodeCode: typeof decodeCode;
  findCodes: typeof findCodes;
  renderCodeSheets: typeof renderCodeSheets;
  renderForm: typeof renderForm;
  renderTicket: typeof renderTicket;
  renderReport: typeof renderReport;
  hasTextLayer: typeof hasTextLayer;
  prepareSignature: typeof prepareSignature;
  verifySignatures: typeof verifySignatures;
  readSignature: typeof readSignature;
  readFigures: typeof readFigures;
  readDossiers: typeof readDossiers;
};
export type TaskName = keyof Tasks;
export type TaskInput<N extends TaskName> = Parameters<Tasks[N]>[0];
export type TaskOutput<N extends TaskName> = Awaited<ReturnType<Tasks[N]>>;

const takeScanTask = async (input: TaskInput<'takeScan'>) => (await import('../digitisation/take-scan.ts')).takeScan(input);
const renderPageTask = async (input: TaskInput<'renderPage'>) => (await import('../digitisation/render-page.ts')).renderPage(input);
const preparePageTask = async (input: TaskInput<'preparePage'>) => (await import('../digitisation/pages/prepare-page.ts')).preparePage(input);
const encodePageTask = async (input: TaskInput<'encodePage'>) => (await import('../digitisation/pages/encode-page.ts')).encodePage(input);
const lookAtOriginalTask = async (input: TaskInput<'lookAtOriginal'>) => (await import('../digitisation/pages/look-task.ts')).lookAtOriginal(input);
const pdfStandingTask = async (input: TaskInput<'pdfStanding'>) => (await import('../digitisation/rendering/pdf-standing.ts')).pdfStanding(input);
const buildPdfTask = async (input: TaskInput<'buildPdf'>) => (await import('../digitisation/rendering/build-pdf.ts')).buildPdf(input);
const decodeCodeTask = async (input: TaskInput<'decodeCode'>) => (await import('../digitisation/decode-code.ts')).decodeCode(input);
const findCodesTask = async (input: TaskInput<'findCodes'>) => (await import('../digitisation/routing/find-codes.ts')).findCodes(input);
const renderCodeSheetsTask = async (input: TaskInput<'renderCodeSheets'>) => (await import('../digitisation/routing/render-code-sheets.ts')).renderCodeSheets(input);
const renderFormTask = async (input: TaskInput<'renderForm'>) => (await import('../forms/render-form.ts')).renderForm(input);
const renderReportTask = async (input: TaskInput<'renderReport'>) => (await import('../reports/printed/render-report.ts')).renderReport(input);
const renderTicketTask = async (input: TaskInput<'renderTicket'>) => (await import('../queue/render-ticket.ts')).renderTicket(input);
const hasTextLayerTask = async (input: TaskInput<'hasTextLayer'>) => (await import('../signing/has-text-layer.ts')).hasTextLayer(input);
const prepareSignatureTask = async (input: TaskInput<'prepareSignature'>) => (await import('../signing/prepare-signature.ts')).prepareSignature(input);
const verifySignaturesTask = async (input: TaskInput<'verifySignatures'>) => (await import('../signing/verify-signatures.ts')).verifySignatures(input);
const readFiguresTask = async (input: TaskInput<'readFigures'>) => (await import('../reports/read-report.ts')).readFigures(input);
const readDossiersTask = async (input: TaskInput<'readDossiers'>) => (await import('../reports/read-report.ts')).readDossiers(input);
const readSignatureTask = async (input: TaskInput<'readSignature'>) => (await import('../results/read-signature.ts')).readSignature(input);

export { takeScanTask as takeScan, renderPageTask as renderPage, preparePageTask as preparePage, encodePageTask as encodePage, lookAtOriginalTask as lookAtOriginal, buildPdfTask as buildPdf, pdfStandingTask as pdfStanding, decodeCodeTask as decodeCode, findCodesTask as findCodes, renderCodeSheetsTask as renderCodeSheets, renderFormTask as renderForm, renderTicketTask as renderTicket, renderReportTask as renderReport, hasTextLayerTask as hasTextLayer, prepareSignatureTask as prepareSignature, verifySignaturesTask as verifySignatures, readFiguresTask as readFigures, readDossiersTask as readDossiers, readSignatureTask as readSignature };
