import type { PageWord } from '../../../../domain/document/page-text.ts';

/** A line as Tesseract has found it: one that crosses a gap between columns comes in several pieces. */
type Piece = { words: Omit<PageWord, 'line'>[]; left: number; right: number; middle: number; height: number };

/**
 * The words of Tesseract's table, row by row. Papers of an office are forms and tables, not newspapers: what stands beside one
 * another belongs together, whatever columns the engine has seen in it.
 */
export const wordsOfTable = (table: string): PageWord[] => {
  const pieces = piecesOf(table);
  const slope = slopeOf(pieces);
  for (const piece of pieces) piece.middle = median(piece.words.map((word) => middleOf(word) - slope * centreOf(word)));
  const rows: Piece[][] = [];
  for (const piece of pieces.toSorted((a, b) => a.middle - b.middle)) {
    const row = rows.slice(-rowsLookedBack).findLast((known) => known.every((other) => areBeside(piece, other)));
    if (row) row.push(piece);
    else rows.push([piece]);
  }
  return rows.flatMap((row, line) => row.sort((a, b) => a.left - b.left).flatMap(({ words }) => words.map((word) => ({ ...word, line }))));
};

const rowsLookedBack = 4;

const areBeside = (a: Piece, b: Piece): boolean =>
  Math.abs(a.middle - b.middle) < Math.min(a.height, b.height) * 0.5 && (a.right <= b.left || b.right <= a.left);

const wordLevel = '5';

const piecesOf = (table: string): Piece[] => {
  const pieces = new Map<string, Piece>();
  for (const row of table.split('\n')) {
    const [level, , block, paragraph, line, , left, top, width, height, confidence, text = ''] = row.split('\t');
    const clean = cleanWord(text);
    if (level !== wordLevel || clean === '' || (!hasLetter(clean) && Number(confidence) < sureOfMark)) continue;
    const word = {
      text: clean,
      left: Number(left),
      top: Number(top),
      right: Number(left) + Number(width),
      bottom: Number(top) + Number(height),
      confidence: Math.max(0, Math.round(Number(confidence))),
    };
    const key = `${block} ${paragraph} ${line}`;
    const piece = pieces.get(key) ?? { words: [], left: Infinity, right: 0, middle: 0, height: 0 };
    piece.words.push(word);
    piece.left = Math.min(piece.left, word.left);
    piece.right = Math.max(piece.right, word.right);
    pieces.set(key, piece);
  }
  for (const piece of pieces.values()) piece.height = median(piece.words.map((word) => word.bottom - word.top));
  return [...pieces.values()];
};

/**
 * The engine's alphabet has the Icelandic Ð, which looks the same as the Vietnamese Đ and is never found by whoever looks for it;
 * rules of a table become bars.
 */
const cleanWord = (text: string): string =>
  text.normalize('NFC').replaceAll('Ð', 'Đ').replaceAll('ð', 'đ').replace(/^[|¦]+|[|¦]+$/g, '').trim();

const hasLetter = (word: string): boolean => /[\p{L}\p{N}]/u.test(word);
/** A dash between words is read with 90 and more; dust and the ends of rules with less than 20. */
const sureOfMark = 60;

const middleOf = ({ top, bottom }: { top: number; bottom: number }): number => (top + bottom) / 2;
const centreOf = ({ left, right }: { left: number; right: number }): number => (left + right) / 2;

/** How far a line sinks from left to right, of lines long enough to tell. */
const slopeOf = (pieces: readonly Piece[]): number => {
  const slopes = pieces.flatMap(({ words, left, right, height }) => {
    if (words.length < 4 || right - left < height * 12) return [];
    const [x, y] = [mean(words.map(centreOf)), mean(words.map(middleOf))];
    const along = words.reduce((sum, word) => sum + (centreOf(word) - x) ** 2, 0);
    return [words.reduce((sum, word) => sum + (centreOf(word) - x) * (middleOf(word) - y), 0) / along];
  });
  return slopes.length === 0 ? 0 : median(slopes);
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
