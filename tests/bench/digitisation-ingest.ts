import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { thumbnailWidth } from '../../electron/desk/digitisation/thumbnail.ts';
import { memoryOf, type RunningDesk, startRunningDesk } from '../fixtures/running-desk.ts';
import { emptied, withComment } from '../fixtures/scanner-folder.ts';
import { milliseconds, percentile, type Samples } from './counter/samples.ts';
import { type Figure, median, secondsOf } from './figures.ts';

const pages = 300;
const rounds = 3;
const maxIngestRatio = 1.3;
const maxLivenessRatio = 3;
const manyFiles = 10_000;
const idleMs = 4000;
const pauseMs = 10;
/** Often enough not to be seen in the figures. */
const looking = { lookEveryMs: 20, patienceMs: 600_000 };
/** As many as the desk's own pool has. */
const threads = Math.max(1, Math.floor(availableParallelism() / 2));

/** A4 at 300 dpi with text and the grain of paper, about a megabyte and a half each. */
const templates = async (count: number): Promise<Buffer[]> => {
  const [width, height] = [2480, 3508];
  const noise = { create: { width, height, channels: 3 as const, background: '#808080', noise: { type: 'gaussian' as const, mean: 128, sigma: 6 } } };
  return Promise.all(
    Array.from({ length: count }, (_, number) => {
      const lines = Array.from({ length: 55 }, (__, line) => `<text x="250" y="${300 + line * 56}" font-size="40" font-family="serif">${`Ủy ban nhân dân xã Lục Sơn, hồ sơ số ${number * 97 + line} `.repeat(2)}</text>`).join('');
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fbfaf6"/>${lines}</svg>`;
      return sharp(Buffer.from(svg)).composite([{ input: noise, blend: 'soft-light' }]).jpeg({ quality: 85 }).toBuffer();
    }),
  );
};

type Stack = { folder: string; files: string[] };

/** What nobody can do without: the file is read, hashed, and its page decoded into a thumbnail. So many at a time. */
const floor = async ({ folder, files }: Stack, atOnce: number): Promise<void> => {
  const waiting = [...files];
  const one = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const bytes = await readFile(join(folder, name));
      createHash('sha256').update(bytes).digest('hex');
      await sharp(bytes, { failOn: 'error' }).autoOrient().resize({ width: thumbnailWidth }).webp({ quality: 82, effort: 2 }).toBuffer();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
};

const inboxCount = async ({ officer }: RunningDesk): Promise<number> => (await officer.api.home.summary.query()).inboxCount;

/** Everything moved into the scanner's folder at once. A file leaves it when it is in the inbox, with its thumbnail at hand. */
const taken = async (desk: RunningDesk, { folder, files }: Stack): Promise<void> => {
  for (const name of files) renameSync(join(folder, name), join(desk.scannerFolder, name));
  await emptied(desk.scannerFolder, looking);
};

