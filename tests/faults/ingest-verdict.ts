import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Blobs, openBlobs } from '../../db/blobs.ts';
import { documents } from '../../db/schema.ts';
import { isStoreRefusal, openStore, type Store } from '../../db/store.ts';
import type { DocumentState } from '../../domain/document/document.ts';
import { effectivePages } from '../../domain/document/pages.ts';
import { createDesk } from '../../electron/desk/create-desk.ts';
import { createDigitisation } from '../../electron/desk/digitisation/control.ts';
import { defaultSettings } from '../../electron/desk/digitisation/settings.ts';
import { createLog } from '../../electron/desk/log.ts';
import { createWorkers } from '../../electron/desk/workers/pool.ts';
import { fileKeyWrapper } from '../../electron/host/browser-host.ts';
import { loadOrCreateStoreKey } from '../../electron/host/key-store.ts';

/** What was put into the scanner's folder, and which of its pages belong to which dossier; the others stay in the inbox. */
export type DroppedFile = {
  name: string;
  sha256: string;
  pageCount: number;
  /** Pages from 1, without the sheets. A paper that is not named may be any of the dossier's. */
  filed: { dossierId: string; componentKey?: string; pages: number[] }[];
};

/** Takes in what is still in the folder, on a clock that need not be waited for, and then looks for every page: there, once, where it belongs. */
export const finishAndJudge = async ({ deskFolder, files }: { deskFolder: string; files: readonly DroppedFile[] }): Promise<{ lost: string[]; duplicated: string[] }> => {
  const lost: string[] = [];
  let ahead = 0;
  const clock = { now: () => Date.now() + ahead };
  const opened = await loadOrCreateStoreKey([fileKeyWrapper(deskFolder)], deskFolder, randomBytes);
  if ('refused' in opened) throw new Error(`the desk's key: ${opened.refused}`);
  const store = openStore({ folder: join(deskFolder, 'store'), key: opened.key, clock, randomBytes });
  if (isStoreRefusal(store)) return { lost: [`the desk's store is ${store.refused}: ${store.detail}`], duplicated: [] };
  const blobs = openBlobs({ folder: join(deskFolder, 'blobs'), key: opened.key, randomBytes });
  const workers = createWorkers();
  const digitisation = createDigitisation(createDesk({ store, blobs, workers, clock, randomBytes, log: createLog({ clock, randomBytes }) }), { isWatching: false });
  try {
    digitisation.start();
    for (const ms of [0, defaultSettings.settleMs, defaultSettings.lingerMs]) {
      ahead += ms;
      await digitisation.rescan();
    }
    await digitisation.route();
    for (const { path } of digitisation.folders()) for (const name of readdirSync(path)) lost.push(`${name} is still in the folder`);

    const verdict = await judgePages({ store, blobs, files });
    return { lost: [...lost, ...verdict.lost], duplicated: verdict.duplicated };
  } finally {
    await digitisation.stop();
    await workers.close();
    store.close();
  }
};

/** Every page of every file is in one document that an officer sees, with its bytes, and those behind a sheet are in its dossier. */
export const judgePages = async ({ store, blobs, files }: { store: Store; blobs: Blobs; files: readonly DroppedFile[] }): Promise<{ lost: string[]; duplicated: string[] }> => {
  const [lost, duplicated]: [string[], string[]] = [[], []];
  if (!store.verifyLog().isIntact) lost.push('the desk’s log is broken');
  const all = store.read.select({ state: documents.state }).from(documents).all().map(({ state }) => JSON.parse(state) as DocumentState);
  const places = new Map<string, DocumentState[]>();
  for (const document of all.filter(({ status }) => status === 'inbox' || status === 'attached')) {
    for (const { sha256, page } of effectivePages(document)) places.set(`${sha256}/${page}`, [...(places.get(`${sha256}/${page}`) ?? []), document]);
  }
  for (const { name, sha256, pageCount, filed } of files) {
    for (let page = 1; page <= pageCount; page += 1) {
      const of = places.get(`${sha256}/${page}`) ?? [];
      const what = `page ${page} of ${name}`;
      if (of.length === 0) lost.push(`${what} is in no document`);
      if (of.length > 1) duplicated.push(`${what} is in ${of.length} documents`);
      const wanted = filed.find(({ pages }) => pages.includes(page));
      const isSheet = of.some((document) => effectivePages(document).some((edit) => edit.sha256 === sha256 && edit.page === page && edit.isDropped));
      if (wanted && !of.some(({ dossierId, componentKey }) => dossierId === wanted.dossierId && (wanted.componentKey === undefined || wanted.componentKey === componentKey))) lost.push(`${what} is not in its dossier`);
      if (wanted && isSheet) lost.push(`${what} is left out of its document`);
      if (!wanted && filed.length === 0 && of.some(({ status }) => status !== 'inbox')) lost.push(`${what} is not in the inbox`);
    }
    await blobs.readAll(sha256).catch(() => lost.push(`the bytes of ${name}`));
  }
  const known = new Set(files.map((file) => file.sha256));
  for (const { id, sha256 } of all) if (sha256 === undefined || !known.has(sha256)) duplicated.push(`document ${id} is of no file`);
  return { lost, duplicated };
};
