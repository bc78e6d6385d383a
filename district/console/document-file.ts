import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { and, eq } from 'drizzle-orm';
import type { DocumentState } from '../../domain/document/document.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { states } from '../schema.ts';
import { audit } from './audit.ts';
import type { Console } from './context.ts';
import { filePolicy } from './security-headers.ts';

/** Only these are shown by the browser itself; anything else is saved, so that no scanned file ever runs as a page. */
const shownTypes = new Set(['application/pdf', 'image/jpeg', 'image/png', 'image/webp']);

/** A paper of a dossier, as it is now: signed, if it was. That it was opened is on record first. */
export const openDocument = async (console: Console, { agencyCode, id }: { agencyCode: string; id: string }): Promise<Response | Problem> => {
  const { district } = console;
  const [row] = await district.db
    .select({ state: states.state })
    .from(states)
    .where(and(eq(states.agencyCode, agencyCode), eq(states.entity, 'document'), eq(states.entityId, id)));
  const document = row?.state as DocumentState | undefined;
  // What lies in a desk's inbox belongs to no dossier yet, and is nobody's affair here.
  if (!document?.dossierId || document.status !== 'attached') return problem('document.unknown');
  const output = document.output && (await district.blobs.sizeOf(agencyCode, document.output.sha256)) !== undefined ? document.output : undefined;
  const sha256 = output?.sha256 ?? document.sha256;
  const sizeBytes = sha256 === undefined ? undefined : await district.blobs.sizeOf(agencyCode, sha256);
  if (sha256 === undefined || sizeBytes === undefined) return problem('document.bytesOnTheWay');
  await audit(district.db, console, { action: 'files.document', agencyCode, subject: document.source.fileName, detail: { documentId: id, dossierId: document.dossierId } });
  const mediaType = output ? 'application/pdf' : (document.mediaType ?? 'application/octet-stream');
  const stream = Readable.toWeb(createReadStream(district.blobs.pathOf(agencyCode, sha256)));
  return new Response(stream as unknown as ReadableStream, {
    headers: {
      'content-type': mediaType,
      'content-length': String(sizeBytes),
      'content-disposition': `${shownTypes.has(mediaType) ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(document.source.fileName)}`,
      'content-security-policy': filePolicy,
    },
  });
};
