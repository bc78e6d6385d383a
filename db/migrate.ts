import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Connection } from './connection.ts';

export const migrationsFolder = fileURLToPath(new URL('./migrations/', import.meta.url));

type Migration = { version: number; name: string; file: string };

/** The migrations by version, from 1 without gaps; the number and the name are given by hand in the file name. */
export const listMigrations = (folder: string): Migration[] => {
  const migrations = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const match = /^(\d{4})_([a-z0-9_]+)\.sql$/.exec(file);
      if (!match) throw new Error(`not a migration's name: ${file}`);
      return { version: Number(match[1]), name: match[2]!, file: join(folder, file) };
    });
  migrations.forEach(({ version, name }, index) => {
    if (version !== index + 1) throw new Error(`migration ${index + 1} is missing before ${version} ${name}`);
  });
  return migrations;
};

export const versionOf = (connection: Connection): number => Number(connection.pragma('user_version')[0]!.user_version);

/**
 * Brings the store forward, each migration in its own transaction. A store with content is first copied whole (and still
 * encrypted) to `backups/`.
 * @returns 'newer' when a later version of the program has written this store; nothing was touched then
 */
export const migrate = (connection: Connection, storeFolder: string, migrations: readonly Migration[]): 'newer' | undefined => {
  const from = versionOf(connection);
  if (from > migrations.length) return 'newer';
  if (from === migrations.length) return undefined;
  if (from > 0) backUp(connection, join(storeFolder, 'backups', `before-migration-${from + 1}.db`));
  for (const { version, file } of migrations.slice(from)) {
    connection.exec('BEGIN IMMEDIATE');
    try {
      connection.exec(readFileSync(file, 'utf8'));
      connection.pragma(`user_version = ${version}`);
      connection.exec('COMMIT');
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK');
      throw error;
    }
  }
  return undefined;
};

/**
 * A copy of the whole store in one file, encrypted with the same key. VACUUM INTO, because SQLite's backup interface
 * refuses an encrypted store. An older copy of that name is replaced only once the new one is whole and on disk.
 */
export const backUp = (connection: Connection, file: string): void => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const partial = `${file}.partial`;
  rmSync(partial, { force: true });
  connection.prepare('VACUUM INTO ?').run(partial);
  chmodSync(partial, 0o600);
  const handle = openSync(partial, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(partial, file);
};
