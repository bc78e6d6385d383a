import type { Connection } from '../../../db/connection.ts';

/** The same questions to the same data as a program would ask them that has neither indexes nor full-text search. */
export const createUnaided = (connection: Connection) => {
  const all = (sql: string, ...parameters: unknown[]): unknown[] => connection.prepare(sql).all(...parameters);
  return {
    search: (text: string): void => {
      const words = text.split(/[^\p{L}\p{N}]+/u).map((word) => `%${word}%`);
      const has = words.map(() => 'state LIKE ?').join(' AND ');
      for (const table of ['dossiers', 'citizens', 'organisations']) all(`SELECT state FROM ${table} WHERE ${has} ORDER BY row_id DESC LIMIT 9`, ...words);
      all(`SELECT text_key FROM document_texts WHERE ${has.replaceAll('state', 'text')} ORDER BY row_id DESC LIMIT 9`, ...words);
    },
    open: (id: string): void => {
      all('SELECT state FROM dossiers WHERE +id = ?', id);
      all('SELECT payload FROM events WHERE +entity_id = ?', id);
      all('SELECT state FROM documents WHERE +dossier_id = ?', id);
    },
    glance: (number: string, citizenId: string): void => {
      all("SELECT state FROM citizens WHERE state ->> 'number' = ?", number);
      all('SELECT state FROM dossiers WHERE +citizen_id = ? OR +owner_id = ?', citizenId, citizenId);
      all('SELECT state FROM documents WHERE +dossier_id IN (SELECT id FROM dossiers WHERE +citizen_id = ?)', citizenId);
    },
    /** What a reception has to know first: the day's last code, and whether the person is known. */
    receive: (number: string, codePrefix: string): void => {
      all('SELECT max(code) FROM dossiers WHERE +code LIKE ?', `${codePrefix}%`);
      all("SELECT state FROM citizens WHERE state ->> 'number' = ?", number);
    },
  };
};
