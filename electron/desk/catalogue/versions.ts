import type { Store } from '../../../db/store.ts';
import { procedureIdOf } from '../../../domain/procedure/catalogue.ts';
import type { ProcedureFields, ProcedureState } from '../../../domain/procedure/procedure.ts';
import { procedureFieldsSchema } from '../../../domain/procedure/procedure.ts';

/** Keys of papers in any version of a procedure, so that none is ever given to another paper. */
export const usedDocumentKeys = (store: Store, id: string): Set<string> =>
  new Set(
    store.eventsOf('procedure', id).flatMap(({ payload }) => {
      const parsed = procedureFieldsSchema.safeParse(payload);
      return parsed.success ? parsed.data.documents.map(({ key }) => key) : [];
    }),
  );

/**
 * The id of a new procedure: the same on every desk that adds it. One whose code was mended since holds the id of its first
 * code, so the next free one is taken.
 */
export const newProcedureId = (fields: Pick<ProcedureFields, 'code' | 'name'>, isTaken: (id: string) => boolean): string => {
  const own = procedureIdOf(fields);
  for (let copy = 2; ; copy += 1) {
    const id = copy === 2 ? own : procedureIdOf({ code: `${fields.code ?? fields.name}#${copy - 1}`, name: '' });
    if (!isTaken(id)) return id;
  }
};

/** The procedure of the catalogue, in force or retired, that these fields speak of. */
export const findSame = (all: readonly ProcedureState[], { code, name }: Pick<ProcedureFields, 'code' | 'name'>): ProcedureState | undefined =>
  code === null
    ? all.find((other) => other.code === null && other.name.normalize('NFC') === name.normalize('NFC'))
    // A code that was not known when the catalogue was made may have been given since.
    : (all.find((other) => other.code === code) ?? all.find((other) => other.code === null && other.name.normalize('NFC') === name.normalize('NFC')));
