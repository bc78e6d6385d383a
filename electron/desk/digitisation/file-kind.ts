/** What a scan may be. Decided by the bytes; a name says nothing. */
export type ScanKind = 'jpeg' | 'png' | 'tiff' | 'pdf' | 'webp' | 'heic' | 'avif';

export const mediaTypes: Record<ScanKind, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  tiff: 'image/tiff',
  pdf: 'application/pdf',
  webp: 'image/webp',
  heic: 'image/heic',
  avif: 'image/avif',
};

export const kindOfMediaType = (mediaType: string): ScanKind | undefined =>
  (Object.keys(mediaTypes) as ScanKind[]).find((kind) => mediaTypes[kind] === mediaType);

/** How much of a file's beginning `kindOf` wants to see. */
export const headBytes = 1024;

const signatures: readonly (readonly [ScanKind, string])[] = [
  ['jpeg', 'ffd8ff'],
  ['png', '89504e470d0a1a0a'],
  // Little and big endian, classic and BigTIFF. The file-type package looks for the directory, which many writers put at the
  // end, and so does not know a TIFF by its beginning alone.
  ['tiff', '49492a00'],
  ['tiff', '4d4d002a'],
  ['tiff', '49492b00'],
  ['tiff', '4d4d002b'],
];

/** @param head the file's first bytes, all of them if there are fewer than `headBytes` */
export const kindOf = (head: Uint8Array): ScanKind | undefined => {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, headBytes));
  const start = bytes.toString('hex', 0, 8);
  const known = signatures.find(([, signature]) => start.startsWith(signature));
  if (known) return known[0];
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'webp';
  if (bytes.toString('latin1', 4, 8) === 'ftyp') return kindOfBrands(bytes);
  // Some producers put a line or two before the header; readers accept it within the first 1024 bytes (ISO 32000, annex H).
  return bytes.includes('%PDF-') ? 'pdf' : undefined;
};

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

/** Photos of telephones name what they are in their first box (ISO/IEC 14496-12); a film in the same container is none. */
const kindOfBrands = (bytes: Buffer): ScanKind | undefined => {
  const end = Math.min(bytes.length, bytes.readUInt32BE(0));
  const brands: string[] = [];
  // The four bytes behind the first brand are its version.
  for (let offset = 8; offset + 4 <= end; offset += offset === 8 ? 8 : 4) brands.push(bytes.toString('latin1', offset, offset + 4));
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'avif';
  return brands.some((brand) => heicBrands.has(brand)) ? 'heic' : undefined;
};
