import { procedures } from '../../../db/queries/procedures.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import { changesBetween } from '../../../domain/procedure/changes.ts';
import { withDocumentKeys } from '../../../domain/procedure/document-keys.ts';
import { procedureFieldsSchema } from '../../../domain/procedure/procedure.ts';
import { tidy } from '../../../domain/procedure/tidy.ts';
import type { SignedInDesk } from '../desk.ts';
import type { ProcedureDraft } from './types.ts';
import { newProcedureId, usedDocumentKeys } from './versions.ts';

/**
 * Publishes a new procedure, or the next version of one; dossiers keep the version under which they were received. A paper
 * that stays keeps its key. Nothing is written when nothing differs.
 */
export const publish = ({ store, officer }: SignedInDesk, { id, fields }: { id?: string | undefined; fields: ProcedureDraft }): { id: string; version: string } | Problem =>
  store.write(officer.id, (tx): { id: string; version: string } | Problem => {
    const current = id === undefined ? undefined : tx.state('procedure', id);
    if (id !== undefined && current === undefined) return problem('procedure.unknown');
    // An edit would silently put it back in force.
    if (current?.isRetired) return problem('procedure.retired', { name: current.name });

    const used = id === undefined ? new Set<string>() : usedDocumentKeys(store, id);
    const given = fields.documents.flatMap(({ key }) => key ?? []);
    if (new Set(given).size < given.length || given.some((key) => !used.has(key))) return problem('input.malformed', { field: 'documents' });
    const parsed = procedureFieldsSchema.safeParse(tidy({ ...fields, documents: withDocumentKeys(fields.documents, used) }));
    if (!parsed.success) return problem('input.malformed', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
    const { data } = parsed;

    const others = procedures(store).filter((other) => other.id !== id);
    if (data.code !== null && others.some((other) => other.code === data.code)) return problem('procedure.codeTaken', { code: data.code });
    // Without a code only the name tells two procedures apart.
    if (data.code === null && others.some((other) => other.code === null && other.name === data.name)) return problem('procedure.nameTaken', { name: data.name });

    if (current && changesBetween(tidy(current), data).length === 0) return { id: current.id, version: current.version };
    const entityId = id ?? newProcedureId(data, (taken) => tx.state('procedure', taken) !== undefined);
    const { hash } = tx.append({ entity: 'procedure', entityId, type: 'procedure.published', payload: data });
    return { id: entityId, version: hash };
  });
