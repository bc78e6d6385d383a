import type { Picture } from './open-scan.ts';

/**
 * Pictures of pages, in memory only: they are personal data, and on disk they would have to be encrypted for less gain than
 * drawing them again costs. What was used longest ago goes first.
 */
export type PagePictures = {
  get(key: string): Picture | undefined;
  set(key: string, picture: Picture): void;
};

export const createPagePictures = (maxBytes = 64 * 1024 * 1024): PagePictures => {
  const pictures = new Map<string, Picture>();
  let heldBytes = 0;
  const drop = (key: string): void => {
    heldBytes -= pictures.get(key)?.bytes.length ?? 0;
    pictures.delete(key);
  };
  return {
    get: (key) => {
      const picture = pictures.get(key);
      if (picture === undefined) return undefined;
      pictures.delete(key);
      pictures.set(key, picture);
      return picture;
    },
    set: (key, picture) => {
      drop(key);
      pictures.set(key, picture);
      heldBytes += picture.bytes.length;
      for (const oldest of pictures.keys()) {
        if (heldBytes <= maxBytes) break;
        drop(oldest);
      }
    },
  };
};

/** Few widths, so that screens of different sizes share pictures. @param width in pixels, as asked for */
export const pictureWidth = (width: number): number => pictureWidths.find((known) => known >= width) ?? pictureWidths.at(-1)!;
const pictureWidths = [320, 640, 1000, 1600, 2400];

export const pictureKey = (sha256: string, page: number, width: number): string => `${sha256}/${page}/${width}`;
