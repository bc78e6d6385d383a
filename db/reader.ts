import Sqlite from 'better-sqlite3';
import { applyKey, type Connection, type ConnectionOptions, storeFile } from './connection.ts';

/** What a worker thread needs to read the store by itself. The key never leaves the process. */
export type StoreAccess = ConnectionOptions;

/**
 * A connection of its own for long reads, beside the one that writes: neither waits for the other (WAL). It sees one moment of the
 * store from its first question to the last.
 */
export const readStore = async <T>({ folder, key, isEncrypted = true }: StoreAccess, work: (connection: Connection) => T | Promise<T>): Promise<T> => {
  const connection = new Sqlite(storeFile(folder), { readonly: true, timeout: 5000 }) as unknown as Connection;
  try {
    if (isEncrypted) applyKey(connection, key);
    connection.pragma('trusted_schema = OFF');
    connection.pragma('temp_store = MEMORY');
    // A report goes through the same rows once for each of its statements: what is deciphered is kept until the last.
    connection.pragma('cache_size = -131072');
    connection.exec('BEGIN');
    return await work(connection);
  } finally {
    connection.close();
  }
};
