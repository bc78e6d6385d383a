/** Of the em; every letter is as wide, and a word is stretched to its box. */
export const letterWidth = 500;
export const ascent = 800;
export const descent = -200;

const unitsPerEm = 1000;

/**
 * A TrueType font of one glyph with nothing on it, for words that lie unseen over the picture of a page (ISO 32000-1, 9.3.6,
 * mode 3). Whatever letters a page has, the font is the same few hundred bytes, where real letters would be tens of thousands.
 */
export const emptyFont = (): Uint8Array => {
  const tables: Record<string, Buffer> = {
    // The space alone: a table without any letter is odd to some readers.
    cmap: words(0, 1, 3, 1, 0, 12, 4, 32, 0, 4, 4, 1, 0, 0x20, 0xffff, 0, 0x20, 0xffff, 1 - 0x20, 1, 0, 0),
    glyf: Buffer.alloc(4),
    head: Buffer.concat([
      words(1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0b11, unitsPerEm),
      // Made and changed: no time, so that the same font comes out every time.
      Buffer.alloc(16),
      words(0, descent, letterWidth, ascent, 0, 8, 2, 0, 0),
    ]),
    hhea: words(1, 0, ascent, descent, 0, letterWidth, 0, 0, letterWidth, 1, 0, 0, 0, 0, 0, 0, 0, 1),
    hmtx: words(letterWidth, 0, 0),
    loca: words(0, 0, 0),
    maxp: words(1, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
    name: Buffer.concat([words(0, 1, 18, 3, 1, 0x409, 6, fontName.length * 2, 0), Buffer.from(fontName, 'utf16le').swap16()]),
    post: words(3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
  };
  const tags = Object.keys(tables).sort();
  const power = 2 ** Math.floor(Math.log2(tags.length));
  const parts = [words(1, 0, tags.length, power * 16, Math.log2(power), (tags.length - power) * 16)];
  let offset = 12 + tags.length * 16;
  const directory = tags.map((tag) => {
    const entry = Buffer.alloc(16);
    entry.write(tag, 'latin1');
    entry.writeUInt32BE(sumOf(tables[tag]!), 4);
    entry.writeUInt32BE(offset, 8);
    entry.writeUInt32BE(tables[tag]!.length, 12);
    offset += padded(tables[tag]!).length;
    return entry;
  });
  const font = Buffer.concat([...parts, ...directory, ...tags.map((tag) => padded(tables[tag]!))]);
  const head = font.readUInt32BE(12 + tags.indexOf('head') * 16 + 8);
  font.writeUInt32BE((0xb1b0afba - sumOf(font)) >>> 0, head + 8);
  return font;
};

export const fontName = 'QuayMotCua-Empty';

/** Numbers of 16 bits, as nearly everything in a TrueType file is. */
const words = (...values: number[]): Buffer => {
  const buffer = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) buffer.writeUInt16BE(value & 0xffff, index * 2);
  return buffer;
};

const padded = (table: Buffer): Buffer => Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);

const sumOf = (table: Buffer): number => {
  const whole = padded(table);
  let sum = 0;
  for (let offset = 0; offset < whole.length; offset += 4) sum = (sum + whole.readUInt32BE(offset)) >>> 0;
  return sum;
};
