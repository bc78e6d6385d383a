import { v5 as uuidV5 } from 'uuid';
import type { NewEvent } from '../event.ts';
// 200 kB: import this module only where the desk is set up, never from the renderer, whose bundle would carry it.
import catalogue from './catalogue.json' with { type: 'json' };
import type { ProcedureFields } from './procedure.ts';

const namespace = 'd2b1a5d4-3a0e-5f6c-8c58-94a1b7f3c303';

/** The same procedure has the same id on every desk; where the national code is not known, its name stands for it. */
export const procedureIdOf = ({ code, name }: Pick<ProcedureFields, 'code' | 'name'>): string =>
  uuidV5(code === null ? `procedure-name:${name.normalize('NFC')}` : `procedure:${code}`, namespace);

/** The catalogue that a new desk starts with; to be appended once, at set-up. */
export const catalogueEvents = (): NewEvent[] =>
  (catalogue as Omit<ProcedureFields, 'isBaseline'>[]).map((entry): NewEvent => ({
    entity: 'procedure',
    entityId: procedureIdOf(entry),
    type: 'procedure.published',
    payload: {
      ...entry,
      documents: entry.documents.map((document, index) => ({ ...document, key: `d${String(index + 1).padStart(2, '0')}` })),
      isBaseline: true,
    },
  }));
