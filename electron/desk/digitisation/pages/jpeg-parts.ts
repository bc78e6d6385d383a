export type JpegParts = {
  /** What decoders need and nothing else: where and with what a photo was taken does not go into a citizen's paper. */
  bytes: Uint8Array;
  width: number;
  height: number;
  /** 1 grey, 3 colour. */
  components: 1 | 3;
};

const startOfScan = 0xda;
/** Baseline, extended and progressive, Huffman coded: what a PDF may hold (ISO 32000-1, 7.4.8). */
const frames: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
const otherFrames: ReadonlySet<number> = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);
/** JFIF, and Adobe's word on how colours are coded; all other application segments and comments only tell of the file. */
const isKept = (marker: number): boolean => marker === 0xe0 || marker === 0xee || !((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe);

/** @returns undefined for a JPEG that cannot be in a PDF as it is: lossless, arithmetic, CMYK, more than 8 bits, broken */
export const jpegParts = (jpeg: Uint8Array): JpegParts | undefined => {
  const file = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  const parts: Buffer[] = [file.subarray(0, 2)];
  let frame: Omit<JpegParts, 'bytes'> | undefined;
  let offset = 2;
  while (offset + 4 <= file.length) {
    if (file[offset] !== 0xff) return undefined;
    const marker = file[offset + 1]!;
    // Any number of fill bytes may stand before a marker.
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    const end = offset + 2 + file.readUInt16BE(offset + 2);
    if (end > file.length || otherFrames.has(marker)) return undefined;
    if (frames.has(marker)) {
      const components = file[offset + 9];
      if (file[offset + 4] !== 8 || (components !== 1 && components !== 3)) return undefined;
      frame = { height: file.readUInt16BE(offset + 5), width: file.readUInt16BE(offset + 7), components };
    }
    if (marker === startOfScan) {
      parts.push(file.subarray(offset, endOfPicture(file, offset)));
      return frame && frame.width > 0 && frame.height > 0 ? { ...frame, bytes: Buffer.concat(parts) } : undefined;
    }
    if (isKept(marker)) parts.push(file.subarray(offset, end));
    offset = end;
  }
  return undefined;
};

/** Telephones put a film or a second picture behind the first. Within coded data 0xff is followed by 0 or a restart marker. */
const endOfPicture = (file: Buffer, scan: number): number => {
  let offset = scan;
  for (;;) {
    const at = file.indexOf(0xff, offset);
    if (at < 0 || at + 1 >= file.length) return file.length;
    const marker = file[at + 1]!;
    if (marker === 0xd9) return at + 2;
    const hasLength = marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7) && at + 4 <= file.length;
    offset = hasLength ? at + 2 + file.readUInt16BE(at + 2) : at + 1 + (marker === 0xff ? 0 : 1);
  }
};
