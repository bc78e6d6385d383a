import type { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { documentFileName } from '../../../domain/document/file-name.ts';
import { documentTypeOf } from '../../../domain/document/document-types.ts';
import { papersExportedSchema } from '../../../domain/document/exported.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { Desk } from '../desk.ts';
import { timeText } from '../forms/parts/vietnamese.ts';
import { type ExportIndex, type IndexRow, indexCsv, indexHtml } from './export-index.ts';
import { holderById, isExport } from './export-papers.ts';
import { fileOf, type PaperFile, papersOf, standingFor, usesOf } from './papers.ts';

type Zip = { fileName: string; bytes: Readable };

/**
 * The papers of an export as one ZIP with an index to read and one for a spreadsheet. Written while it is read, so that its length
 * costs no memory; scans and PDFs are compressed already and are stored as they are.
 */
export const exportZip = (desk: Desk, { ownerId, exportId }: { ownerId: string; exportId: string }): Zip | Problem => {
  const holder = holderById(desk, ownerId);
  const event = holder && desk.store.eventsOf(holder.entity, ownerId).find(({ id }) => id === exportId);
  if (!holder || !event || !isExport(event)) return problem('export.unknown');
  const { documentIds, purpose } = papersExportedSchema.parse(event.payload);
  const uses = usesOf(desk, ownerId);
  const papers = papersOf(desk, ownerId).filter(({ documentId }) => documentIds.includes(documentId));

  const zip = new ZipFile();
  const names = new Set<string>();
  const at = hybridTimeMs(event.occurredAt);
  const files: { name: string; file: PaperFile }[] = [];
  const rows = papers.map((paper): IndexRow => {
    const file = fileOf(desk, uses.find((one) => standingFor(one).document.id === paper.documentId)!);
    const row: IndexRow = { ...paper, kind: documentTypeOf(paper.typeCode)?.name ?? '' };
    if (!file) return row;
    const name = unusedName(documentFileName({ ownerNumber: holder.number, typeCode: paper.typeCode, number: paper.number }, extensions[file.mediaType] ?? 'bin'), names);
    files.push({ name, file });
    return { ...row, file: { name, sizeBytes: file.sizeBytes, sha256: file.sha256 } };
  });
  const index: ExportIndex = {
    ownerName: holder.name,
    ownerNumber: holder.number,
    agencyName: desk.store.state('desk', desk.store.deskId)?.unit.name ?? '',
    officerName: desk.store.state('officer', event.actorId)?.fullName ?? '',
    purpose,
    madeAt: timeText(at),
    rows,
  };

  const options = { mtime: new Date(at) };
  zip.addBuffer(Buffer.from(indexHtml(index)), 'danh-muc.html', options);
  zip.addBuffer(Buffer.from(indexCsv(index)), 'danh-muc.csv', options);
  const bytes = zip.outputStream as PassThrough;
  for (const { name, file } of files) {
    zip.addReadStreamLazy(name, { ...options, compress: false, size: file.sizeBytes }, (give) => {
      const stream = desk.blobs.read(file.sha256);
      // A file that cannot be read whole must end as a broken download, not as a ZIP that looks whole.
      stream.once('error', (error) => bytes.destroy(error));
      // Nobody reads on, as when the window is closed: then nothing stays open.
      bytes.once('close', () => stream.destroy());
      give(null, stream);
    });
  }
  zip.on('error', (error: Error) => bytes.destroy(error));
  zip.end();
  return { fileName: `${holder.number || holder.name}-giay-to.zip`, bytes };
};

const extensions: Record<string, string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tif',
  'image/webp': 'webp',
  'image/heic': 'heic',
};

/** Two papers may have no number, or the same. */
const unusedName = (name: string, used: Set<string>): string => {
  const dot = name.lastIndexOf('.');
  let unused = name;
  for (let copy = 2; used.has(unused.toLowerCase()); copy += 1) unused = `${name.slice(0, dot)} (${copy})${name.slice(dot)}`;
  used.add(unused.toLowerCase());
  return unused;
};
