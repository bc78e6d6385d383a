import { foldVietnamese } from '../text.ts';
import type { PageText, PageWord } from './page-text.ts';

/** A part of a line with no wide gap in it. `from`, `to`: its letters in the line. `left`, `right`: shares of the page's width. */
export type Segment = { text: string; folded: string; from: number; to: number; left: number; right: number };

export type ReadLine = {
  /** Which page of the document, from 1. */
  page: number;
  text: string;
  /** `foldVietnamese`, letter for letter: what is found here stands in `text` at the same place. */
  folded: string;
  /** Of the line, in shares of the page's height. */
  middle: number;
  segments: Segment[];
};

export type Line = ReadLine & {
  /** Around these letters, in shares of the page; and how surely its words were read. */
  placeOf(from: number, to: number): { box: { left: number; top: number; right: number; bottom: number }; confidence: number };
};

export const linesOf = ({ words, widthPx, heightPx }: PageText, page: number): Line[] =>
  [...Map.groupBy(words, ({ line }) => line).values()].map((inLine) => {
    let text = '';
    const placed = inLine.map((word) => {
      const from = text === '' ? 0 : text.length + 1;
      text = text === '' ? word.text : `${text} ${word.text}`;
      return { word, from, to: text.length };
    });
    const folded = foldEvenly(text);
    const height = median(inLine.map(({ top, bottom }) => bottom - top));
    const segments: Segment[] = [];
    for (const { word, from, to } of placed) {
      const open = segments.at(-1);
      if (open && word.left / widthPx - open.right < (height * wideGap) / widthPx) Object.assign(open, { to, right: word.right / widthPx });
      else segments.push({ text: '', folded: '', from, to, left: word.left / widthPx, right: word.right / widthPx });
    }
    return {
      page,
      text,
      folded,
      middle: median(inLine.map(({ top, bottom }) => (top + bottom) / 2)) / heightPx,
      segments: segments.map((segment) => ({ ...segment, text: text.slice(segment.from, segment.to), folded: folded.slice(segment.from, segment.to) })),
      placeOf: (from, to) => {
        const within = placed.filter((one) => one.from < to && one.to > from).map(({ word }) => word);
        const area = within.length > 0 ? within : inLine;
        return {
          box: {
            left: Math.min(...area.map(({ left }) => left)) / widthPx,
            top: Math.min(...area.map(({ top }) => top)) / heightPx,
            right: Math.max(...area.map(({ right }) => right)) / widthPx,
            bottom: Math.max(...area.map(({ bottom }) => bottom)) / heightPx,
          },
          confidence: mean(area),
        };
      },
    };
  });

/** Of the height of its letters; the spaces of a justified line are narrower. */
const wideGap = 1.3;

const foldEvenly = (text: string): string => Array.from({ length: text.length }, (_, at) => {
  const folded = foldVietnamese(text[at]!);
  return folded.length === 1 ? folded : '?';
}).join('');

const mean = (words: readonly PageWord[]): number => words.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, words.length);
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