/** Milliseconds of a call for a dossier, one after the other with a short pause, until told to end. */
const calls = async ({ officer }: RunningDesk, dossierId: string, isOver: () => boolean): Promise<Samples> => {
  const samples: Samples = [];
  while (!isOver()) {
    const start = performance.now();
    await officer.api.dossier.get.query({ id: dossierId });
    samples.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return samples;
};

/** Scans from the folder to the inbox against sharp alone, the screen meanwhile, and a folder that is full at the start. */
export const benchIngest = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'quét hàng loạt '));
  const made = await templates(12);
  let stacks = 0;
  const stack = (): Stack => {
    stacks += 1;
    const place = join(folder, `chồng ${stacks}`);
    mkdirSync(place);
    const files = Array.from({ length: pages }, (_, index) => `Quét ${stacks}-${index + 1}.jpg`);
    for (const [index, name] of files.entries()) writeFileSync(join(place, name), withComment(made[index % made.length]!, name));
    return { folder: place, files };
  };
  sharp.concurrency(1);
  sharp.cache(false);
  const desk = await startRunningDesk(folder);
  try {
    const seconds: Record<'ours' | 'one' | 'threads', number[]> = { ours: [], one: [], threads: [] };
    for (let round = 0; round < rounds; round += 1) {
      const scans = stack();
      seconds.one.push(await secondsOf(() => floor(scans, 1)));
      if (threads > 1) seconds.threads.push(await secondsOf(() => floor(scans, threads)));
      const before = await inboxCount(desk);
      seconds.ours.push(await secondsOf(() => taken(desk, scans)));
      const came = (await inboxCount(desk)) - before;
      if (came !== pages) throw new Error(`${came} of ${pages} pages came into the inbox`);
    }
    const rate = (name: keyof typeof seconds): number => pages / median(seconds[name]);
    const ratio = rate('one') / rate('ours');
    const ofThreads = threads > 1 ? `, ${(rate('threads') / rate('ours')).toFixed(2)} of ${threads} threads` : ', which is all that the desk uses here';

    const { dossierId } = await desk.receive();
    const idleUntil = performance.now() + idleMs;
    const idle = await calls(desk, dossierId, () => performance.now() > idleUntil);
    let isOver = false;
    const scans = stack();
    const [busy] = await Promise.all([calls(desk, dossierId, () => isOver), taken(desk, scans).finally(() => (isOver = true))]);
    const liveness = percentile(busy, 0.95) / percentile(idle, 0.95);
    return [
      {
        name: `${pages} A4 pages at 300 dpi from folder to inbox with thumbnail, time against hash + decode + thumbnail by sharp alone`,
        value: `${ratio.toFixed(2)} of one thread (${rate('ours').toFixed(1)} against ${rate('one').toFixed(1)} pages/s)${ofThreads}`,
        goal: `≤ ${maxIngestRatio}`,
        isMet: ratio <= maxIngestRatio,
      },
      {
        name: 'an API call for a dossier while 300 pages are taken, p95 against idle',
        value: `${liveness.toFixed(2)} (${milliseconds(percentile(busy, 0.95))} ms against ${milliseconds(percentile(idle, 0.95))} ms; ${busy.length} and ${idle.length} calls)`,
        goal: `< ${maxLivenessRatio}`,
        isMet: liveness < maxLivenessRatio,
      },
      ...(await benchFullFolder(join(folder, 'đầy'))),
    ];
  } finally {
    await desk.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Small ones: what is measured is the folder, not the pictures. */
const benchFullFolder = async (folder: string): Promise<Figure[]> => {
  const scanner = join(folder, 'máy quét');
  mkdirSync(scanner, { recursive: true });
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#a5b' } }).png().toBuffer();
  // Behind a PNG's end anything may stand.
  for (let number = 1; number <= manyFiles; number += 1) writeFileSync(join(scanner, `Quét ${number}.png`), Buffer.concat([png, Buffer.from(String(number))]));
  const startedAt = performance.now();
  const desk = await startRunningDesk(folder);
  try {
    const readyMs = performance.now() - startedAt;
    const openedMb = memoryOf(desk).nowMb;
    await emptied(scanner, looking);
    const allMs = performance.now() - startedAt - readyMs;
    const { peakMb } = memoryOf(desk);
    const isWhole = (await inboxCount(desk)) === manyFiles;
    return [
      {
        name: `${manyFiles.toLocaleString('en')} small files in the folder when the desk starts`,
        value: `ready after ${(readyMs / 1000).toFixed(1)} s, all taken ${(allMs / 1000).toFixed(0)} s later (${((manyFiles / allMs) * 1000).toFixed(0)}/s), memory ${openedMb.toFixed(0)} MB when opened, ${peakMb.toFixed(0)} MB at most${isWhole ? '' : '; NOT ALL IN THE INBOX'}`,
        goal: 'reported',
        isMet: isWhole,
      },
    ];
  } finally {
    await desk.stop();
  }
};
