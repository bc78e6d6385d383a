import type { NewEvent } from '../event.ts';
import { type Problem, problem } from '../problem.ts';
import { procedureIdOf } from './catalogue.ts';
import { changesBetween } from './changes.ts';
import { type DraftDocument, withDocumentKeys } from './document-keys.ts';
import { type ProcedureFields, procedureFieldsSchema, type ProcedureState } from './procedure.ts';
import { tidy } from './tidy.ts';

/** The catalogue that a change is made to: a desk's, or the one that the level above gives out. */
export type KnownCatalogue = {
  /** In force and retired. */
  all: readonly ProcedureState[];
  /** Keys of papers in any version of a procedure. */
  usedDocumentKeys: (id: string) => ReadonlySet<string>;
};

/** A procedure as an administrator writes it; a paper without a key is new. */
export type ProcedureDraft = Omit<ProcedureFields, 'isBaseline' | 'documents'> & { documents: DraftDocument[] };

/** Keys of papers that these events' versions had, so that none is ever given to another paper. */
export const documentKeysIn = (events: readonly { payload: Record<string, unknown> }[]): Set<string> =>
  new Set(
    events.flatMap(({ payload }) => {
      const parsed = procedureFieldsSchema.safeParse(payload);
      return parsed.success ? parsed.data.documents.map(({ key }) => key) : [];
    }),
  );

/**
 * A new procedure, or the next version of one; dossiers keep the version under which they were received. A paper that stays keeps
 * its key. `event` is missing where nothing differs.
 */
export const nextVersion = (known: KnownCatalogue, { id, fields }: { id?: string | undefined; fields: ProcedureDraft }): { entityId: string; event?: NewEvent } | Problem => {
  const current = id === undefined ? undefined : known.all.find((other) => other.id === id);
  if (id !== undefined && current === undefined) return problem('procedure.unknown');
  // An edit would silently put it back in force.
  if (current?.isRetired) return problem('procedure.retired', { name: current.name });

  const used = id === undefined ? new Set<string>() : known.usedDocumentKeys(id);
  const given = fields.documents.flatMap(({ key }) => key ?? []);
  if (new Set(given).size < given.length || given.some((key) => !used.has(key))) return problem('input.malformed', { field: 'documents' });
  const parsed = procedureFieldsSchema.safeParse(tidy({ ...fields, documents: withDocumentKeys(fields.documents, used) }));
  if (!parsed.success) return problem('input.malformed', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
  const { data } = parsed;

  const others = known.all.filter((other) => other.id !== id);
  if (data.code !== null && others.some((other) => other.code === data.code)) return problem('procedure.codeTaken', { code: data.code });
  // Without a code only the name tells two procedures apart.
  if (data.code === null && others.some((other) => other.code === null && other.name === data.name)) return problem('procedure.nameTaken', { name: data.name });

  if (current && changesBetween(tidy(current), data).length === 0) return { entityId: current.id };
  const entityId = id ?? newProcedureId(data, new Set(known.all.map((other) => other.id)));
  return { entityId, event: { entity: 'procedure', entityId, type: 'procedure.published', payload: data } };
};

/** Retiring: no longer received from now on; the dossiers that are under way go on under their version. */
export const retirement = (known: KnownCatalogue, type: 'procedure.retired' | 'procedure.restored', { id, reason }: { id: string; reason: string }): NewEvent | Problem => {
  const procedure = known.all.find((other) => other.id === id);
  if (!procedure) return problem('procedure.unknown');
  const isRetiring = type === 'procedure.retired';
  if (procedure.isRetired === isRetiring) return problem(isRetiring ? 'procedure.retired' : 'procedure.notRetired', { name: procedure.name });
  if (reason.trim() === '') return problem('input.malformed', { field: 'reason' });
  return { entity: 'procedure', entityId: id, type, payload: { reason: reason.trim() } };
};

/**
 * The id of a new procedure: the same wherever it is added. One whose code was mended since holds the id of its first code, so
 * the next free one is taken.
 */
export const newProcedureId = (fields: Pick<ProcedureFields, 'code' | 'name'>, taken: ReadonlySet<string>): string => {
  const own = procedureIdOf(fields);
  for (let copy = 2; ; copy += 1) {
    const id = copy === 2 ? own : procedureIdOf({ code: `${fields.code ?? fields.name}#${copy - 1}`, name: '' });
    if (!taken.has(id)) return id;
  }
};

/** The procedure of the catalogue, in force or retired, that these fields speak of. */
export const findSame = (all: readonly ProcedureState[], { code, name }: Pick<ProcedureFields, 'code' | 'name'>): ProcedureState | undefined =>
  code === null
    ? all.find((other) => other.code === null && other.name.normalize('NFC') === name.normalize('NFC'))
    // A code that was not known when the catalogue was made may have been given since.
    : (all.find((other) => other.code === code) ?? all.find((other) => other.code === null && other.name.normalize('NFC') === name.normalize('NFC')));
