import { timingSafeEqual } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import type { DomainEvent, NewEvent } from '../domain/event.ts';
import type { Problem } from '../domain/problem.ts';
import type { Clock } from '../domain/time.ts';
import { createApp } from './app.ts';
import { forgetNonces } from './authenticate.ts';
import { openBlobStore } from './blob-store.ts';
import { defaultLimits, type DistrictContext, type Limits } from './context.ts';
import { type OpenDatabase, openPGlite, openPostgres } from './database.ts';
import { foldAllAgain } from './fold-again.ts';
import { issueEnrolmentCode, type IssueInput } from './enrol.ts';
import { lockLog } from './log.ts';
import { publish } from './publish.ts';
import { desks, meta } from './schema.ts';

export type DistrictOptions = {
  /** Holds blobs, uploads and, without a database address, the PGlite database. */
  dataFolder: string;
  /** `postgres://…`; PGlite in the data folder if missing. */
  databaseUrl?: string | undefined;
  /** «UBND huyện Lục Nam» and the word for its level, «huyện». */
  name: string;
  level: string;
  clock: Clock;
  randomBytes: (size: number) => Uint8Array;
  /** Opens the administrator's routes; without it they are shut. */
  adminToken?: string | undefined;
  limits?: Partial<Limits>;
  /** The console's built screens. */
  screensFolder?: string | undefined;
  onFault?: (error: unknown, reference: string) => void;
};

export type District = {
  /** The whole server as a function, to be put behind any HTTP server or called by a test. */
  fetch: (request: Request) => Promise<Response>;
  kind: OpenDatabase['kind'];
  /** Whether the database itself runs us under a role that may not change the log (the triggers are there in any case). */
  isRestricted: boolean;
  issueEnrolmentCode: (input: IssueInput) => Promise<{ code: string; expiresAt: number } | Problem>;
  /** Appends to the district's own log, which every desk pulls. */
  publish: (actorId: string, changes: readonly NewEvent[]) => Promise<DomainEvent[]>;
  /** Forgets old nonces and removes uploads that nobody continues. To be called now and then. */
  tidy: () => Promise<{ removedUploads: number }>;
  /** For the console, reports and tests. */
  context: DistrictContext;
  close: () => Promise<void>;
};

export const createDistrict = async (options: DistrictOptions): Promise<District> => {
  const { dataFolder, databaseUrl, name, level, clock, randomBytes, adminToken } = options;
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const opened = databaseUrl ? await openPostgres(databaseUrl) : await openPGlite(join(dataFolder, 'pglite'));
  const { db } = opened;
  const districtId = await begin(opened, options);
  await foldAllAgain(db);
  const district: DistrictContext = {
    db,
    blobs: openBlobStore(dataFolder),
    clock,
    randomBytes,
    name,
    level,
    districtId,
    limits: { ...defaultLimits, ...options.limits },
  };
  const app = createApp(district, {
    isAdminToken: (token) => adminToken !== undefined && isSameText(token, adminToken),
    onFault: options.onFault ?? (() => {}),
    screensFolder: options.screensFolder,
  });
  const tidy: District['tidy'] = async () => {
    await forgetNonces(district);
    return { removedUploads: await district.blobs.removeUploadsBefore(clock.now() - district.limits.uploadLifetimeMs) };
  };
  await tidy();
  return {
    fetch: async (request) => app.fetch(request),
    kind: opened.kind,
    isRestricted: opened.isRestricted,
    issueEnrolmentCode: (input) => issueEnrolmentCode(district, input),
    publish: (actorId, changes) => publish(district, actorId, changes),
    tidy,
    context: district,
    close: opened.close,
  };
};

/** Notes this start (see `runs` in the migration). @returns the desk id of the district's own log, made on the first one */
const begin = async ({ db }: OpenDatabase, { randomBytes, clock }: DistrictOptions): Promise<string> => {
  const hex = (size: number) => Buffer.from(randomBytes(size)).toString('hex');
  return db.transaction(async (tx) => {
    await lockLog(tx);
    await tx.execute(sql`insert into runs (run, position) select ${hex(8)}, position from log_head`);
    await tx.insert(meta).values({ name: 'districtId', value: `district-${hex(8)}` }).onConflictDoNothing();
    const [districtId] = await tx.select().from(meta).where(eq(meta.name, 'districtId'));
    await tx.insert(desks).values({ deskId: districtId!.value, agencyCode: '', enrolledAt: clock.now() }).onConflictDoNothing();
    return districtId!.value;
  });
};

const isSameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};
