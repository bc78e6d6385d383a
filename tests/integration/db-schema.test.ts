import { getTableColumns, getTableName, isTable, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import * as schema from '../../db/schema.ts';
import { makeFolder, mustOpen, removeFolder, storeOptions } from '../fixtures/db-store.ts';

it('the migrations make exactly the tables that Drizzle believes in, all of them STRICT', () => {
  const folder = makeFolder();
  const store = mustOpen(storeOptions(folder));
  const believed = Object.values(schema)
    .filter((table) => isTable(table))
    .map((table) => ({
      name: getTableName(table),
      columns: Object.values(getTableColumns(table)).map((column) => `${column.name} ${column.getSQLType().toUpperCase()}${column.notNull ? ' NOT NULL' : ''}`),
    }));
  const made = store.read
    .all<{ name: string; strict: number }>(sql`SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
    // The two that only the indexer uses have no face in Drizzle.
    .filter(({ name }) => name !== 'search_pending' && name !== 'search_progress');
  const columns = (table: string) =>
    store.read
      .all<{ name: string; type: string; required: number; pk: number }>(sql`SELECT name, type, "notnull" AS required, pk FROM pragma_table_info(${table})`)
      .map(({ name, type, required, pk }) => `${name} ${type}${required || pk ? ' NOT NULL' : ''}`);
  expect(made.map(({ name }) => ({ name, columns: columns(name) }))).toEqual(believed.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
  expect(made.filter(({ strict }) => strict !== 1)).toEqual([]);
  store.close();
  removeFolder(folder);
});
