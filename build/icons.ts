import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { root } from './root.ts';

const png = (svg: Buffer, size: number): Promise<Buffer> => sharp(svg, { density: Math.max(72, (72 * size) / 512) }).resize(size, size).png({ compressionLevel: 9 }).toBuffer();

/** A Windows icon is a directory of pictures; since Vista each may be a PNG as it is. */
export const ico = (pictures: { size: number; png: Buffer }[]): Buffer => {
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = 6 + 16 * pictures.length;
  const entries = pictures.map(({ size, png: bytes }) => {
    const entry = Buffer.alloc(16);
    // 256 is written as 0.
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(bytes.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += bytes.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...pictures.map((picture) => picture.png)]);
};

/** Draws every icon from the one mark: the window's and installer's, and the tray's. */
export const drawIcons = async (folder: string): Promise<void> => {
  const svg = readFileSync(join(root, 'build', 'icons', 'mark.svg'));
  mkdirSync(folder, { recursive: true });
  const sizes = [16, 24, 32, 48, 64, 128, 256];
  const pictures = await Promise.all(sizes.map(async (size) => ({ size, png: await png(svg, size) })));
  writeFileSync(join(folder, 'icon.ico'), ico(pictures));
  writeFileSync(join(folder, 'icon.png'), await png(svg, 512));
  writeFileSync(join(folder, 'tray.png'), await png(svg, 32));
  writeFileSync(join(folder, 'tray@2x.png'), await png(svg, 64));
};

if (import.meta.main) await drawIcons(join(root, 'out', 'icons'));
