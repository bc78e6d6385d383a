export type Rectangle = { left: number; bottom: number; right: number; top: number };

export type MarkPlace = {
  width: number;
  height: number;
  /** `box` in the page's own coordinates; `quarterTurns` clockwise, as it is shown. */
  page: { box: Rectangle; quarterTurns: 0 | 1 | 2 | 3 };
  /** Where marks are already. */
  taken: Rectangle[];
};

/** NĐ 30/2020/NĐ-CP, Phụ lục I: upright, size 10, black. */
const fontSize = 10;
const lineHeight = 11.5;
const padding = 2;
const maxTextWidth = 230;
/** From the edge of the page; it must stay clear of what a printer cuts. */
const margin = 12;
const gap = 2;

export type LaidMark = { lines: string[]; width: number; height: number; fontSize: number; lineHeight: number; padding: number };

/** Lines that are too long go on in the next, broken between words. */
export const layMark = (lines: readonly string[], widthOf: (text: string, size: number) => number): LaidMark => {
  const broken = lines.flatMap((line) =>
    line.split(/\s+/).reduce<string[]>((done, word) => {
      const last = done.at(-1);
      const longer = last === undefined ? word : `${last} ${word}`;
      return last !== undefined && widthOf(longer, fontSize) > maxTextWidth ? [...done, word] : [...done.slice(0, -1), longer];
    }, []),
  );
  const widest = Math.max(...broken.map((line) => widthOf(line, fontSize)));
  return { lines: broken, width: round(widest + 2 * padding), height: round(broken.length * lineHeight + 2 * padding), fontSize, lineHeight, padding };
};

/**
 * Top right of the page as it is shown; where a mark is there already, below it. On a page with no room left the mark goes to
 * the bottom, over another: better than outside the page.
 */
export const placeMark = ({ width, height, page: { box, quarterTurns }, taken }: MarkPlace): { rectangle: [number, number, number, number]; matrix: [number, number, number, number, number, number] } => {
  const isOnSide = quarterTurns % 2 === 1;
  const pageWidth = isOnSide ? box.top - box.bottom : box.right - box.left;
  const pageHeight = isOnSide ? box.right - box.left : box.top - box.bottom;
  // A page smaller than the mark, as a scanned card is: the whole mark smaller.
  const scale = Math.min(1, (pageWidth - 2) / (width + 2 * margin), (pageHeight - 2) / (height + 2 * margin));
  const [w, h, edge] = [width * scale, height * scale, margin * scale];
  const shown = taken.map((rectangle) => asShown(rectangle, box, quarterTurns)).filter((other) => other.right > other.left && other.top > other.bottom);
  const left = pageWidth - edge - w;
  let top = pageHeight - edge;
  for (const other of shown.sort((a, b) => b.top - a.top)) {
    const isInTheWay = other.right > left && other.left < left + w && other.top > top - h && other.bottom < top;
    if (isInTheWay) top = other.bottom - gap * scale;
  }
  const bottom = Math.max(edge, top - h);
  const { left: x1, bottom: y1, right: x2, top: y2 } = fromShown({ left, bottom, right: left + w, top: bottom + h }, box, quarterTurns);
  return { rectangle: [round(x1), round(y1), round(x2), round(y2)], matrix: turned[quarterTurns] };
};

/** The mark is turned with the page, so that it is upright as the page is shown. */
const turned: Record<0 | 1 | 2 | 3, [number, number, number, number, number, number]> = {
  0: [1, 0, 0, 1, 0, 0],
  1: [0, 1, -1, 0, 0, 0],
  2: [-1, 0, 0, -1, 0, 0],
  3: [0, -1, 1, 0, 0, 0],
};

const asShown = ({ left, bottom, right, top }: Rectangle, box: Rectangle, quarterTurns: 0 | 1 | 2 | 3): Rectangle => {
  if (quarterTurns === 0) return { left: left - box.left, bottom: bottom - box.bottom, right: right - box.left, top: top - box.bottom };
  if (quarterTurns === 1) return { left: bottom - box.bottom, bottom: box.right - right, right: top - box.bottom, top: box.right - left };
  if (quarterTurns === 2) return { left: box.right - right, bottom: box.top - top, right: box.right - left, top: box.top - bottom };
  return { left: box.top - top, bottom: left - box.left, right: box.top - bottom, top: right - box.left };
};

const fromShown = ({ left, bottom, right, top }: Rectangle, box: Rectangle, quarterTurns: 0 | 1 | 2 | 3): Rectangle => {
  if (quarterTurns === 0) return { left: box.left + left, bottom: box.bottom + bottom, right: box.left + right, top: box.bottom + top };
  if (quarterTurns === 1) return { left: box.right - top, bottom: box.bottom + left, right: box.right - bottom, top: box.bottom + right };
  if (quarterTurns === 2) return { left: box.right - right, bottom: box.top - top, right: box.right - left, top: box.top - bottom };
  return { left: box.left + bottom, bottom: box.top - right, right: box.left + top, top: box.top - left };
};

const round = (value: number): number => Math.round(value * 100) / 100;
