import { desc, eq, sql } from 'drizzle-orm';
import { prepared } from '../../../db/queries/prepared.ts';
import { drafts } from '../../../db/schema.ts';
import type { WriteTransaction } from '../../../db/store.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import { dossierIdOf } from './draft-id.ts';
import type { Draft, Json } from './types.ts';

const maxDraftChars = 200_000;
/** A screen shows a handful; a runaway one must not fill the disk. */
const maxListed = 100;

/** The officer's own half-done receptions, newest first. */
export const listDrafts = ({ store, officer }: SignedInDesk): Draft[] =>
  store.read
    .select()
    .from(drafts)
    .where(eq(drafts.officerId, officer.id))
    .orderBy(desc(drafts.updatedAt))
    .limit(maxListed)
    .all()
    .map(({ id, form, updatedAt }) => ({ id, form: JSON.parse(form) as Json, updatedAt }));

/**
 * Keeps what is typed so far. A save that comes in after the reception (the screen saves by itself, and answers overtake each
 * other) does nothing: a dossier received must not come back as a draft.
 */
export const saveDraft = (desk: SignedInDesk, { id, form }: { id: string; form: Json }): { isSaved: boolean } | Problem => {
  const { store, officer, clock } = desk;
  const text = JSON.stringify(form);
  if (text.length > maxDraftChars) return problem('input.malformed', { field: 'form' });
  const saved = store.write(officer.id, (tx): { isSaved: boolean } | Problem => {
    if (tx.state('dossier', dossierIdOf(store.deskId, id))) return { isSaved: false };
    const existing = tx.db.select().from(drafts).where(eq(drafts.id, id)).get();
    if (existing && existing.officerId !== officer.id) return problem('draft.unknown');
    const values = { form: text, updatedAt: clock.now() };
    tx.db.insert(drafts).values({ id, officerId: officer.id, ...values }).onConflictDoUpdate({ target: drafts.id, set: values }).run();
    return { isSaved: true };
  });
  if (!isProblem(saved)) desk.announce(['draft']);
  return saved;
};

export const discardDraft = (desk: SignedInDesk, { id }: { id: string }): { isDiscarded: true } | Problem => {
  const { store, officer } = desk;
  const discarded = store.write(officer.id, (tx): { isDiscarded: true } | Problem => {
    const existing = tx.db.select().from(drafts).where(eq(drafts.id, id)).get();
    if (!existing || existing.officerId !== officer.id) return problem('draft.unknown');
    removeDraft(tx, id);
    return { isDiscarded: true };
  });
  if (!isProblem(discarded)) desk.announce(['draft']);
  return discarded;
};

const deleteDraft = prepared((db) => db.delete(drafts).where(eq(drafts.id, sql.placeholder('id'))).prepare());

export const removeDraft = (tx: WriteTransaction, id: string): void => void deleteDraft(tx.db).run({ id });
