import { sql } from 'drizzle-orm';
import { reducers } from '../../domain/entities.ts';
import { byClock, type DomainEvent, genesisHash, type NewEvent } from '../../domain/event.ts';
import { formatHybridTime } from '../../domain/hybrid-clock.ts';
import { isProblem, type Problem, problem } from '../../domain/problem.ts';
import { catalogueEvents } from '../../domain/procedure/catalogue.ts';
import { importEvents, type Imported, type ImportInput, type ImportPreview, previewOfImport } from '../../domain/procedure/import-plan.ts';
import { documentKeysIn, type KnownCatalogue, nextVersion, type ProcedureDraft, retirement } from '../../domain/procedure/next-version.ts';
import type { ProcedureState } from '../../domain/procedure/procedure.ts';
import { type Database, rowsOf } from '../database.ts';
import { everyCommune, publishDecided } from '../publish.ts';
import { audit } from './audit.ts';
import type { Console } from './context.ts';

type Known = KnownCatalogue & { published: ReadonlySet<string> };

/**
 * What communes have of a procedure as far as this level knows: the catalogue that comes with the program, which every desk has, and
 * over it what was published here. It is not written into the log first: a desk with a newer program keeps its newer baseline.
 */
const knownCatalogue = async (db: Pick<Database, 'execute'>): Promise<Known> => {
  const rows = await rowsOf<{ body: string }>(db, sql`select body from events where agency_code = ${everyCommune} and entity = 'procedure' and verdict <> 'rejected'`);
  const published = Map.groupBy(rows.map(({ body }) => JSON.parse(body) as DomainEvent), ({ entityId }) => entityId);
  const baseline = new Map(catalogueEvents().map((event) => [event.entityId, asFirst(event)]));
  const eventsOf = (id: string): DomainEvent[] => [...(baseline.has(id) ? [baseline.get(id)!] : []), ...(published.get(id) ?? []).toSorted(byClock)];
  const all = [...new Set([...baseline.keys(), ...published.keys()])].flatMap((id) => {
    const state = eventsOf(id).reduce<ProcedureState | undefined>((before, event) => reducers.procedure(before, event), undefined);
    return state ? [state] : [];
  });
  return { all: all.sort((a, b) => a.name.localeCompare(b.name, 'vi')), usedDocumentKeys: (id) => documentKeysIn(eventsOf(id)), published: new Set(published.keys()) };
};

/** Before anything that anybody publishes. */
const asFirst = (event: NewEvent): DomainEvent => ({
  ...event,
  blobs: [],
  id: event.entityId,
  deskId: '',
  deskSeq: 1,
  actorId: '',
  occurredAt: formatHybridTime(0, 0, 'program'),
  prevHash: genesisHash,
  hash: '',
});

export type CatalogueRow = Pick<ProcedureState, 'id' | 'code' | 'name' | 'field' | 'timeLimit' | 'feeVnd' | 'onlineLevel' | 'linkedGroup' | 'isRetired'> & {
  /** Published here, so the communes have this version; else what each has came with its program. */
  isPublished: boolean;
};

export const listCatalogue = async ({ district }: Console): Promise<CatalogueRow[]> => {
  const { all, published } = await knownCatalogue(district.db);
  return all.map(({ id, code, name, field, timeLimit, feeVnd, onlineLevel, linkedGroup, isRetired }) => ({ id, code, name, field, timeLimit, feeVnd, onlineLevel, linkedGroup, isRetired, isPublished: published.has(id) }));
};

export const getProcedure = async ({ district }: Console, { id }: { id: string }): Promise<ProcedureState | Problem> =>
  (await knownCatalogue(district.db)).all.find((procedure) => procedure.id === id) ?? problem('procedure.unknown');

/** For every commune; one that had changed the procedure by itself has this version from its next sync on. */
export const publishProcedure = (console: Console, input: { id?: string | undefined; fields: ProcedureDraft }): Promise<{ id: string } | Problem> =>
  publishing(console, async (tx, known) => {
    const next = nextVersion(known, input);
    if (isProblem(next)) return next;
    if (next.event) await audit(tx, console, { action: 'catalogue.publish', subject: input.fields.name, detail: { procedureId: next.entityId } });
    return { changes: next.event ? [next.event] : [], result: { id: next.entityId } };
  });

export const retireProcedure = (console: Console, type: 'procedure.retired' | 'procedure.restored', input: { id: string; reason: string }): Promise<{ id: string } | Problem> =>
  publishing(console, async (tx, known) => {
    const event = retirement(known, type, input);
    if (isProblem(event)) return event;
    const { name } = known.all.find(({ id }) => id === input.id)!;
    await audit(tx, console, { action: type === 'procedure.retired' ? 'catalogue.retire' : 'catalogue.restore', subject: name, detail: { procedureId: input.id, reason: input.reason } });
    return { changes: [event], result: { id: input.id } };
  });

export const previewImport = async ({ district }: Console, { json }: { json: string }): Promise<ImportPreview | Problem> => previewOfImport(await knownCatalogue(district.db), json);

/** A whole catalogue file, or nothing of it. */
export const importCatalogue = (console: Console, input: ImportInput): Promise<Imported | Problem> =>
  publishing(console, async (tx, known) => {
    const plan = importEvents(known, input);
    if (isProblem(plan)) return plan;
    await audit(tx, console, { action: 'catalogue.import', subject: String(plan.events.length), detail: { ...plan.done } });
    return { changes: plan.events, result: plan.done };
  });

const publishing = <R>(
  { district, user }: Console,
  decide: (tx: Database, known: Known) => Promise<{ changes: readonly NewEvent[]; result: R } | Problem>,
): Promise<R | Problem> => publishDecided(district, { actorId: user.id, agencyCode: everyCommune }, async (tx) => decide(tx, await knownCatalogue(tx)));
