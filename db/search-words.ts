import { foldVietnamese } from '../domain/text.ts';

/**
 * Before each word of a column `about`. What a thing is about has other words in the index than what it is: else whoever looks
 * for people would walk through every dossier that has the word in its procedure's name (a quarter of a second for «chứng thực»
 * among a million), because a column filter is applied to each row that has the word at all.
 */
const aboutMark = 'λ';

export const asAbout = (word: string): string => `${aboutMark}${word}`;

/** Folded words as they are typed: letters and digits in one. */
export const wordsOf = (text: string): string[] => foldVietnamese(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** The text of one column as the index gets it. */
export const indexedText = (column: string, text: string): string =>
  (column === 'about' ? wordsOf(text).map(asAbout) : wordsOf(text)).join(' ');
