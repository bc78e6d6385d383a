import type { NewEvent } from '../event.ts';
import { isProblem, type Problem } from '../problem.ts';
import { type CatalogueEntry, readCatalogueFile } from './catalogue-file.ts';
import { changesBetween, type ProcedureChange } from './changes.ts';
import { recogniseDocuments, withDocumentKeys } from './document-keys.ts';
import { findSame, type KnownCatalogue, newProcedureId } from './next-version.ts';
import type { ProcedureFields, ProcedureState } from './procedure.ts';
import { tidy } from './tidy.ts';

type ImportRow = { code: string | null; name: string };
type ChangedRow = ImportRow & { id: string; changes: ProcedureChange[] };

/** What an import would do, before it does it. */
export type ImportPreview = {
  added: ImportRow[];
  changed: ChangedRow[];
  /** How many the file says nothing new of. */
  same: number;
  /** In the file, retired here: the import puts them back in force. */
  retiredNow: ImportRow[];
  /** In force here, not in the file. */
  missing: (ImportRow & { id: string })[];
};

export type Imported = { added: number; changed: number; restored: number; retired: number };

/** What a catalogue file would change here. */
export const previewOfImport = (known: KnownCatalogue, json: string): ImportPreview | Problem => {
  const plan = planOf(known, json);
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

export type ImportInput = {
  json: string;
  /** Retires what is in force here and not in the file; without it those stay. */
  retireMissing?: { reason: string } | undefined;
};

/** A whole catalogue file as events, or nothing of it. */
export const importEvents = (known: KnownCatalogue, { json, retireMissing }: ImportInput): { events: NewEvent[]; done: Imported } | Problem => {
  const plan = planOf(known, json);
  if (isProblem(plan)) return plan;
  const done: Imported = { added: 0, changed: 0, restored: 0, retired: 0 };
  const events: NewEvent[] = [];
  const taken = new Set(known.all.map(({ id }) => id));
  for (const { fields, current, changes } of plan.entries) {
    if (current && !current.isRetired && changes.length === 0) continue;
    const entityId = current?.id ?? newProcedureId(fields, taken);
    taken.add(entityId);
    // Publishing also puts a retired one back in force.
    events.push({ entity: 'procedure', entityId, type: 'procedure.published', payload: fields });
    if (current === undefined) done.added += 1;
    else if (current.isRetired) done.restored += 1;
    else done.changed += 1;
  }
  if (retireMissing) {
    for (const { id } of plan.missing) events.push({ entity: 'procedure', entityId: id, type: 'procedure.retired', payload: { reason: retireMissing.reason } });
    done.retired = plan.missing.length;
  }
  return { events, done };
};

type Planned = { fields: ProcedureFields; current: ProcedureState | undefined; changes: ProcedureChange[] };

const planOf = (known: KnownCatalogue, json: string): { entries: Planned[]; missing: ProcedureState[] } | Problem => {
  const read = readCatalogueFile(json);
  if (isProblem(read)) return read;
  const entries = read.map((entry): Planned => {
    const current = findSame(known.all, entry);
    const fields = fieldsOf(known, entry, current);
    return { fields, current, changes: current ? changesBetween(tidy(current), fields) : [] };
  });
  const named = new Set(entries.flatMap(({ current }) => current?.id ?? []));
  return { entries, missing: known.all.filter(({ id, isRetired }) => !isRetired && !named.has(id)) };
};

/** What the file does not mention of a procedure that is here already (its aliases, who may ask …) stays as it is. */
const fieldsOf = (known: KnownCatalogue, entry: CatalogueEntry, current: ProcedureState | undefined): ProcedureFields => {
  if (!current) return tidy({ ...entry, documents: withDocumentKeys(entry.documents, new Set()) });
  const { id, isRetired: _isRetired, version: _version, updatedAt: _updatedAt, isBaseline: _isBaseline, ...kept } = current;
  const stated = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as CatalogueEntry;
  const documents = withDocumentKeys(recogniseDocuments(entry.documents, current.documents), known.usedDocumentKeys(id));
  return tidy({ ...kept, ...stated, documents });
};
