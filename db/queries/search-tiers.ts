import { asAbout, wordsOf } from '../search-words.ts';

/** Folded words, at least one. The last may still be half typed. */
export type Asked = { words: string[] };

const maxWords = 12;
const maxWordLength = 64;

/** @returns undefined when nothing is left to look for */
export const askedOf = (text: string): Asked | undefined => {
  const words = wordsOf(text).slice(0, maxWords).map((word) => word.slice(0, maxWordLength));
  return words.length === 0 ? undefined : { words };
};

/**
 * FTS5 expressions from the best answer to the widest, each well formed whatever was typed: only letters and digits, each word
 * in quotes. First what a thing is, then what it is about. Ranked by which finds it and not by bm25, which counts every row
 * that has the word before it gives the first.
 */
export const tiersOf = ({ words }: Asked): string[] => {
  const about = words.map(asAbout);
  if (words.length === 1) return [togetherOf(words), begun(togetherOf(words)), begun(togetherOf(about))];
  // Numbers are read out in groups: «024 190 001 234».
  const isNumber = words.every((word) => /^\d+$/.test(word));
  const anywhere = words.map((word, index) => {
    const ends = index === words.length - 1 ? ' *' : '';
    return `("${word}"${ends} OR "${about[index]}"${ends})`;
  });
  return [
    togetherOf(words),
    begun(togetherOf(words)),
    ...(isNumber ? [begun(`"${words.join('')}"`)] : []),
    begun(scatteredOf(words)),
    anywhere.join(' AND '),
  ];
};

/** As they stand. */
export const togetherOf = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(' + ');
/** In any order, anywhere. */
export const scatteredOf = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(' AND ');
/** The last word may go on. */
export const begun = (expression: string): string => `${expression} *`;
