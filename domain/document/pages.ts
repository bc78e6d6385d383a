import type { DocumentState, PageEdit } from './document.ts';

/** The recipe of a document's pages; where nobody has touched them, its own original from first to last. */
export const effectivePages = ({ pages, sha256, pageCount }: Pick<DocumentState, 'pages' | 'sha256' | 'pageCount'>): PageEdit[] =>
  pages ?? (sha256 === undefined ? [] : Array.from({ length: pageCount ?? 0 }, (_, index) => ({ sha256, page: index + 1 })));

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
