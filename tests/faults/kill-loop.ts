import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { v4 as uuidV4 } from 'uuid';
import { z } from 'zod';
import { type NodeProcess, startNode } from '../../build/processes.ts';
import { connectDesk, type DeskClient } from '../fixtures/desk-client.ts';
import { seededRandom } from './simulator/random.ts';
import { createDistrictControl } from '../browser/district-control.ts';
import { compareDeskAndDistrict, type Expected } from './kill-verdict.ts';

export type KillReport = { rounds: number; receptions: number; scans: number; lost: string[]; duplicated: string[] };

const readySchema = z.object({ ready: z.literal(true), url: z.url() });

/** What an officer was told is safe, and what was in flight when the plug was pulled and will be tried again, as they would. */
type Book = {
  receptions: Map<string, { dossierId: string; code: string }>;
  unanswered: Set<string>;
  /** SHA-256 by file name of every file that lay whole in the scanner folder. */
  scans: Map<string, string>;
  attached: Map<string, string>;
};

/**
 * A desk at work on real files and a real district: receptions, scans and their attachment, sync behind them; SIGKILL at a
 * random moment; started again on the same folders. At the end desk and district are opened and compared with the book.
 */
export const killLoop = async ({ rounds, seed, say }: { rounds: number; seed: number; say: (line: string) => void }): Promise<KillReport> => {
  const random = seededRandom(String(seed));
  const folder = mkdtempSync(join(tmpdir(), 'Cắt điện ở quầy '));
  const scanner = join(folder, 'máy quét');
  mkdirSync(scanner);
  const secretFile = join(folder, 'launch-secret');
  writeFileSync(secretFile, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  const district = createDistrictControl(join(folder, 'cấp trên'));
  await district.start();
  const flags = ['--demo', '--scanner', scanner, '--district-url', district.url(), '--enrolment-code', await district.enrolmentCode(1)];
  const deskFolder = join(folder, 'quầy');
  const start = (): NodeProcess<z.infer<typeof readySchema>> =>
    startNode('electron/serve.ts', ['--data', deskFolder, '--port', '0', '--secret-file', secretFile, ...flags], readySchema);

  const book: Book = { receptions: new Map(), unanswered: new Set(), scans: new Map(), attached: new Map() };
  const template = await sharp({ create: { width: 300, height: 420, channels: 3, background: '#f4f1ea' } }).jpeg().toBuffer();
  const faults: Expected['faults'] = { lost: [], duplicated: [] };
  let process_ = start();
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const desk = await openedDesk(process_);
      await checkBook(desk, book, faults);
      const stopAt = { isOver: false };
      const work = officerAtWork(desk, book, { scanner, template, random, stopAt });
      const cutAfterMs = Math.floor(random() * 700);
      // The one place where time itself is the fault that is injected.
      await new Promise((resolve) => setTimeout(resolve, cutAfterMs));
      stopAt.isOver = true;
      process_.child.kill('SIGKILL');
      await process_.exited;
      await work;
      if (round % 3 === 0) await district.stop();
      if (round % 3 === 1) await district.start();
      process_ = start();
      if (round % 20 === 0) say(`${round} power cuts: ${book.receptions.size} receptions, ${book.scans.size} scans, ${faults.lost.length} lost, ${faults.duplicated.length} duplicated`);
    }
    await district.start();
    const desk = await openedDesk(process_);
    for (const draftId of book.unanswered) remember(book, draftId, await receiveOne(desk, draftId));
    await settled(desk, scanner);
    process_.stop();
    await process_.exited;
    await district.stop();
    const verdict = await compareDeskAndDistrict({ deskFolder, districtFolder: district.folder, ...book, faults });
    return { rounds, receptions: book.receptions.size, scans: book.scans.size, ...verdict };
  } finally {
    process_.child.kill('SIGKILL');
    await district.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

const openedDesk = async (running: NodeProcess<z.infer<typeof readySchema>>): Promise<DeskClient> => {
  const desk = await connectDesk((await running.ready).url);
  await desk.api.identity.signIn.mutate({ username: 'hoa', password: 'motcua2026' });
  return desk;
};

const receiveOne = async ({ api }: DeskClient, draftId: string): Promise<{ dossierId: string; code: string }> => {
  const [row] = await api.reception.procedures.query({ query: 'chứng thực bản sao' });
  const procedure = await api.reception.procedure.query({ id: row!.id });
  const number = `0010900${createHash('sha256').update(draftId).digest().readUInt16BE().toString().padStart(5, '0')}`;
  const components = procedure.documents.map(({ key, name, kind, required }) => ({
    key,
    name,
    kind,
    required,
    isReceived: true,
    originals: 1,
    certifiedCopies: 0,
    copies: 0,
  }));
  const { dossiers } = await api.reception.receive.mutate({
    draftId,
    applicant: {
      number,
      fullName: `Nguyễn Văn ${draftId.slice(0, 4)}`,
      dateOfBirth: '1990-01-02',
      sex: 'Nam',
      address: 'Thôn Vĩnh Hồng, xã Lục Sơn',
      phone: '',
      email: '',
      oldNumber: '',
      cardIssuedOn: '',
    },
    fromCard: [],
    channel: 'direct',
    returnMethod: 'desk',
    outcome: 'accept',
    items: [{ procedureId: procedure.id, components, reuse: [], sets: 1, feeVnd: 2000, note: '', requestSummary: '' }],
  });
  return dossiers[0]!;
};

const remember = (book: Book, draftId: string, received: { dossierId: string; code: string }): void => {
  book.receptions.set(draftId, { dossierId: received.dossierId, code: received.code });
  book.unanswered.delete(draftId);
};

type Shift = { scanner: string; template: Buffer; random: () => number; stopAt: { isOver: boolean } };

/** At most three receptions a round: a desk has 999 numbers a day. */
const officerAtWork = async (desk: DeskClient, book: Book, { scanner, template, random, stopAt }: Shift): Promise<void> => {
  const drop = (): void => {
    const name = `Quét ${String(book.scans.size + 1).padStart(5, '0')}.jpg`;
    // A JPEG comment makes each scan's bytes its own.
    const comment = Buffer.from(`${name} ${random()}`);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(comment.length + 2);
    const bytes = Buffer.concat([template.subarray(0, 2), Buffer.from([0xff, 0xfe]), length, comment, template.subarray(2)]);
    writeFileSync(join(scanner, '..', name), bytes);
    renameSync(join(scanner, '..', name), join(scanner, name));
    book.scans.set(name, createHash('sha256').update(bytes).digest('hex'));
  };
  try {
    drop();
    for (const draftId of [...book.unanswered]) remember(book, draftId, await receiveOne(desk, draftId));
    for (let count = 0; count < 3 && !stopAt.isOver; count += 1) {
      const draftId = uuidV4({ random: Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256)) });
      book.unanswered.add(draftId);
      const received = await receiveOne(desk, draftId);
      remember(book, draftId, received);
      drop();
      const { items } = await desk.api.digitisation.inbox.query({});
      const item = items[0];
      if (item === undefined) continue;
      const dossier = await desk.api.dossier.get.query({ id: received.dossierId });
      await desk.api.digitisation.attach.mutate({ documentId: item.id, dossierId: received.dossierId, componentKey: dossier.state.components[0]!.key });
      book.attached.set(item.id, received.dossierId);
    }
  } catch (error) {
    // The answer that the power cut took away. An error while the power is on is a fault of the desk.
    if (!stopAt.isOver) throw error;
  }
};

/** What was acknowledged before the cut is there after it. */
const checkBook = async ({ api }: DeskClient, book: Book, faults: Expected['faults']): Promise<void> => {
  for (const { dossierId, code } of [...book.receptions.values()].slice(-5)) {
    const found = await api.dossier.get.query({ id: dossierId }).catch(() => undefined);
    if (found?.state.code !== code) faults.lost.push(`reception ${code} was acknowledged and is not there after a power cut`);
  }
};

/** Waits, on the desk's own word, until the folder is taken in and the district is level. */
const settled = async ({ api }: DeskClient, scanner: string): Promise<void> => {
  const deadline = performance.now() + 180_000;
  for (;;) {
    const status = await api.sync.status.query();
    if (readdirSync(scanner).length === 0 && status.pendingEvents === 0 && status.pendingFiles === 0) return;
    if (performance.now() > deadline) throw new Error(`not level after three minutes: ${JSON.stringify(status)}, ${readdirSync(scanner).length} files left in the folder`);
    await api.sync.now.mutate();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};
