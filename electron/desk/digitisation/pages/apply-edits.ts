import type { Sharp } from 'sharp';
import type { PageEdit } from '../../../../domain/document/document.ts';
import { toneOf } from '../../../../domain/document/pages.ts';
import { settled, sizeOf } from './page-source.ts';

/**
 * The edits of a page, always in this order: turned, straightened, cut out, cleaned of specks, made lighter or darker. A page
 * that is straightened keeps its size, so that it is printed as large as the paper was.
 * @param image upright and settled
 */
export const withEdits = async (image: Sharp, { quarterTurns = 0, deskewDegrees = 0, crop, isDespeckled = false, brightness = 0 }: Omit<PageEdit, 'sha256' | 'page'>): Promise<Sharp> => {
  let page = image;
  if (quarterTurns !== 0) page = await settled(page.rotate(quarterTurns * 90));
  if (deskewDegrees !== 0) page = await straightened(page, deskewDegrees);
  if (crop) page = await settled(page.extract(cutOf(crop, await sizeOf(page))));
  if (isDespeckled) page = await settled(page.median(speckPx));
  if (brightness !== 0) {
    const { factor, offset } = toneOf(brightness);
    page = await settled(page.linear(factor, offset));
  }
  return page;
};

/** A speck is one dot at 300 dpi; a wider window eats the marks over Vietnamese letters. */
const speckPx = 3;

const straightened = async (page: Sharp, degrees: number): Promise<Sharp> => {
  const { width, height } = await sizeOf(page);
  const turned = await settled(page.rotate(degrees, { background: '#fff' }));
  const around = await sizeOf(turned);
  // At angles near a quarter turn the turned sheet is narrower than it was; ours are small, so it has grown on all sides.
  return settled(turned.extract({ left: Math.floor((around.width - width) / 2), top: Math.floor((around.height - height) / 2), width, height }));
};

const cutOf = (crop: NonNullable<PageEdit['crop']>, { width, height }: { width: number; height: number }): { left: number; top: number; width: number; height: number } => {
  const left = Math.min(width - 1, Math.round(crop.left * width));
  const top = Math.min(height - 1, Math.round(crop.top * height));
  return {
    left,
    top,
    width: Math.max(1, Math.min(width - left, Math.round(crop.width * width))),
    height: Math.max(1, Math.min(height - top, Math.round(crop.height * height))),
  };
};
