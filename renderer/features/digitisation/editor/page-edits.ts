import type { PageEdit } from '../../../../domain/document/document.ts';

type Crop = NonNullable<PageEdit['crop']>;

/** Every change of a page, as an officer makes it: pure, and without a trace where it comes back to how it was scanned. */
const tidy = <Page extends PageEdit>(page: Page): Page => {
  const { quarterTurns = 0, deskewDegrees = 0, crop, isDespeckled = false, brightness = 0, isDropped = false, ...rest } = page;
  return {
    ...rest,
    ...(quarterTurns !== 0 && { quarterTurns }),
    ...(deskewDegrees !== 0 && { deskewDegrees }),
    ...(crop && !isWhole(crop) && { crop }),
    ...(isDespeckled && { isDespeckled }),
    ...(brightness !== 0 && { brightness }),
    ...(isDropped && { isDropped }),
  } as Page;
};

const isWhole = ({ left, top, width, height }: Crop): boolean => left === 0 && top === 0 && width === 1 && height === 1;

/** What is cut out turns with the page, or it would be another part of it. @param by quarter turns clockwise; −1 for one to the left */
export const turned = <Page extends PageEdit>(page: Page, by: number): Page => {
  const turns = ((by % 4) + 4) % 4;
  let crop = page.crop;
  for (let turn = 0; crop && turn < turns; turn += 1) crop = { left: tidyFraction(1 - crop.top - crop.height), top: crop.left, width: crop.height, height: crop.width };
  return tidy({ ...page, quarterTurns: ((page.quarterTurns ?? 0) + turns) % 4, ...(crop && { crop }) });
};

export const mostDegrees = 15;

/** @param degrees clockwise, in place of those before */
export const straightened = <Page extends PageEdit>(page: Page, degrees: number): Page =>
  tidy({ ...page, deskewDegrees: Math.round(Math.max(-mostDegrees, Math.min(mostDegrees, degrees)) * 10) / 10 });

/** @param crop undefined: the whole page again */
export const cropped = <Page extends PageEdit>(page: Page, crop: Crop | undefined): Page => {
  const { crop: _, ...rest } = page;
  return tidy({ ...rest, ...(crop && { crop }) } as Page);
};

export const despeckled = <Page extends PageEdit>(page: Page, isDespeckled: boolean): Page => tidy({ ...page, isDespeckled });
/** @param brightness −100..100 */
export const brightened = <Page extends PageEdit>(page: Page, brightness: number): Page => tidy({ ...page, brightness: Math.round(Math.max(-100, Math.min(100, brightness))) });
export const dropped = <Page extends PageEdit>(page: Page, isDropped: boolean): Page => tidy({ ...page, isDropped });
/** As it was scanned; dropped or not stays as it is. */
export const asScanned = <Page extends PageEdit>(page: Page): Page => {
  const { quarterTurns: _q, deskewDegrees: _d, crop: _c, isDespeckled: _s, brightness: _b, ...rest } = page;
  return rest as Page;
};

export const moved = <Item>(items: readonly Item[], from: number, to: number): Item[] => {
  if (from === to || items[from] === undefined) return [...items];
  return items.toSpliced(from, 1).toSpliced(to, 0, items[from]);
};

const smallestPart = 0.02;
const tidyFraction = (value: number): number => Math.round(value * 10_000) / 10_000;

/** A rectangle that lies within the page and is large enough to be meant. */
export const cropWithin = ({ left, top, width, height }: Crop): Crop => {
  const [w, h] = [Math.max(smallestPart, Math.min(1, width)), Math.max(smallestPart, Math.min(1, height))];
  return { left: tidyFraction(Math.max(0, Math.min(1 - w, left))), top: tidyFraction(Math.max(0, Math.min(1 - h, top))), width: tidyFraction(w), height: tidyFraction(h) };
};

/** From one corner to the other, whichever way it is drawn. */
export const cropBetween = (a: { x: number; y: number }, b: { x: number; y: number }): Crop => {
  const within = (value: number): number => Math.max(0, Math.min(1, value));
  const [x1, x2] = [within(a.x), within(b.x)].sort((one, other) => one - other) as [number, number];
  const [y1, y2] = [within(a.y), within(b.y)].sort((one, other) => one - other) as [number, number];
  return cropWithin({ left: x1, top: y1, width: x2 - x1, height: y2 - y1 });
};

/** A page as the screen holds it: its edits, and where its picture is. */
export type EditorPage = PageEdit & { /** Stays the same wherever the page is moved. */ key: string; /** Upright, without edits. */ url: string };

/** What the desk keeps of the pages. */
export const recipeOf = (pages: readonly EditorPage[]): PageEdit[] => pages.map(({ key: _k, url: _u, ...edit }) => edit);

const editKeys = ['sha256', 'page', 'quarterTurns', 'deskewDegrees', 'isDespeckled', 'brightness', 'isDropped'] as const satisfies (keyof PageEdit)[];
const cropKeys = ['left', 'top', 'width', 'height'] as const;

export const isSameRecipe = (a: readonly PageEdit[], b: readonly PageEdit[]): boolean =>
  a.length === b.length && a.every((page, index) => editKeys.every((key) => (page[key] || undefined) === (b[index]![key] || undefined)) && cropKeys.every((key) => page.crop?.[key] === b[index]!.crop?.[key]));
