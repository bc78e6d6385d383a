import { eq, sql } from 'drizzle-orm';
import type { DocumentState } from '../../domain/document/document.ts';
import type { Status } from '../../domain/dossier/status.ts';
import { cancelledStatus } from '../projections/dossier.ts';
import { documents, dossiers } from '../schema.ts';
import type { Store } from '../store.ts';
import { prepared } from './prepared.ts';

/** What a count or an order needs of a dossier. */
export type DossierPlace = { id: string; status: Status; acceptedAt: number; dueAt: number; procedureId: string };

/** «Rút» is what ends one that was received in error too; only lists and counts of all dossiers tell them apart. */
const status = sql<Status>`iif(${dossiers.status} = ${cancelledStatus}, 'withdrawn', ${dossiers.status})`;
const place = { id: dossiers.id, status, acceptedAt: dossiers.acceptedAt, dueAt: dossiers.dueAt, procedureId: dossiers.procedureId };
const id = sql.placeholder('id');
const since = sql.placeholder('since');
// The partial index is taken only where its condition is written out.
const isOwner = sql`${dossiers.ownerId} = ${id} AND ${dossiers.ownerId} <> ''`;

const asApplicant = prepared((db) => db.select(place).from(dossiers).where(sql`${dossiers.citizenId} = ${id} AND ${dossiers.acceptedAt} >= ${since}`).prepare());
const asOwner = prepared((db) => db.select(place).from(dossiers).where(sql`${isOwner} AND ${dossiers.acceptedAt} >= ${since}`).prepare());

/** Every dossier that this person or organisation filed or owns, newest first. `since` in UTC milliseconds. */
export const dossierPlacesOf = (store: Store, ownerId: string, { since: from = 0 }: { since?: number } = {}): DossierPlace[] => {
  const found = [...asApplicant(store.read).all({ id: ownerId, since: from }), ...asOwner(store.read).all({ id: ownerId, since: from })] as DossierPlace[];
  return [...new Map(found.map((one) => [one.id, one])).values()].sort((a, b) => b.acceptedAt - a.acceptedAt || (a.id < b.id ? 1 : -1));
};

const ownDocuments = prepared((db) =>
  db
    .select({ state: documents.state })
    .from(documents)
    .where(
      sql`${documents.dossierId} IN (
        SELECT ${dossiers.id} FROM ${dossiers} WHERE ${dossiers.citizenId} = ${id} AND ${dossiers.ownerId} = ''
        UNION ALL SELECT ${dossiers.id} FROM ${dossiers} WHERE ${isOwner}
      ) AND ${documents.status} = 'attached'`,
    )
    .orderBy(sql`${documents.createdAt} DESC`)
    .limit(sql.placeholder('limit'))
    .prepare(),
);

/**
 * Papers that lie in the owner's dossiers, newest first. By the dossiers as they are now, not by the owner that a document
 * was given when it was attached: a dossier that turned out to be another person's takes its papers with it.
 */
export const documentsOfOwner = (store: Store, ownerId: string, limit: number): DocumentState[] =>
  ownDocuments(store.read).all({ id: ownerId, limit }).map(({ state }) => JSON.parse(state) as DocumentState);

const byCode = prepared((db) => db.select({ id: dossiers.id }).from(dossiers).where(eq(dossiers.code, sql.placeholder('code'))).limit(1).prepare());

export const dossierIdByCode = (store: Store, code: string): string | undefined => byCode(store.read).get({ code })?.id;
