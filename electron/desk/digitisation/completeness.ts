import { headBytes, kindOf, type ScanKind } from './file-kind.ts';

/** A file as far as it has been written. `read` gives fewer bytes only at the file's end. */
export type ReadableFile = { sizeBytes: number; read(offset: number, length: number): Promise<Buffer> };

export type Completeness =
  | { state: 'whole'; kind: ScanKind }
  /** More is to come, or it was cut off: only time tells. */
  | { state: 'partial'; kind?: ScanKind }
  | { state: 'empty' }
  | { state: 'unsupported' };

/**
 * Whether the format's own end is there. Size and time standing still are not enough: a scanner that pauses between pages,
 * or a network share that reserves the whole size first, would have its file taken early, and then for good (paperless-ngx 9698).
 */
export const completenessOf = async (file: ReadableFile): Promise<Completeness> => {
  if (file.sizeBytes === 0) return { state: 'empty' };
  const head = await file.read(0, headBytes);
  const kind = kindOf(head);
  if (kind === undefined) {
    // Reserved but not yet written, or too short to tell.
    if (head.length < 16 || head.every((byte) => byte === 0)) return { state: 'partial' };
    return { state: 'unsupported' };
  }
  return { state: (await hasEnd[kind](file)) ? 'whole' : 'partial', kind };
};

const tailOf = async (file: ReadableFile, length: number): Promise<Buffer> => file.read(Math.max(0, file.sizeBytes - length), length);

const hasJpegEnd = async (file: ReadableFile): Promise<boolean> => {
  const tail = await tailOf(file, 2);
  if (tail[0] === 0xff && tail[1] === 0xd9) return true;
  // Telephones put data of their own behind the picture; then the picture itself is walked through.
  return walkJpeg(file);
};

/** From marker to marker to the end-of-image one (ITU-T T.81, annex B). A thumbnail's own end inside a segment does not count. */
const walkJpeg = async (file: ReadableFile): Promise<boolean> => {
  const windowBytes = 1 << 20;
  let windowStart = 0;
  let window: Buffer = Buffer.alloc(0);
  const at = async (offset: number): Promise<number | undefined> => {
    if (offset < windowStart || offset >= windowStart + window.length) {
      window = await file.read(offset, windowBytes);
      windowStart = offset;
    }
    return window[offset - windowStart];
  };

  let offset = 2;
  while (offset < file.sizeBytes) {
    if ((await at(offset)) !== 0xff) return false;
    let marker = await at(++offset);
    while (marker === 0xff) marker = await at(++offset);
    offset += 1;
    if (marker === undefined) return false;
    if (marker === 0xd9) return true;
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) continue;
    const high = await at(offset);
    const low = await at(offset + 1);
    if (high === undefined || low === undefined) return false;
    offset += high * 256 + low;
    if (marker !== 0xda) continue;
    // Coded data: FF is followed by 00 or a restart marker until the next real marker.
    for (;;) {
      if ((await at(offset)) === undefined) return false;
      const next = window.indexOf(0xff, offset - windowStart);
      if (next < 0) {
        offset = windowStart + window.length;
        continue;
      }
      offset = windowStart + next;
      const code = await at(offset + 1);
      if (code === undefined) return false;
      if (code !== 0 && code !== 0xff && !(code >= 0xd0 && code <= 0xd7)) break;
      offset += code === 0xff ? 1 : 2;
    }
  }
  return false;
};

const hasPngEnd = async (file: ReadableFile): Promise<boolean> => {
  let offset = 8;
  while (offset + 12 <= file.sizeBytes) {
    const chunk = await file.read(offset, 8);
    if (chunk.length < 8) return false;
    offset += 12 + chunk.readUInt32BE(0);
    if (chunk.toString('latin1', 4, 8) === 'IEND') return offset <= file.sizeBytes;
  }
  return false;
};

const hasPdfEnd = async (file: ReadableFile): Promise<boolean> => {
  // A file laid out for the web has an %%EOF near its beginning too, and says how long it will be (ISO 32000, annex F).
  const head = (await file.read(0, 1024)).toString('latin1');
  const promised = /\/Linearized\b/.test(head) ? Number(/\/L\s+(\d+)/.exec(head)?.[1] ?? 0) : 0;
  if (file.sizeBytes < promised) return false;
  return (await tailOf(file, 1024)).includes('%%EOF');
};

/** Bytes of one value, by the number that the file gives its type. */
const tiffTypeBytes: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8 };

/**
 * Every directory, every value that it keeps elsewhere, and every strip or tile lies within the file (TIFF 6.0 and BigTIFF).
 * Many writers put the values last: the tables that a JPEG page cannot be read without, or nothing but the resolution.
 */
