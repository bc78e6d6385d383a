import { procedures } from '../../../db/queries/procedures.ts';
import type { Store } from '../../../db/store.ts';
import { isProblem, type Problem } from '../../../domain/problem.ts';
import { type CatalogueEntry, readCatalogueFile } from '../../../domain/procedure/catalogue-file.ts';
import { changesBetween, type ProcedureChange } from '../../../domain/procedure/changes.ts';
import { recogniseDocuments, withDocumentKeys } from '../../../domain/procedure/document-keys.ts';
import type { ProcedureFields, ProcedureState } from '../../../domain/procedure/procedure.ts';
import { tidy } from '../../../domain/procedure/tidy.ts';
import type { SignedInDesk } from '../desk.ts';
import type { Imported, ImportPreview } from './types.ts';
import { findSame, newProcedureId, usedDocumentKeys } from './versions.ts';

/** What a catalogue file would change here. Nothing is written. */
export const previewImport = ({ store }: Pick<SignedInDesk, 'store'>, { json }: { json: string }): ImportPreview | Problem => {
  const plan = planOf(store, json);
  if (isProblem(plan)) return plan;
  const rowOf = ({ fields: { code, name } }: Planned) => ({ code, name });
  return {
    added: plan.entries.filter(({ current }) => current === undefined).map(rowOf),
    changed: plan.entries.flatMap((entry) => (entry.current && !entry.current.isRetired && entry.changes.length > 0 ? [{ ...rowOf(entry), id: entry.current.id, changes: entry.changes }] : [])),
    same: plan.entries.filter(({ current, changes }) => current?.isRetired === false && changes.length === 0).length,
    retiredNow: plan.entries.filter(({ current }) => current?.isRetired).map(rowOf),
    missing: plan.missing.map(({ id, code, name }) => ({ id, code, name })),
  };
};

type ImportInput = {
  json: string;
  /** Retires what is in force here and not in the file; without it those stay. */
  retireMissing?: { reason: string } | undefined;
};

/** Takes a whole catalogue file, or nothing of it: one transaction. */
export const importCatalogue = ({ store, officer }: SignedInDesk, { json, retireMissing }: ImportInput): Imported | Problem =>
  store.write(officer.id, (tx): Imported | Problem => {
    const plan = planOf(store, json);
    if (isProblem(plan)) return plan;
    const done: Imported = { added: 0, changed: 0, restored: 0, retired: 0 };
    for (const { fields, current, changes } of plan.entries) {
      if (current && !current.isRetired && changes.length === 0) continue;
      const entityId = current?.id ?? newProcedureId(fields, (taken) => tx.state('procedure', taken) !== undefined);
      // Publishing also puts a retired one back in force.
      tx.append({ entity: 'procedure', entityId, type: 'procedure.published', payload: fields });
      if (current === undefined) done.added += 1;
      else if (current.isRetired) done.restored += 1;
      else done.changed += 1;
    }
    if (retireMissing) {
      for (const { id } of plan.missing) tx.append({ entity: 'procedure', entityId: id, type: 'procedure.retired', payload: { reason: retireMissing.reason } });
      done.retired = plan.missing.length;
    }
    return done;
  });

type Planned = { fields: ProcedureFields; current: ProcedureState | undefined; changes: ProcedureChange[] };

const planOf = (store: Store, json: string): { entries: Planned[]; missing: ProcedureState[] } | Problem => {
  const read = readCatalogueFile(json);
  if (isProblem(read)) return read;
  const all = procedures(store);
  const entries = read.map((entry): Planned => {
    const current = findSame(all, entry);
    const fields = fieldsOf(store, entry, current);
    return { fields, current, changes: current ? changesBetween(tidy(current), fields) : [] };
  });
  const named = new Set(entries.flatMap(({ current }) => current?.id ?? []));
  return { entries, missing: all.filter(({ id, isRetired }) => !isRetired && !named.has(id)) };
};

/** What the file does not mention of a procedure that is here already (its aliases, who may ask …) stays as it is. */
const fieldsOf = (store: Store, entry: CatalogueEntry, current: ProcedureState | undefined): ProcedureFields => {
  if (!current) return tidy({ ...entry, documents: withDocumentKeys(entry.documents, new Set()) });
  const { id, isRetired: _isRetired, version: _version, updatedAt: _updatedAt, isBaseline: _isBaseline, ...kept } = current;
  const stated = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as CatalogueEntry;
  const documents = withDocumentKeys(recogniseDocuments(entry.documents, current.documents), usedDocumentKeys(store, id));
  return tidy({ ...kept, ...stated, documents });
};
