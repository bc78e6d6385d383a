import type { EntityStates } from '../../domain/entities.ts';
import { type EntityName, entityNames } from '../../domain/event.ts';
import type { Connection } from '../connection.ts';
import { indexedText } from '../search-words.ts';
import { calendarProjection } from './calendar.ts';
import { citizenProjection } from './citizen.ts';
import { deskProjection } from './desk.ts';
import { documentProjection } from './document.ts';
import { dossierProjection } from './dossier.ts';
import { formProjection } from './form.ts';
import { officerProjection } from './officer.ts';
import { organisationProjection } from './organisation.ts';
import { procedureProjection } from './procedure.ts';
import type { ColumnValue, Projection } from './projection.ts';
import { reminderProjection } from './reminder.ts';
import { ticketProjection } from './ticket.ts';

/**
 * Raised whenever a reducer, a projection or the folding of search text changes what is laid down for the same events:
 * an existing store is then rebuilt from its log when it is opened.
 */
export const projectionVersion = 3;

const projections: { [E in EntityName]: Projection<E> } = {
  desk: deskProjection,
  officer: officerProjection,
  citizen: citizenProjection,
  organisation: organisationProjection,
  dossier: dossierProjection,
  document: documentProjection,
  procedure: procedureProjection,
  calendar: calendarProjection,
  form: formProjection,
  ticket: ticketProjection,
  reminder: reminderProjection,
};

/** Tables that `rebuild` makes anew; also what the tests compare. */
export const projectionTables = entityNames.map((entity) => projections[entity].table);
export const searchTables = entityNames.flatMap((entity) => projections[entity].search?.table ?? []);

export type Projector<E extends EntityName> = {
  read(id: string): EntityStates[E] | undefined;
  /** Lays down `next` over `previous`, which must be what `read` gives now. */
  project(id: string, previous: EntityStates[E] | undefined, next: EntityStates[E] | undefined): void;
};

export type Projectors = { [E in EntityName]: Projector<E> };

export const createProjectors = (connection: Connection): Projectors =>
  Object.fromEntries(entityNames.map((entity) => [entity, createProjector(connection, projections[entity])])) as Projectors;

/** Empties every projection and search table; the caller is in a transaction and fills them again. */
export const clearProjections = (connection: Connection): void => {
  connection.exec('DELETE FROM search_pending; UPDATE search_progress SET indexed_to = 0');
  // Their rows go by the dossiers' row ids, which are given anew.
  connection.exec('UPDATE facts_progress SET version = 0');
  for (const table of projectionTables) connection.exec(`DELETE FROM ${table}`);
  for (const table of searchTables) connection.exec(`INSERT INTO ${table} (${table}) VALUES ('delete-all')`);
};

const createProjector = <E extends EntityName>(connection: Connection, projection: Projection<E>): Projector<E> => {
  const { table, search } = projection;
  const select = connection.prepare<[string], string>(`SELECT state FROM ${table} WHERE id = ?`).pluck();
  const columns = columnsOf(connection, table).filter((name) => name !== 'row_id' && name !== 'id' && name !== 'state');
  const insert = connection.prepare<ColumnValue[]>(
    `INSERT INTO ${table} (id, state${columns.map((name) => `, ${name}`).join('')}) VALUES (?, ?${', ?'.repeat(columns.length)})`,
  );
  const update = connection.prepare<ColumnValue[]>(
    `UPDATE ${table} SET state = ?${columns.map((name) => `, ${name} = ?`).join('')} WHERE id = ?`,
  );
  const remove = connection.prepare<[string]>(`DELETE FROM ${table} WHERE id = ?`);
  const findRow = search && connection.prepare<[string], number>(`SELECT row_id FROM ${table} WHERE id = ?`).pluck();
  const markPending = connection.prepare<[string, number | bigint]>('INSERT OR IGNORE INTO search_pending (search, row_id) VALUES (?, ?)');

  /** Most steps of a dossier change nothing that can be searched for. */
  const changesWords = (previous: EntityStates[E], next: EntityStates[E]): boolean => {
    const before = search!.words(previous);
    return Object.entries(search!.words(next)).some(([column, words]) => words !== before[column]);
  };

  return {
    read: (id) => {
      const state = select.get(id);
      return state === undefined ? undefined : (JSON.parse(state) as EntityStates[E]);
    },
    project: (id, previous, next) => {
      if (next === undefined) {
        if (previous === undefined) return;
        if (search) markPending.run(search.table, findRow!.get(id)!);
        remove.run(id);
        return;
      }
      const values = projection.columns(next);
      const row = columns.map((name) => values[name]!);
      if (previous === undefined) {
        // A new row needs no mark: it is after what is indexed.
        insert.run(id, JSON.stringify(next), ...row);
        return;
      }
      update.run(JSON.stringify(next), ...row, id);
      if (search && changesWords(previous, next)) markPending.run(search.table, findRow!.get(id)!);
    },
  };
};

