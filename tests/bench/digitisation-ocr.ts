import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import type { SignedInDesk } from '../../electron/desk/desk.ts';
import { attach } from '../../electron/desk/digitisation/inbox.ts';
import { createReading } from '../../electron/desk/digitisation/ocr/control.ts';
import { mergeDocuments } from '../../electron/desk/digitisation/pages/compose.ts';
import { createRendering } from '../../electron/desk/digitisation/rendering/control.ts';
import { createTextIndexer } from '../../electron/desk/search/index-texts.ts';
import { createWorkers } from '../../electron/desk/workers/pool.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { makeDossier } from '../fixtures/dossiers.ts';
import { marriage } from '../fixtures/reception.ts';
import { putScan } from '../fixtures/signing.ts';
import { type Figure, secondsOf } from './figures.ts';
import { distance, sharedWords } from './ocr-pages/compare.ts';
import { paperAt, type ScannedPaper } from './ocr-pages/papers.ts';

const pagesOfDocument = 8;
/** As many as a desk with two processors reads side by side. */
const documentsAtOnce = 2;

/** Scans to searchable PDF/A, by the desk and by OCRmyPDF, the same scans in turn on the same processors. */
export const benchDigitisationOcr = async (argv: string[] = process.argv.slice(3)): Promise<Figure[]> => {
  const { values } = parseArgs({ args: argv, options: { pages: { type: 'string', default: '48' } } });
  const pages = Number(values.pages);
  const lacking = lackingPeer();
  if (lacking !== undefined) return [{ name: 'scans to searchable PDF/A against OCRmyPDF', value: `not measured: ${lacking}`, goal: 'faster, no less right, no larger', isMet: false }];

  // What the desk's reading processes have; on a machine that does other things as well anything else would compare priorities.
  setPriority(constants.priority.PRIORITY_LOW);
  const folder = mkdtempSync(join(tmpdir(), 'bench-ocr-'));
  const [ours, theirs] = [newTally(), newTally()];
  try {
    const pagesAtOnce = documentsAtOnce * pagesOfDocument;
    for (let first = 0; first < pages; first += pagesAtOnce) {
      const papers = await Promise.all(Array.from({ length: Math.min(pagesAtOnce, pages - first) }, (_, index) => paperAt(first + index)));
      const documents = Array.from({ length: Math.ceil(papers.length / pagesOfDocument) }, (_, index) => papers.slice(index * pagesOfDocument, (index + 1) * pagesOfDocument));
      // Who goes first has the machine cold.
      const turns = [() => byDesk(documents, folder, ours), () => byPeer(documents, folder, theirs)];
      for (const turn of (first / pagesAtOnce) % 2 === 0 ? turns : turns.toReversed()) await turn();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return figuresOf(pages, ours, theirs);
};

const lackingPeer = (): string | undefined => {
  try {
    execFileSync('ocrmypdf', ['--version'], { stdio: 'ignore' });
    if (!execFileSync('tesseract', ['--list-langs']).toString().includes('vie')) throw new Error('no Vietnamese');
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'apt-get install ocrmypdf tesseract-ocr-vie ghostscript poppler-utils';
  }
};

type Tally = { seconds: number; sizeBytes: number; letters: number; wrong: number; words: number; foundWords: number };
const newTally = (): Tally => ({ seconds: 0, sizeBytes: 0, letters: 0, wrong: 0, words: 0, foundWords: 0 });

/** From scans that are in the desk to files that are in the desk: read, put together, durable. */
const byDesk = async (documents: readonly ScannedPaper[][], folder: string, tally: Tally): Promise<void> => {
  const workers = createWorkers();
  const made: TestDesk = await makeDesk({ workers });
  const dossier = makeDossier(made.as('hoa'), { procedureId: marriage });
  const reading = createReading(made.desk, { processes: availableParallelism() });
  const texts = createTextIndexer(made.desk, { ...reading, atOnce: reading.processes });
  const rendering = createRendering(made.desk, { readPageText: reading.readPageText, restMs: 0 });
  try {
    const ids: string[] = [];
    for (const papers of documents) ids.push(await asOneDocument(made.as('hoa'), dossier.id, papers));
    tally.seconds += await secondsOf(async () => {
      texts.start();
      rendering.start();
      await Promise.all([texts.settled(), rendering.settled()]);
    });
    for (const [index, id] of ids.entries()) {
      const { output } = made.store.state('document', id)!;
      if (output === undefined) throw new Error('a document was not rendered');
      const file = join(folder, 'ours.pdf');
      writeFileSync(file, await made.desk.blobs.readAll(output.sha256));
      judge(file, documents[index]!, tally);
    }
  } finally {
    reading.stop();
    await Promise.all([texts.stop(), rendering.stop()]);
    await workers.close();
    made.close();
  }
};

/** Scans that were put together in the inbox and then attached. */
const asOneDocument = async (desk: SignedInDesk, dossierId: string, papers: readonly ScannedPaper[]): Promise<string> => {
  const documentIds: string[] = [];
  for (const { bytes, mediaType } of papers) documentIds.push((await putScan(desk, bytes, { mediaType })).id);
  const { documentId } = must(mergeDocuments(desk, { documentIds }));
  const [component] = desk.store.state('dossier', dossierId)!.components;
  must(attach(desk, { documentId, dossierId, componentKey: component!.key }));
  return documentId;
};

/** One after another, each with its pages on all processors. */
const byPeer = async (documents: readonly ScannedPaper[][], folder: string, tally: Tally): Promise<void> => {
  const [input, output] = [join(folder, 'in.pdf'), join(folder, 'out.pdf')];
  for (const papers of documents) {
    writeFileSync(input, await asOnePdf(papers));
    tally.seconds += await secondsOf(() =>
      execFileSync('ocrmypdf', ['-l', 'vie', '--output-type', 'pdfa-2', '-j', String(availableParallelism()), '--quiet', input, output], { stdio: ['ignore', 'ignore', 'pipe'] }),
    );
    judge(output, papers, tally);
  }
};

const asOnePdf = async (papers: readonly ScannedPaper[]): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create();
  for (const { bytes, mediaType } of papers) {
    const picture = await (mediaType === 'image/jpeg' ? pdf.embedJpg(bytes) : pdf.embedPng(bytes));
    const { density } = await sharp(bytes).metadata();
    const scale = 72 / density!;
    const [width, height] = [picture.width * scale, picture.height * scale];
    pdf.addPage([width, height]).drawImage(picture, { x: 0, y: 0, width, height });
  }
  return pdf.save();
};

const judge = (file: string, papers: readonly ScannedPaper[], tally: Tally): void => {
  tally.sizeBytes += statSync(file).size;
  for (const [index, { text }] of papers.entries()) {
    const page = String(index + 1);
    // In the order in which the file has them: what Poppler makes of columns is not for us to measure.
    const read = execFileSync('pdftotext', ['-raw', '-f', page, '-l', page, file, '-']).toString();
    tally.letters += text.byRows.length;
    tally.wrong += Math.min(distance(read, text.byRows), distance(read, text.byColumns));
    const { words, shared } = sharedWords(read, text.byRows);
    tally.words += words;
    tally.foundWords += shared;
  }
};

const figuresOf = (pages: number, ours: Tally, theirs: Tally): Figure[] => {
  const perMinute = ({ seconds }: Tally): number => (pages * 60) / seconds;
  const errors = ({ wrong, letters }: Tally): number => (100 * wrong) / letters;
  const found = ({ foundWords, words }: Tally): number => (100 * foundWords) / words;
  const megabytes = ({ sizeBytes }: Tally): string => (sizeBytes / 1e6).toFixed(2);
  const [speed, size] = [perMinute(ours) / perMinute(theirs), ours.sizeBytes / theirs.sizeBytes];
  return [
    { name: `${pages} scans to searchable PDF/A of ${pagesOfDocument} pages each, pages per minute against OCRmyPDF on the same processors`, value: `${speed.toFixed(2)} times (${perMinute(ours).toFixed(1)} against ${perMinute(theirs).toFixed(1)})`, goal: '> 1', isMet: speed > 1 },
    { name: 'wrong characters of 100, as pdftotext reads both', value: `${errors(ours).toFixed(2)} against ${errors(theirs).toFixed(2)}`, goal: 'no more', isMet: errors(ours) <= errors(theirs) },
    { name: 'words of the papers that are found, in any order, of 100', value: `${found(ours).toFixed(1)} against ${found(theirs).toFixed(1)}`, goal: 'no fewer', isMet: found(ours) >= found(theirs) },
    { name: `size of the files, of ${pagesOfDocument} pages each, against those of OCRmyPDF`, value: `${size.toFixed(3)} (${megabytes(ours)} MB against ${megabytes(theirs)} MB)`, goal: '≤ 1', isMet: size <= 1 },
  ];
};
