import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import qrcode from 'qrcode';
import sharp from 'sharp';
import { z } from 'zod';
import { type NodeProcess, startNode } from '../../build/processes.ts';
import { formatComponentSheet, formatDossierSheet } from '../../domain/document/code-sheet.ts';
import { demoPassword } from '../../electron/desk/setup/demo.ts';
import { connectDesk, type DeskClient } from '../fixtures/desk-client.ts';
import { growingTiff } from '../fixtures/scans.ts';
import { emptied, withComment } from '../fixtures/scanner-folder.ts';
import { receiveThrough } from '../fixtures/running-desk.ts';
import { stackPdf } from '../fixtures/stacks.ts';
import { type DroppedFile, finishAndJudge } from './ingest-verdict.ts';
import { type Random, seededRandom } from './simulator/random.ts';

export type IngestReport = { rounds: number; files: number; pages: number; lost: string[]; duplicated: string[] };

type Desk = NodeProcess<z.infer<typeof readySchema>>;
const readySchema = z.object({ ready: z.literal(true), url: z.url() });

const page = { width: 620, height: 877 };
/** The desk is not killed before it has had this many milliseconds, at most, to take and file. */
const longestLifeMs = 1500;
/** So that the end of the loop does not have to take in everything at once. */
const mostLeft = 40;

/**
 * Scans lie in the folder or land in it, and the desk that takes them in and divides them by their code sheets is killed at a random
 * moment, again and again. At the end every page of every file must be in one document, and those behind a sheet in its dossier.
 */
export const ingestLoop = async ({ rounds, seed, say }: { rounds: number; seed: number; say: (line: string) => void }): Promise<IngestReport> => {
  const random = seededRandom(String(seed));
  const folder = mkdtempSync(join(tmpdir(), 'Cắt điện khi quét '));
  const scanner = join(folder, 'máy quét');
  const deskFolder = join(folder, 'quầy');
  mkdirSync(scanner);
  const start = (): Desk => startNode('electron/serve.ts', ['--data', deskFolder, '--port', '0', '--demo', '--scanner', scanner], readySchema);

  const files: DroppedFile[] = [];
  let desk = start();
  try {
    const dossiers = await receiveTwo(await opened(desk));
    const scans = await createScans(dossiers, random);
    const drop = async (): Promise<void> => {
      const name = `Quét ${files.length + 1}`;
      const made = await scans.next(name);
      const path = join(folder, `${name}.moving`);
      writeFileSync(path, made.bytes);
      files.push({ name, sha256: createHash('sha256').update(made.bytes).digest('hex'), ...made.expected });
      renameSync(path, join(scanner, `${name}${made.suffix}`));
    };
    for (let round = 1; round <= rounds; round += 1) {
      await drop();
      const killed = killedAfter(desk, random.below(longestLifeMs));
      // While it works as well as before it begins.
      for (let more = random.below(3); more > 0; more -= 1) await drop();
      await killed;
      desk = start();
      await desk.ready;
      if (readdirSync(scanner).length > mostLeft) await emptied(scanner, { most: mostLeft / 4 });
      if (round % 20 === 0) say(`${round} kills: ${files.length} files, ${readdirSync(scanner).length} of them still in the folder`);
    }
    desk.stop();
    await desk.exited;
    return { rounds, files: files.length, pages: files.reduce((sum, { pageCount }) => sum + pageCount, 0), ...(await finishAndJudge({ deskFolder, files })) };
  } finally {
    desk.child.kill('SIGKILL');
    await desk.exited;
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The one place where time itself is the fault that is injected. */
const killedAfter = async (desk: Desk, ms: number): Promise<void> => {
  await desk.ready;
  await new Promise((resolve) => setTimeout(resolve, ms));
  desk.child.kill('SIGKILL');
  await desk.exited;
};

const opened = async (desk: Desk): Promise<DeskClient> => {
  const client = await connectDesk((await desk.ready).url);
  await client.api.identity.signIn.mutate({ username: 'hoa', password: demoPassword });
  return client;
};

type Dossier = { dossierId: string; code: string; componentKey: string };

const receiveTwo = async (client: DeskClient): Promise<[Dossier, Dossier]> => {
  const received = [await receiveThrough(client), await receiveThrough(client)];
  const [first, second] = await Promise.all(
    received.map(async ({ dossierId, code }) => {
      const { state } = await client.api.dossier.get.query({ id: dossierId });
      return { dossierId, code, componentKey: state.components[0]!.key };
    }),
  );
  return [first!, second!];
};

type Scan = { bytes: Buffer; suffix: string; expected: Pick<DroppedFile, 'pageCount' | 'filed'> };

/** Each a file of its own bytes: a single page, a fax of several, and stacks with one or two dossiers' sheets. */
const createScans = async ([a, b]: readonly [Dossier, Dossier], random: Random): Promise<{ next: (name: string) => Promise<Scan> }> => {
  const blank = sharp({ create: { ...page, channels: 3, background: '#f4f1ea' } });
  const line = { input: { create: { width: 400, height: 12, channels: 3 as const, background: '#222' } }, left: 90, top: 200 };
  const paper = await blank.clone().composite([line, { ...line, top: 260 }]).jpeg().toBuffer();
  const sheet = async (text: string): Promise<Buffer> => blank.clone().composite([{ input: await qrcode.toBuffer(text, { width: 260 }), left: 180, top: 150 }]).jpeg().toBuffer();
  const [sheetA, sheetB, paperOfA, paperOfB] = [
    await sheet(formatDossierSheet(a.code)),
    await sheet(formatDossierSheet(b.code)),
    await sheet(formatComponentSheet(a.code, a.componentKey)),
    await sheet(formatComponentSheet(b.code, b.componentKey)),
  ];
  const own = (jpeg: Buffer, name: string): Buffer => withComment(jpeg, `${name} ${random.bytes(8).join('')}`);
  const makers: ((name: string) => Promise<Scan>)[] = [
    async (name) => ({ bytes: own(paper, name), suffix: '.jpg', expected: { pageCount: 1, filed: [] } }),
    async (name) => ({ bytes: Buffer.concat([growingTiff(2), Buffer.from(name)]), suffix: '.tif', expected: { pageCount: 2, filed: [] } }),
    async (name) => ({
      bytes: await stackPdf([sheetA, own(paper, `${name} a`), own(paper, `${name} b`)]),
      suffix: '.pdf',
      expected: { pageCount: 3, filed: [{ dossierId: a.dossierId, pages: [2, 3] }] },
    }),
    async (name) => ({
      bytes: await stackPdf([own(paper, `${name} a`), paperOfA, own(paper, `${name} b`), sheetB, own(paper, `${name} c`), own(paper, `${name} d`), paperOfB, own(paper, `${name} e`)]),
      suffix: '.pdf',
      expected: {
        pageCount: 8,
        filed: [
          { dossierId: a.dossierId, componentKey: a.componentKey, pages: [3] },
          { dossierId: b.dossierId, pages: [5, 6] },
          { dossierId: b.dossierId, componentKey: b.componentKey, pages: [8] },
        ],
      },
    }),
  ];
  return { next: (name) => random.pick(makers)(name) };
};
