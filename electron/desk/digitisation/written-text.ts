import { OPS, type PDFPageProxy, Util } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A word of a page's own text layer; its place in shares of the upright page, from its left and top edge. */
export type WrittenWord = { text: string; line: number; left: number; top: number; right: number; bottom: number };

/**
 * The words that a page of a PDF says it has, in the order in which it says them.
 * @returns undefined where it says none, or where a picture has words that are hardly of this page: scanners that know no Vietnamese
 * put letters of their own behind the pages that they make
 */
export const writtenWords = async (page: PDFPageProxy): Promise<WrittenWord[] | undefined> => {
  const words = await wordsOf(page);
  const letters = words.map(({ text }) => text).join('').match(/\p{L}/gu) ?? [];
  if (letters.length === 0) return undefined;
  const marked = letters.filter((letter) => /[đĐ]|\p{L}\p{M}/u.test(letter.normalize('NFD')));
  const isSurelyRead = letters.length >= manyLetters && marked.length >= letters.length * leastMarked;
  return isSurelyRead || !(await hasPicture(page)) ? words : undefined;
};

/** A third of a page. */
const manyLetters = 200;
/** In Vietnamese a quarter of the letters have marks; in a list of names and numbers there are fewer. */
const leastMarked = 0.05;

const wordsOf = async (page: PDFPageProxy): Promise<WrittenWord[]> => {
  const viewport = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const words: WrittenWord[] = [];
  let open: WrittenWord | undefined;
  let line = 0;
  const close = (): void => {
    if (open) words.push(open);
    open = undefined;
  };
  for (const item of items) {
    if (!('str' in item)) continue;
    const [alongX, alongY, upX, upY, x, y] = Util.transform(viewport.transform, item.transform) as [number, number, number, number, number, number];
    const along = Math.hypot(alongX, alongY) || 1;
    const letters = [...item.str.normalize('NFC')];
    const step = item.width / Math.max(1, letters.length);
    for (const [index, letter] of letters.entries()) {
      if (letter.trim() === '') {
        close();
        continue;
      }
      const box = boxOf([x + (alongX / along) * step * index, y + (alongY / along) * step * index], [(alongX / along) * step, (alongY / along) * step], [upX, upY]);
      open = open === undefined ? { text: letter, line, ...box } : { ...around(open, box), text: open.text + letter, line };
    }
    if (item.hasEOL) {
      close();
      line += 1;
    }
  }
  close();
  return words.map(({ text, line: row, left, right, top, bottom }) => ({ text, line: row, left: left / viewport.width, right: right / viewport.width, top: top / viewport.height, bottom: bottom / viewport.height }));
};

type Box = Pick<WrittenWord, 'left' | 'top' | 'right' | 'bottom'>;
type Vector = readonly [x: number, y: number];

const boxOf = ([x, y]: Vector, along: Vector, up: Vector): Box => {
  const [xs, ys] = [[x, x + along[0], x + up[0], x + along[0] + up[0]], [y, y + along[1], y + up[1], y + along[1] + up[1]]];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
};

const around = (one: Box, other: Box): Box => ({
  left: Math.min(one.left, other.left),
  right: Math.max(one.right, other.right),
  top: Math.min(one.top, other.top),
  bottom: Math.max(one.bottom, other.bottom),
});

const pictureOperators: ReadonlySet<number> = new Set([OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject, OPS.paintImageXObjectRepeat, OPS.paintImageMaskXObjectGroup]);

const hasPicture = async (page: PDFPageProxy): Promise<boolean> => (await page.getOperatorList()).fnArray.some((operator) => pictureOperators.has(operator));
