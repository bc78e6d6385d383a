import { type Problem, problem } from '../problem.ts';
import type { DocumentState, PageEdit } from './document.ts';

/** The recipe of a document's pages; where nobody has touched them, its own original from first to last. */
export const effectivePages = ({ pages, sha256, pageCount }: Pick<DocumentState, 'pages' | 'sha256' | 'pageCount'>): PageEdit[] =>
  pages ?? (sha256 === undefined ? [] : Array.from({ length: pageCount ?? 0 }, (_, index) => ({ sha256, page: index + 1 })));

/** What the document shows. */
export const shownPages = (document: Parameters<typeof effectivePages>[0]): PageEdit[] => effectivePages(document).filter(({ isDropped }) => !isDropped);

/** Every original that the document is made of, those of pages that are left out too: they can be put back anywhere. */
export const originalsOf = (document: Parameters<typeof effectivePages>[0]): string[] => [...new Set(effectivePages(document).map(({ sha256 }) => sha256))];

/** As many as an event can name. */
export const maxPages = 2000;
const maxOriginals = 500;
/** A cut is stored in fractions with rounding errors. */
const cropTolerance = 0.001;

/**
 * Whether `next` may take the place of `now`: the same pages in any order and with any edits. None is lost, since leaving one
 * out is an edit too, and none comes from elsewhere.
 */
export const checkRecipe = (now: readonly PageEdit[], next: readonly PageEdit[]): Problem | undefined => {
  const names = (pages: readonly PageEdit[]): string => pages.map(({ sha256, page }) => `${sha256}/${page}`).sort().join(' ');
  if (names(now) !== names(next)) return problem('document.pagesDiffer');
  if (next.every(({ isDropped }) => isDropped)) return problem('document.noPageLeft');
  const isInside = ({ crop }: PageEdit): boolean => crop === undefined || (crop.left + crop.width <= 1 + cropTolerance && crop.top + crop.height <= 1 + cropTolerance);
  return next.every(isInside) ? undefined : problem('input.malformed', { field: 'crop' });
};

/** @param before at which pages, from 2, another document begins */
export const splitPages = (pages: readonly PageEdit[], before: readonly number[]): PageEdit[][] | Problem => {
  const starts = [1, ...new Set(before)].sort((a, b) => a - b);
  if (starts.length < 2 || starts.some((start, index) => !Number.isInteger(start) || start > pages.length || (index > 0 && start < 2))) return problem('input.malformed', { field: 'before' });
  const parts = starts.map((start, index) => pages.slice(start - 1, (starts[index + 1] ?? pages.length + 1) - 1));
  return parts.every(hasPage) ? parts : problem('document.noPageLeft');
};

export const mergePages = (parts: readonly (readonly PageEdit[])[]): PageEdit[] | Problem => {
  const pages = parts.flat();
  if (pages.length > maxPages) return problem('document.tooManyPages', { pages: pages.length, most: maxPages });
  const originals = new Set(pages.map(({ sha256 }) => sha256)).size;
  return originals > maxOriginals ? problem('document.tooManyPages', { pages: originals, most: maxOriginals }) : pages;
};

/**
 * Both sides of sheets that went through the scanner twice. A stack that was turned over as a whole has its last sheet on top, so
 * the backs come in the opposite order.
 */
export const interleavePages = (fronts: readonly PageEdit[], backs: readonly PageEdit[], { areBacksReversed }: { areBacksReversed: boolean }): PageEdit[] | Problem => {
  if (fronts.length !== backs.length) return problem('document.sidesDiffer', { fronts: fronts.length, backs: backs.length });
  const inOrder = areBacksReversed ? backs.toReversed() : backs;
  return mergePages(fronts.map((front, index) => [front, inOrder[index]!]));
};

const hasPage = (pages: readonly PageEdit[]): boolean => pages.some(({ isDropped }) => !isDropped);

/** How much paler ink may become three times as dark, and dark paper a third of what it is. */
const strongestTone = 3;

/**
 * What becomes of each colour value (0..255): `value × factor + offset`. Darker keeps white white, so that the pale ink of a
 * carbon copy gets darker and its paper does not; lighter keeps black black. On a screen: `brightness(factor)`, and for darker
 * the same between two `invert(1)`.
 * @param brightness −100..100
 */
export const toneOf = (brightness: number): { factor: number; offset: number } => {
  const factor = 1 + (Math.abs(brightness) / 100) * (strongestTone - 1);
  return { factor, offset: brightness < 0 ? 255 * (1 - factor) : 0 };
};
