import createHeif, { type HeifImage } from 'libheif-js/libheif-wasm/libheif-bundle.mjs';
import sharp from 'sharp';
import { type Problem, problem } from '../../../domain/problem.ts';
import { type ImageReader, upright } from './image-reader.ts';

type Pixels = { data: Uint8ClampedArray; width: number; height: number };

const heif = createHeif();

/** Only in a worker thread. The photo of a telephone; turned as it says itself. @returns a Problem for a file that cannot be shown */
export const openHeic = (bytes: Uint8Array, maxPagePixels: number): ImageReader | Problem => {
  const decoder = new heif.HeifDecoder();
  const images = decoder.decode(bytes);
  if (images.length === 0) return problem('scan.unreadable');
  const close = (): void => images.forEach((image) => image.free());
  const tooLarge = images.map((image) => ({ width: image.get_width(), height: image.get_height() })).find(({ width, height }) => width * height > maxPagePixels);
  if (tooLarge) {
    close();
    return problem('scan.tooManyPixels', tooLarge);
  }

  // The page that was asked for last: unpacking takes most of the time, and a photo is asked for in several sizes.
  let last: { page: number; pixels: Pixels } | undefined;
  return {
    pageCount: images.length,
    page: async (page, width) => {
      if (last?.page !== page) last = { page, pixels: await unpacked(images[page - 1]!) };
      const { data, width: pageWidth, height } = last.pixels;
      return upright(sharp(data, { raw: { width: pageWidth, height, channels: 4 } }), width);
    },
    close,
  };
};

const unpacked = (image: HeifImage): Promise<Pixels> =>
  new Promise((resolve, reject) => {
    const [width, height] = [image.get_width(), image.get_height()];
    image.display({ data: new Uint8ClampedArray(width * height * 4), width, height }, (shown) => (shown ? resolve(shown) : reject(new Error('not enough data in the picture'))));
  });
