import sharp from 'sharp';

/** What is written on a pad, at the size in which it is printed. */
const box = { width: 900, height: 300 };
const maxPixels = 4_000_000;
/** Of 255: paler is paper. */
const inkBelow = 160;

/**
 * Worker task: a signature drawn on the screen, as a plain picture of black on white. What else a file may carry stays outside.
 * @returns undefined where it is no picture, or nothing was written
 */
export const readSignature = async ({ png }: { png: Uint8Array }): Promise<Uint8Array | undefined> => {
  try {
    const image = sharp(png, { limitInputPixels: maxPixels }).flatten({ background: '#fff' }).greyscale().resize({ ...box, fit: 'inside', withoutEnlargement: true });
    const { data, info } = await image.png({ compressionLevel: 9, palette: true, colours: 8 }).toBuffer({ resolveWithObject: true });
    const { channels } = await sharp(data).stats();
    return info.width < 16 || channels[0]!.min >= inkBelow ? undefined : data;
  } catch {
    return undefined;
  }
};