export type Indexer = {
  /** How many rows wait at most. */
  pending(): number;
  /** Their words, into the index. The caller is in a transaction. */
  level(): void;
};

export const createIndexer = (connection: Connection): Indexer => {
  const indexers = entityNames.flatMap((entity) => {
    const projection = projections[entity] as Projection<EntityName>;
    return projection.search ? [createTableIndexer(connection, projection.table, projection.search)] : [];
  });
  return {
    pending: () => indexers.reduce((sum, indexer) => sum + indexer.pending(), 0),
    level: () => indexers.forEach((indexer) => indexer.level()),
  };
};

const createTableIndexer = (connection: Connection, table: string, search: NonNullable<Projection<EntityName>['search']>): Indexer => {
  const columns = columnsOf(connection, search.table);
  const count = connection
    .prepare<[string, string], number>(
      `SELECT (SELECT coalesce(max(row_id), 0) FROM ${table}) - (SELECT indexed_to FROM search_progress WHERE search = ?)
        + (SELECT count(*) FROM search_pending WHERE search = ?)`,
    )
    .pluck();
  const changed = connection.prepare<[string], number>('SELECT row_id FROM search_pending WHERE search = ? LIMIT 500').pluck();
  const done = connection.prepare<[string, number]>('DELETE FROM search_pending WHERE search = ? AND row_id = ?');
  const added = connection
    .prepare<[string], number>(
      `SELECT row_id FROM ${table} WHERE row_id > (SELECT indexed_to FROM search_progress WHERE search = ?) ORDER BY row_id LIMIT 500`,
    )
    .pluck();
  const advance = connection.prepare<[number, string]>('UPDATE search_progress SET indexed_to = ? WHERE search = ?');
  const select = connection.prepare<[number], string>(`SELECT state FROM ${table} WHERE row_id = ?`).pluck();
  const unindex = connection.prepare<[number]>(`DELETE FROM ${search.table} WHERE rowid = ?`);
  const index = connection.prepare(
    `INSERT OR REPLACE INTO ${search.table} (rowid, ${columns.join(', ')}) VALUES (?${', ?'.repeat(columns.length)})`,
  );
  const indexRow = (rowId: number): void => {
    const state = select.get(rowId);
    if (state === undefined) unindex.run(rowId);
    else {
      const words = search.words(JSON.parse(state) as EntityStates[EntityName]);
      index.run(rowId, ...columns.map((column) => indexedText(column, words[column]!)));
    }
  };
  return {
    pending: () => count.get(search.table, search.table) ?? 0,
    level: () => {
      for (let rows = changed.all(search.table); rows.length > 0; rows = changed.all(search.table)) {
        for (const rowId of rows) {
          indexRow(rowId);
          done.run(search.table, rowId);
        }
      }
      for (let rows = added.all(search.table); rows.length > 0; rows = added.all(search.table)) {
        rows.forEach(indexRow);
        advance.run(rows.at(-1)!, search.table);
      }
    },
  };
};

const columnsOf = (connection: Connection, table: string): string[] => connection.pragma(`table_info(${table})`).map(({ name }) => name);
