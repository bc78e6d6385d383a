import type { Problem } from '../../../domain/problem.ts';
import { filePolicy } from '../security-headers.ts';

/** Only these are shown by the browser itself; anything else is saved, so that no scanned file ever runs as a page. */
const shownTypes = new Set(['application/pdf', 'image/jpeg', 'image/png', 'image/webp']);

const statusOf = ({ problem: code }: Problem): number =>
  code === 'signIn.required' ? 401
  : code === 'permission.denied' ? 403
  : code === 'document.unknown' || code === 'dossier.unknown' || code === 'form.unknown' || code === 'ticket.unknown' || code === 'export.unknown' ? 404
  : code === 'document.bytesOnTheWay' ? 409
  : code === 'scan.tooLarge' ? 413
  : 422;

export const refusal = (found: Problem): Response => Response.json(found, { status: statusOf(found) });

export const fileHeaders = (mediaType: string, fileName: string): Record<string, string> => ({
  'content-type': mediaType,
  'content-disposition': `${shownTypes.has(mediaType) ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  'content-security-policy': filePolicy,
});

export const bodyOf = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => bytes as Uint8Array<ArrayBuffer>;
