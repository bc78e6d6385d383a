import { eq, sql } from 'drizzle-orm';
import { documentTexts } from '../../../db/schema.ts';
import { indexedText } from '../../../db/search-words.ts';
import type { Store } from '../../../db/store.ts';

/** A book is not a citizen's paper; what is behind this is not found. */
const maxTextLength = 200_000;

export type DocumentText = {
  /** Which pages, see `textKeyOf`. */
  textKey: string;
  /** Empty where there is nothing to read: then nobody tries again. */
  text: string;
  /** Which reader it is from, with its version. */
  madeBy: string;
  /** UTC milliseconds. */
  madeAt: number;
};

/** Keeps the words of a document's pages for the search, in the place of what another reader has found before. */
export const putDocumentText = (store: Store, { textKey, text, madeBy, madeAt }: DocumentText): void => {
  const clean = text.normalize('NFC').replace(/[^\S\n]+/g, ' ').replace(/\s*\n\s*/g, '\n').trim().slice(0, maxTextLength).toWellFormed();
  store.write('search', ({ db }) => {
    const values = { textKey, text: clean, madeBy, madeAt };
    db.insert(documentTexts).values(values).onConflictDoUpdate({ target: documentTexts.textKey, set: { text: clean, madeBy, madeAt } }).run();
    const { rowId } = db.select({ rowId: documentTexts.rowId }).from(documentTexts).where(eq(documentTexts.textKey, textKey)).get()!;
    if (clean === '') db.run(sql`DELETE FROM document_search WHERE rowid = ${rowId}`);
    else db.run(sql`INSERT OR REPLACE INTO document_search (rowid, text) VALUES (${rowId}, ${indexedText('text', clean)})`);
  });
};
