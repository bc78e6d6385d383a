import { and, asc, eq } from 'drizzle-orm';
import type { DocumentState } from '../../domain/document/document.ts';
import { documents } from '../schema.ts';
import type { Reader } from '../store.ts';

const stateOf = ({ state }: { state: string }): DocumentState => JSON.parse(state) as DocumentState;

/** Everything that this desk has ever recorded of a file name in a folder, oldest first. */
export const documentsFromFile = (read: Reader, deskId: string, folder: string, fileName: string): DocumentState[] =>
  read
    .select({ state: documents.state })
    .from(documents)
    .where(and(eq(documents.sourceFileName, fileName), eq(documents.sourceFolder, folder), eq(documents.deskId, deskId)))
    .orderBy(asc(documents.createdAt))
    .all()
    .map(stateOf);

/** Documents with these bytes, of any desk, oldest first. */
export const documentsWithBytes = (read: Reader, sha256: string): DocumentState[] =>
  read
    .select({ state: documents.state })
    .from(documents)
    .where(eq(documents.sha256, sha256))
    .orderBy(asc(documents.createdAt))
    .all()
    .map(stateOf);
