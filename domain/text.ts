/**
 * Vietnamese without its marks, lower case, đ as d: «Đăng ký khai sinh» → «dang ky khai sinh». The same for composed
 * (NFC) and decomposed (NFD) text. For comparing and searching, never for showing.
 */
export const foldVietnamese = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').normalize('NFC');

/** First letters of the words, folded: «Đăng ký khai sinh» → «dkks». Words that are numbers give their digits. */
export const initialsOf = (text: string): string => wordsOf(foldVietnamese(text)).map((word) => (/^\d/.test(word) ? word : word[0])).join('');

/**
 * How well a text answers what was typed into a search field: 0 not at all, more is better. Tolerates missing marks,
 * initials («ks» finds «khai sinh»), words run together («khaisinh»), words begun («dang ky kh») and one typing error in the whole query.
 */
export const scoreMatch = (query: string, text: string): number => {
  const typed = foldVietnamese(query);
  const asked = wordsOf(withoutPreamble(typed));
  if (asked.length === 0) return wordsOf(typed).length === 0 ? 0 : 1;
  const meant = withoutPreamble(foldVietnamese(text));
  const folded = wordsOf(meant);
  const joined = ` ${folded.join(' ')}`;
  const at = joined.indexOf(` ${asked.join(' ')}`);
  // Typed with its marks, the text that has those marks comes first: «kết hôn» before «kết hợp».
  const exact = at >= 0 && text.normalize('NFC').toLowerCase().includes(query.normalize('NFC').trim().toLowerCase()) ? 20 : 0;
  // Near the start and in a short text it says more.
  if (at >= 0) return 200 + exact - Math.min(at, 60) - Math.min(joined.length / 10, 30);

  const initials = initialsOf(meant);
  const compact = folded.join('');
  let errors = 0;
  let score = 100;
  for (const word of asked) {
    if (folded.includes(word)) continue;
    if (folded.some((known) => known.startsWith(word))) score -= 5;
    else if (word.length >= 2 && initials.includes(word)) score -= initials.endsWith(word) ? 10 : 20;
    else if (word.length >= 5 && compact.includes(word)) score -= 20;
    else if (word.length >= 3 && errors === 0 && folded.some((known) => isOneErrorApart(word, known))) {
      errors += 1;
      score -= 40;
    } else return 0;
  }
  return Math.max(score, 1);
};

export const matchesQuery = (query: string, text: string): boolean => scoreMatch(query, text) > 0;

/** «Thủ tục» begins half of the catalogue's names and would answer to every «tu» and «thu». */
const withoutPreamble = (folded: string): string => folded.replace(/\bthu tuc\b/g, '');

const wordsOf = (folded: string): string[] => folded.match(/[\p{L}\p{N}]+/gu) ?? [];

/** One letter wrong, missing, too many, or two neighbours swapped; also while the word is still being typed. */
const isOneErrorApart = (typed: string, word: string): boolean =>
  isOneEditApart(typed, word) || (typed.length >= 4 && word.length > typed.length && [typed.length - 1, typed.length, typed.length + 1].some((length) => isOneEditApart(typed, word.slice(0, length))));

const isOneEditApart = (a: string, b: string): boolean => {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  const restA = a.slice(start);
  const restB = b.slice(start);
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA.length >= 2 && restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
};