const hasTiffEnd = async (file: ReadableFile): Promise<boolean> => {
  const header = await file.read(0, 16);
  const isLittle = header.toString('latin1', 0, 2) === 'II';
  const number = (bytes: Buffer, offset: number, size: number): number =>
    size === 8
      ? Number(isLittle ? bytes.readBigUInt64LE(offset) : bytes.readBigUInt64BE(offset))
      : isLittle
        ? bytes.readUIntLE(offset, size)
        : bytes.readUIntBE(offset, size);
  if (header.length < 8) return false;
  const isBig = number(header, 2, 2) === 43;
  if (isBig && header.length < 16) return false;
  const word = isBig ? 8 : 4;
  const entryBytes = isBig ? 20 : 12;
  const countBytes = isBig ? 8 : 2;

  const valuesOf = async (entry: Buffer): Promise<number[] | undefined> => {
    const type = number(entry, 2, 2);
    const size = [3, 4, 16].includes(type) ? tiffTypeBytes[type] : undefined;
    const count = number(entry, 4, word);
    if (size === undefined || count > 1_000_000) return undefined;
    const bytes =
      size * count <= word ? entry.subarray(4 + word) : await file.read(number(entry, 4 + word, word), size * count);
    if (bytes.length < size * count) return undefined;
    return Array.from({ length: count }, (_, index) => number(bytes, index * size, size));
  };

  let directory = number(header, isBig ? 8 : 4, word);
  const seen = new Set<number>();
  while (directory !== 0) {
    // A ring of directories is not a file that is still growing; the reader will say what it is.
    if (seen.has(directory) || seen.size > 10_000) return true;
    seen.add(directory);
    const countField = await file.read(directory, countBytes);
    if (countField.length < countBytes) return false;
    const entries = number(countField, 0, countBytes);
    if (entries === 0 || entries > 10_000) return false;
    const body = await file.read(directory + countBytes, entries * entryBytes + word);
    if (body.length < entries * entryBytes + word) return false;
    const tags = new Map<number, Buffer>();
    for (let index = 0; index < entries; index += 1) {
      const entry = body.subarray(index * entryBytes, (index + 1) * entryBytes);
      tags.set(number(entry, 0, 2), entry);
      const bytes = (tiffTypeBytes[number(entry, 2, 2)] ?? 0) * number(entry, 4, word);
      if (bytes > word && number(entry, 4 + word, word) + bytes > file.sizeBytes) return false;
    }
    for (const [offsetsTag, sizesTag] of [[273, 279], [324, 325]] as const) {
      const offsetsEntry = tags.get(offsetsTag);
      const sizesEntry = tags.get(sizesTag);
      if (!offsetsEntry || !sizesEntry) continue;
      const offsets = await valuesOf(offsetsEntry);
      const sizes = await valuesOf(sizesEntry);
      if (!offsets || !sizes) return false;
      if (offsets.some((offset, index) => offset + (sizes[index] ?? 0) > file.sizeBytes)) return false;
    }
    directory = number(body, entries * entryBytes, word);
  }
  return seen.size > 0;
};

/** The container says how long it is (RIFF: without its own eight bytes, and padded to an even length). */
const hasWebpEnd = async (file: ReadableFile): Promise<boolean> => {
  const head = await file.read(0, 8);
  if (head.length < 8) return false;
  const bodyBytes = head.readUInt32LE(4);
  return bodyBytes >= 4 && file.sizeBytes >= 8 + bodyBytes + (bodyBytes % 2);
};

/** From box to box (ISO/IEC 14496-12): the description and the coded picture are both there, and no box ends behind the file. */
const hasBoxesEnd = async (file: ReadableFile): Promise<boolean> => {
  const seen = new Set<string>();
  let offset = 0;
  while (offset + 8 <= file.sizeBytes) {
    const head = await file.read(offset, 16);
    if (head.length < 8) return false;
    const type = head.toString('latin1', 4, 8);
    const short = head.readUInt32BE(0);
    if (short === 1 && head.length < 16) return false;
    const boxBytes = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? file.sizeBytes - offset : short;
    // What a maker has put behind the picture need not be a box; the decoder looks at what is before it.
    if (boxBytes < 8) break;
    if (offset + boxBytes > file.sizeBytes) return false;
    seen.add(type);
    offset += boxBytes;
  }
  return seen.has('meta') && seen.has('mdat');
};

const hasEnd: Record<ScanKind, (file: ReadableFile) => Promise<boolean>> = {
  jpeg: hasJpegEnd,
  png: hasPngEnd,
  pdf: hasPdfEnd,
  tiff: hasTiffEnd,
  webp: hasWebpEnd,
  heic: hasBoxesEnd,
  avif: hasBoxesEnd,
};
