import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { type SQL, sql } from 'drizzle-orm';
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePGlite } from 'drizzle-orm/pglite';
import pg from 'pg';

/** PostgreSQL or PGlite: everything above this file sees no difference. */
export type Database = PgDatabase<PgQueryResultHKT>;

export type OpenDatabase = {
  db: Database;
  kind: 'postgresql' | 'pglite';
  /** Whether statements run under a role that may not change the log; false where the server would not let us make one. */
  isRestricted: boolean;
  close: () => Promise<void>;
};

const appRole = 'district_app';
/** Two servers that start at once must not migrate at once. Any number, used for nothing else. */
const migrationLock = 7_301_001;
const migrationsFolder = join(import.meta.dirname, 'migrations');

/** The rows of a statement: both drivers put them in the same place, but their types do not say so. */
export const rowsOf = async <T>(db: Pick<Database, 'execute'>, statement: SQL): Promise<T[]> =>
  ((await db.execute(statement)) as unknown as { rows: T[] }).rows;

const separator = String.fromCharCode(30);

/**
 * Many JSON texts as one parameter. JSON never has a bare control character, so they are joined by one; as an array
 * literal every quotation mark would be escaped here and read back there, which costs more than the insert.
 */
export const jsonTexts = (texts: readonly (string | null)[]): SQL =>
  sql`string_to_array(${texts.map((text) => text ?? '').join(separator)}::text, ${separator}, '')`;

/** One array parameter (drizzle would spread a bare array into a list). */
export const arrayOf = (values: readonly unknown[]): SQL => sql`${sql.param(values)}`;

export const openPostgres = async (url: string): Promise<OpenDatabase> => {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  let isRestricted: boolean;
  try {
    await migrate((text) => owner.query(text).then((result) => result.rows ?? []));
    isRestricted = await restrict((text) => owner.query(text));
  } finally {
    await owner.end();
  }
  const pool = new pg.Pool({ connectionString: url, max: 8, ...(isRestricted ? { options: `-c role=${appRole}` } : {}) });
  // A connection that breaks while idle is dropped by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  return { db: drizzlePg(pool) as unknown as Database, kind: 'postgresql', isRestricted, close: () => pool.end() };
};

/**
 * For demonstrations, tests and a first try. A killed process loses nothing, but PGlite cannot fsync (its file layer turns
 * fdatasync into nothing, whatever the settings say: seen with 0.5.16), so a power cut at the server can take its last
 * moments, or the database. The desks keep their whole logs and bring them back; a district in earnest runs PostgreSQL.
 */
export const openPGlite = async (folder: string): Promise<OpenDatabase> => {
  const lite = await PGlite.create(folder);
  const run = async (text: string): Promise<Record<string, unknown>[]> => (await lite.exec(text)).at(-1)?.rows ?? [];
  await migrate(run);
  const isRestricted = await restrict(run);
  if (isRestricted) await lite.exec(`set role ${appRole}`);
  return { db: drizzlePGlite(lite) as unknown as Database, kind: 'pglite', isRestricted, close: () => lite.close() };
};

type Run = (text: string) => Promise<unknown>;

/** Forward only, each file in its own transaction. A database with a migration unknown here is from a newer version and is left alone. */
const migrate = async (run: (text: string) => Promise<Record<string, unknown>[]>): Promise<void> => {
  await run(`select pg_advisory_lock(${migrationLock})`);
  try {
    await run('create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())');
    const done = new Set((await run('select name from migrations')).map((row) => String(row['name'])));
    const files = readdirSync(migrationsFolder).filter((file) => file.endsWith('.sql')).sort();
    const unknown = [...done].filter((name) => !files.includes(name));
    if (unknown.length > 0) throw new Error(`the database is from a newer version: it has ${unknown.join(', ')}`);
    for (const file of files.filter((name) => !done.has(name))) {
      const text = readFileSync(join(migrationsFolder, file), 'utf8');
      await run(`begin;\n${text};\ninsert into migrations (name) values ('${file}');\ncommit;`).catch(async (error: unknown) => {
        await run('rollback');
        throw error;
      });
    }
  } finally {
    await run(`select pg_advisory_unlock(${migrationLock})`);
  }
};

/**
 * A role that may add to the log but not change it, beside the triggers. Not a migration: roles belong to the whole
 * server, and a hosted one may not let us make any; then the triggers stand alone and the caller says so.
 */
const restrict = async (run: Run): Promise<boolean> => {
  try {
    await run(`do $$ begin
      if not exists (select from pg_roles where rolname = '${appRole}') then create role ${appRole} nologin; end if;
    exception when duplicate_object or unique_violation then null; end $$`);
    await run(`grant ${appRole} to current_user`).catch(() => undefined);
    await run(`grant usage on schema public to ${appRole}`);
    await run(`grant select on migrations to ${appRole}`);
    await run(`grant select, insert on events, forks, console_audit to ${appRole}`);
    await run(`revoke update, delete, truncate on events, forks, console_audit from ${appRole}`);
    await run(
      `grant select, insert, update, delete on meta, log_head, runs, agencies, desks, enrolment_codes, nonces, states, named_blobs, console_users, fact_groups, dossier_facts, dossier_phases, facts_progress to ${appRole}`,
    );
    await run(`set role ${appRole}`);
    await run('reset role');
    return true;
  } catch {
    await run('reset role').catch(() => undefined);
    return false;
  }
};
