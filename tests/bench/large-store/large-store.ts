import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBlobs } from '../../../db/blobs.ts';
import { migrationsFolder } from '../../../db/migrate.ts';
import { procedures } from '../../../db/queries/procedures.ts';
import { projectionVersion } from '../../../db/projections/projections.ts';
import { isStoreRefusal, openStore } from '../../../db/store.ts';
import { officerIdOf } from '../../../domain/officer/officer.ts';
import { utcOf } from '../../../domain/time.ts';
import { createDesk } from '../../../electron/desk/create-desk.ts';
import { createLog } from '../../../electron/desk/log.ts';
import { demoUnit, setUpDemo } from '../../../electron/desk/setup/demo.ts';
import { fileKeyWrapper } from '../../../electron/host/browser-host.ts';
import { loadOrCreateStoreKey } from '../../../electron/host/key-store.ts';
import { must, noWorkers } from '../../fixtures/desk.ts';
import { history, type PaperText, type Size } from './history.ts';
import { writeInBulk } from './write-in-bulk.ts';

export type LargeStore = { dataFolder: string; key: Uint8Array };

const cacheFolder = fileURLToPath(new URL('../../../out/bench/', import.meta.url));

/** A commune's desk with years of dossiers, encrypted as real ones are; made once and kept under `out/`. */
export const largeStore = async (size: Size): Promise<LargeStore> => {
  const dataFolder = join(cacheFolder, `kho ${size.dossiers} hồ sơ, ${size.citizens} người`);
  const marks = join(dataFolder, 'made-from.txt');
  const madeFrom = fingerprint();
  if (existsSync(marks) && readFileSync(marks, 'utf8') === madeFrom) return { dataFolder, key: await keyOf(dataFolder) };
  const partial = `${dataFolder} (đang tạo)`;
  for (const folder of [dataFolder, partial]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const key = await make(partial, size);
  writeFileSync(join(partial, 'made-from.txt'), madeFrom);
  renameSync(partial, dataFolder);
  return { dataFolder, key };
};

/** A store that another generator made, or with other tables, is made again. */
const fingerprint = (): string => {
  const hash = createHash('sha256').update(`projections ${projectionVersion}`);
  for (const folder of [migrationsFolder, fileURLToPath(new URL('.', import.meta.url))]) {
    for (const file of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex');
};

const random = (size: number): Uint8Array => randomBytes(size);

const keyOf = async (dataFolder: string): Promise<Uint8Array> => {
  const opened = await loadOrCreateStoreKey([fileKeyWrapper(dataFolder)], dataFolder, random);
  if ('refused' in opened) throw new Error(`no key: ${opened.refused}`);
  return opened.key;
};

const make = async (dataFolder: string, size: Size): Promise<Uint8Array> => {
  const startedAt = performance.now();
  const key = await keyOf(dataFolder);
  const folder = join(dataFolder, 'store');
  // The demo's officers, catalogue and calendar, on the desk's first morning.
  let now = utcOf('2019-01-05', 8 * 60);
  const clock = { now: () => (now += 1) };
  const store = openStore({ folder, key, clock, randomBytes: random });
  if (isStoreRefusal(store)) throw new Error(store.refused);
  const blobs = openBlobs({ folder: join(dataFolder, 'blobs'), key, randomBytes: random });
  const desk = createDesk({ store, blobs, workers: noWorkers, clock, randomBytes: random, log: createLog({ clock, randomBytes: random }) });
  must(await setUpDemo(desk, { scannerFolder: join(dataFolder, 'máy quét') }));
  store.levelSearch();
  const known = procedures(store).filter(({ isRetired }) => !isRetired);
  const target = { folder, key, deskId: store.deskId, actorId: officerIdOf(demoUnit.agencyCode, 'hoa'), ...store.head() };
  store.close();

  const texts: PaperText[] = [];
  const happenings = history(size, known, (paper) => void texts.push(paper));
  writeInBulk(target, happenings, () => texts.splice(0), (events) => console.log(`  ${events} events after ${((performance.now() - startedAt) / 1000).toFixed(0)} s`));
  console.log(`  made in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  return key;
};
