import { foldVietnamese } from '../../../domain/text.ts';

/** A piece of a paper's text; `isHit` where it is what was looked for. */
export type SnippetPart = { text: string; isHit: boolean };

const before = 40;
const after = 90;
/** Of one word: a page of them says no more. */
const maxHits = 200;

/** Where in a paper the words stand: the place with most of them together, each marked as it is written there. */
export const snippetOf = (text: string, asked: string): SnippetPart[] => {
  const { folded, placeOf } = foldWithPlaces(text);
  const words = foldVietnamese(asked).match(/[\p{L}\p{N}]+/gu) ?? [];
  const hits = words.flatMap((word, index) => wordHits(folded, word, index === words.length - 1)).sort((a, b) => a.from - b.from);
  const first = hits[densest(hits)] ?? { from: 0, to: 0 };
  const start = wordStart(folded, Math.max(0, first.from - before));
  const end = wordEnd(folded, Math.max(first.to, first.from + after));
  const parts: SnippetPart[] = [];
  const add = (from: number, to: number, isHit: boolean): void => {
    const piece = text.slice(placeOf(from), placeOf(to)).replace(/\s+/g, ' ');
    if (piece !== '') parts.push({ text: piece, isHit });
  };
  let at = start;
  for (const { from, to } of hits) {
    if (from < at || to > end) continue;
    add(at, from, false);
    add(from, to, true);
    at = to;
  }
  add(at, end, false);
  return [...(start > 0 ? [{ text: '… ', isHit: false }] : []), ...parts, ...(end < folded.length ? [{ text: ' …', isHit: false }] : [])];
};

type Hit = { from: number; to: number };

const isWordPart = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** Whole words; the last one that was typed may be only begun. */
const wordHits = (folded: string, word: string, mayBeBegun: boolean): Hit[] => {
  const hits: Hit[] = [];
  for (let from = folded.indexOf(word); from >= 0 && hits.length < maxHits; from = folded.indexOf(word, from + word.length)) {
    const to = from + word.length;
    if (!isWordPart(folded[from - 1]) && (mayBeBegun || !isWordPart(folded[to]))) hits.push({ from, to });
  }
  return hits;
};

/** The first of those that have most others close behind them. */
const densest = (hits: readonly Hit[]): number => {
  let best = 0;
  let most = 0;
  let last = 0;
  for (const [index, { from }] of hits.entries()) {
    while (last < hits.length && hits[last]!.from < from + after) last += 1;
    if (last - index > most) {
      most = last - index;
      best = index;
    }
  }
  return best;
};

const wordStart = (folded: string, at: number): number => {
  if (at === 0) return 0;
  const space = folded.slice(at, at + 20).search(/\s/);
  return space < 0 ? at : at + space + 1;
};

const wordEnd = (folded: string, at: number): number => {
  if (at >= folded.length) return folded.length;
  const space = folded.slice(at - 20, at + 1).search(/\s\S*$/);
  return space < 0 ? at : at - 20 + space;
};

/** The folded text, and where in the text itself each of its characters stands, and its end. */
const foldWithPlaces = (text: string): { folded: string; placeOf: (at: number) => number } => {
  // Nearly always a letter stays one letter, and then a long paper need not be gone through one by one.
  const whole = foldVietnamese(text);
  if (whole.length === text.length) return { folded: whole, placeOf: (at) => at };
  const places: number[] = [];
  let folded = '';
  let at = 0;
  for (const character of text) {
    const piece = foldVietnamese(character);
    for (let index = 0; index < piece.length; index += 1) places.push(at);
    folded += piece;
    at += character.length;
  }
  places.push(text.length);
  return { folded, placeOf: (index) => places[index]! };
};
