import type { PageText } from '../../../../domain/document/page-text.ts';
import { descent, letterWidth } from './empty-font.ts';

export type TextLayer = {
  /** Operators of a content stream; the font is called `F`. */
  operators: string;
  /** Every UTF-16 unit that is in it. */
  units: Set<number>;
};

/** One thousandth of the font's size; what is smaller than a dot on paper is not text. */
const em = 1000;
const smallestSizePt = 1;

/** @param page in points @returns undefined where there are no words */
export const textLayer = ({ widthPx, heightPx, words }: Pick<PageText, 'widthPx' | 'heightPx' | 'words'>, page: { width: number; height: number }): TextLayer | undefined => {
  const [acrossPt, upPt] = [page.width / widthPx, page.height / heightPx];
  const units = new Set<number>();
  const operators: string[] = [];
  for (const line of linesOf(words)) {
    // Of its words and not from its highest to its lowest dot: where a line is askew across the page, that is several lines high, and
    // readers find no space between words that stand closer than a part of their size.
    const heights = line.map((word) => word.bottom - word.top).sort((a, b) => a - b);
    const size = Math.max(smallestSizePt, heights[Math.floor(heights.length / 2)]! * upPt);
    const foot = footOf(line);
    operators.push(`/F ${short(size)} Tf`);
    for (const word of line) {
      const text = printable(word.text);
      if (text === '') continue;
      const baseline = page.height - foot(word) * upPt - (descent / em) * size;
      const stretch = (100 * (word.right - word.left) * acrossPt) / ((text.length * letterWidth * size) / em);
      // The space behind a word tells readers that look at letters alone where it ends.
      operators.push(`${Math.max(1, Math.round(stretch))} Tz`, `1 0 0 1 ${short(word.left * acrossPt)} ${short(baseline)} Tm`, `<${hexOf(`${text} `, units)}> Tj`);
    }
  }
  return units.size === 0 ? undefined : { operators: ['BT', '3 Tr', ...operators, 'ET'].join('\n'), units };
};

type Word = PageText['words'][number];

const linesOf = (words: readonly Word[]): Word[][] => {
  const lines: Word[][] = [];
  for (const word of words) {
    if (!(word.right > word.left && word.bottom > word.top)) continue;
    const last = lines.at(-1);
    if (last !== undefined && last[0]!.line === word.line) last.push(word);
    else lines.push([word]);
  }
  return lines;
};

/** Where a word would end below if the line were drawn with a ruler; one that has a g in it ends lower than its neighbours. */
const footOf = (line: readonly Word[]): ((word: Word) => number) => {
  const middleOf = ({ left, right }: Word): number => (left + right) / 2;
  const mean = (of: (word: Word) => number): number => line.reduce((sum, word) => sum + of(word), 0) / line.length;
  const [x, y] = [mean(middleOf), mean(({ bottom }) => bottom)];
  const spread = mean((word) => (middleOf(word) - x) ** 2);
  const slope = spread === 0 ? 0 : mean((word) => (middleOf(word) - x) * (word.bottom - y)) / spread;
  return (word) => y + slope * (middleOf(word) - x);
};

/** Composed letters, as every search types them. Controls, halves of pairs and private signs mean nothing to a reader. */
const printable = (text: string): string => text.normalize('NFC').replace(/[\p{C}\p{Z}\uFFFE\uFFFF]|[\u{10000}-\u{10FFFF}]/gu, '');

const hexOf = (text: string, units: Set<number>): string => {
  let hex = '';
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    units.add(unit);
    hex += unit.toString(16).padStart(4, '0');
  }
  return hex;
};

/** A tenth of a point is less than any dot; every further digit of every word is in the file for nothing. */
const short = (value: number): string => String(Math.round(value * 10) / 10);

/** ISO 32000-1, 9.10.3: what the codes of the text mean. A range may not cross into another first byte, and a block has at most 100. */
export const toUnicode = (units: ReadonlySet<number>): string => {
  const rows = [...new Set([...units].map((unit) => unit >> 8))].sort((a, b) => a - b).map((row) => row.toString(16).padStart(2, '0'));
  const blocks = Array.from({ length: Math.ceil(rows.length / 100) }, (_, index) => rows.slice(index * 100, index * 100 + 100));
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange',
    '<0000> <FFFF>',
    'endcodespacerange',
    ...blocks.flatMap((block) => [`${block.length} beginbfrange`, ...block.map((row) => `<${row}00> <${row}FF> <${row}00>`), 'endbfrange']),
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
  ].join('\n');
};
