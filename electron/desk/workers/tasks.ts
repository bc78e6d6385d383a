import type { decodeCode } from '../digitisation/decode-code.ts';
import type { inspectScan } from '../digitisation/inspect-scan.ts';
import type { renderPage } from '../digitisation/render-page.ts';
import type { renderForm } from '../forms/render-form.ts';

/**
 * What a worker thread can do; Piscina calls these by name. Each task's libraries are loaded when it is first asked for,
 * so that a thread is up at once and the first receipt does not wait for the PDF reader.
 */
type Tasks = {
  inspectScan: typeof inspectScan;
  renderPage: typeof renderPage;
  decodeCode: typeof decodeCode;
  renderForm: typeof renderForm;
};
export type TaskName = keyof Tasks;
export type TaskInput<N extends TaskName> = Parameters<Tasks[N]>[0];
export type TaskOutput<N extends TaskName> = Awaited<ReturnType<Tasks[N]>>;

const inspectScanTask = async (input: TaskInput<'inspectScan'>) => (await import('../digitisation/inspect-scan.ts')).inspectScan(input);
const renderPageTask = async (input: TaskInput<'renderPage'>) => (await import('../digitisation/render-page.ts')).renderPage(input);
const decodeCodeTask = async (input: TaskInput<'decodeCode'>) => (await import('../digitisation/decode-code.ts')).decodeCode(input);
const renderFormTask = async (input: TaskInput<'renderForm'>) => (await import('../forms/render-form.ts')).renderForm(input);

export { inspectScanTask as inspectScan, renderPageTask as renderPage, decodeCodeTask as decodeCode, renderFormTask as renderForm };
