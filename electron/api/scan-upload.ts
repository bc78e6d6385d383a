import { isProblem, type Problem, problem } from '../../domain/problem.ts';
import type { Upload } from '../desk/digitisation/by-hand.ts';
import { defaultSettings } from '../desk/digitisation/settings.ts';

const { maxSizeBytes } = defaultSettings.limits;
const longestName = 1000;
const longestPassword = 200;

/**
 * A file that the page sends as the body, streamed, with what belongs to it in headers, percent-encoded: `x-file-name`,
 * `x-modified-at` (UTC milliseconds), `x-password` of a locked PDF, `x-document-id` of the refused file that it is for.
 */
export const uploadOf = (request: Request): Upload | Problem => {
  if (request.body === null) return problem('scan.empty');
  if (Number(request.headers.get('content-length') ?? 0) > maxSizeBytes) return problem('scan.tooLarge');
  const fileName = header(request, 'x-file-name', longestName);
  const password = header(request, 'x-password', longestPassword);
  if (fileName === undefined || isProblem(fileName) || fileName === '') return problem('input.malformed', { field: 'x-file-name' });
  if (isProblem(password)) return password;
  const modifiedAt = Number(request.headers.get('x-modified-at') ?? 0);
  if (!Number.isSafeInteger(modifiedAt)) return problem('input.malformed', { field: 'x-modified-at' });
  const documentId = request.headers.get('x-document-id') ?? undefined;
  return { body: request.body, fileName, modifiedAt, password, documentId };
};

const header = (request: Request, name: string, longest: number): string | undefined | Problem => {
  const value = request.headers.get(name);
  if (value === null) return undefined;
  try {
    const text = decodeURIComponent(value);
    return text.length > longest ? problem('input.malformed', { field: name }) : text;
  } catch {
    return problem('input.malformed', { field: name });
  }
};
