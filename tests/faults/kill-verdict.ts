import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { openBlobs } from '../../db/blobs.ts';
import { documents, dossiers } from '../../db/schema.ts';
import { isStoreRefusal, openStore } from '../../db/store.ts';
import { rowsOf } from '../../district/database.ts';
import { createDistrict } from '../../district/district.ts';
import type { DocumentState } from '../../domain/document/document.ts';
import type { DossierState } from '../../domain/dossier/state.ts';
import { fold } from '../../domain/entities.ts';
import { fileKeyWrapper } from '../../electron/host/browser-host.ts';
import { loadOrCreateStoreKey } from '../../electron/host/key-store.ts';

export type Expected = {
  deskFolder: string;
  districtFolder: string;
  receptions: ReadonlyMap<string, { dossierId: string; code: string }>;
  scans: ReadonlyMap<string, string>;
  attached: ReadonlyMap<string, string>;
  faults: { lost: string[]; duplicated: string[] };
};

const clock = { now: () => Date.now() };

/** Opens both stores, which nobody uses any more, and looks for each acknowledged thing: there, once, with its own bytes. */
export const compareDeskAndDistrict = async (expected: Expected): Promise<{ lost: string[]; duplicated: string[] }> => {
  const lost = [...expected.faults.lost];
  const duplicated = [...expected.faults.duplicated];
  const opened = await loadOrCreateStoreKey([fileKeyWrapper(expected.deskFolder)], expected.deskFolder, randomBytes);
  if ('refused' in opened) throw new Error(`the desk's key: ${opened.refused}`);
  const store = openStore({ folder: join(expected.deskFolder, 'store'), key: opened.key, clock, randomBytes });
  if (isStoreRefusal(store)) return { lost: [...lost, `the desk's store is ${store.refused}: ${store.detail}`], duplicated };
  const blobs = openBlobs({ folder: join(expected.deskFolder, 'blobs'), key: opened.key, randomBytes });
  const district = await createDistrict({ dataFolder: expected.districtFolder, name: '', level: '', clock, randomBytes });
  try {
    const intact = store.verifyLog();
    if (!intact.isIntact) lost.push(`the desk's log is broken at ${intact.deskSeq}`);

    const kept = store.read.select({ id: dossiers.id, code: dossiers.code }).from(dossiers).all();
    const codeCounts = Map.groupBy(kept, ({ code }) => code);
    for (const [code, rows] of codeCounts) if (rows.length > 1) duplicated.push(`dossier code ${code} on ${rows.length} dossiers`);
    for (const { dossierId, code } of expected.receptions.values()) {
      if (!kept.some((row) => row.id === dossierId && row.code === code)) lost.push(`reception ${code} is not at the desk`);
    }
    if (kept.length > expected.receptions.size) duplicated.push(`${kept.length} dossiers for ${expected.receptions.size} receptions`);
    // What a screen shows is what the log says: a projection that is ahead of it, or behind, would be put right by a rebuild, and the officer would see things vanish.
    const shown = store.read.select({ id: dossiers.id, state: dossiers.state }).from(dossiers).all();
    for (const { id, state } of shown) {
      if (canonical(JSON.parse(state)) !== canonical(fold('dossier', store.eventsOf('dossier', id)))) lost.push(`dossier ${id} is not what its log says`);
    }

    const scanned = store.read.select({ state: documents.state }).from(documents).all().map(({ state }) => JSON.parse(state) as DocumentState);
    for (const [fileName, sha256] of expected.scans) {
      const found = scanned.filter((document) => document.sha256 === sha256);
      if (found.length === 0) lost.push(`scan ${fileName} is not at the desk`);
      if (found.length > 1) duplicated.push(`scan ${fileName} is there ${found.length} times`);
      if (found.length > 0 && (await sha256From(() => blobs.readAll(sha256))) !== sha256) lost.push(`the bytes of scan ${fileName}`);
    }
    const dropped = new Set(expected.scans.values());
    for (const { id, sha256 } of scanned) if (sha256 === undefined || !dropped.has(sha256)) duplicated.push(`document ${id} is of no scan`);
    for (const [documentId, dossierId] of expected.attached) {
      const document = scanned.find(({ id }) => id === documentId);
      if (document?.dossierId !== dossierId) lost.push(`document ${documentId} is no longer attached`);
    }

    const { context } = district;
    const here = new Map(store.ownEvents(0, store.head().deskSeq).map(({ deskSeq, hash }) => [deskSeq, hash]));
    const sent = await rowsOf<{ desk_seq: string; hash: string; verdict: string }>(
      context.db,
      sql`select desk_seq, hash, verdict from events where desk_id = ${store.deskId}`,
    );
    const there = new Map(sent.map(({ desk_seq, hash }) => [Number(desk_seq), hash]));
    for (const [deskSeq, hash] of here) if (there.get(deskSeq) !== hash) lost.push(`event ${deskSeq} is not at the district`);
    for (const [deskSeq, hash] of there) if (here.get(deskSeq) !== hash) lost.push(`event ${deskSeq} was sent and is no longer at the desk`);
    for (const { desk_seq, verdict } of sent) if (verdict !== 'applied') lost.push(`event ${desk_seq} was ${verdict} by the district`);
    const states = await rowsOf<{ entity_id: string; state: DossierState | DocumentState }>(
      context.db,
      sql`select entity_id, state from states where entity in ('dossier', 'document')`,
    );
    const atDistrict = new Map(states.map((row) => [row.entity_id, row.state]));
    for (const { dossierId, code } of expected.receptions.values()) {
      if (canonical(store.state('dossier', dossierId)) !== canonical(atDistrict.get(dossierId))) lost.push(`dossier ${code} is not the same at the district`);
    }
    const known = new Set([...kept, ...scanned].map(({ id }) => id));
    for (const id of atDistrict.keys()) if (!known.has(id)) duplicated.push(`${id} is at the district alone`);
    const { agencyCode } = store.state('desk', store.deskId)!.unit;
    for (const document of scanned.filter(({ status }) => status === 'attached')) {
      if (canonical(document) !== canonical(atDistrict.get(document.id))) lost.push(`document ${document.id} is not the same at the district`);
      const found = await sha256From(() => readFile(context.blobs.pathOf(agencyCode, document.sha256!)));
      if (found !== document.sha256) lost.push(`the bytes of document ${document.id} at the district`);
    }
    return { lost, duplicated };
  } finally {
    store.close();
    await district.close();
  }
};

/** Of what can be read; what cannot has none. */
const sha256From = async (read: () => Promise<Uint8Array>): Promise<string | undefined> => {
  const bytes = await read().catch(() => undefined);
  return bytes && createHash('sha256').update(bytes).digest('hex');
};

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
