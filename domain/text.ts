/**
 * Vietnamese without its marks, lower case, đ as d: «Đăng ký khai sinh» → «dang ky khai sinh». The same for composed
 * (NFC) and decomposed (NFD) text. For comparing and searching, never for showing.
 */
export const foldVietnamese = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').normalize('NFC');

/**
 * Vietnamese for a telephone: without marks, and only letters and signs of the GSM alphabet that count as one (3GPP TS 23.038), so
 * that a message is not cut in pieces.
 */
export const plainLetters = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replace(/[–—]/g, '-')
    .replace(/[‘’]/g, "'")
    .replace(/[“”«»]/g, '"')
    .replace(/[^\x20-\x7e]|[`^{}[\]~\\|]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();

/** First letters of the words, folded: «Đăng ký khai sinh» → «dkks». Words that are numbers give their digits. */
export const initialsOf = (text: string): string => initialsOfWords(wordsOf(foldVietnamese(text)));

/** A text made ready to be compared with many queries. Plain data. */
export type SearchText = {
  /** As written, lower case, to prefer the marks that were typed. */
  marked: string;
  /** Folded words; «đăng kí» and «đăng ký» are one. */
  words: string[];
  /** With a space before each word, so that a phrase is found at the beginning of words only. */
  joined: string;
  /** Where in `joined` the words begin that tell this text from others: behind «đăng ký». */
  coreAt: number;
  /** Without spaces. */
  compact: string;
  coreCompact: string;
  initials: string;
  coreInitials: string;
};

export type SearchQuery = {
  marked: string;
  words: string[];
  joined: string;
  /** Whoever types marks writes words, not initials. */
  hasMarks: boolean;
  /** Typed, but nothing in it that tells anything («thủ tục»). */
  isEmptyPhrase: boolean;
};

export const searchTextOf = (text: string): SearchText => {
  const words = spelledWordsOf(withoutPreamble(foldVietnamese(text)));
  const joined = ` ${words.join(' ')}`;
  const [first, second] = words;
  const core = first === 'dang' && second === 'ki' && words.length > 2 ? words.slice(2) : words;
  return {
    marked: text.normalize('NFC').toLowerCase(),
    words,
    joined,
    coreAt: joined.length - core.join(' ').length - 1,
    compact: words.join(''),
    coreCompact: core.join(''),
    initials: initialsOfWords(words),
    coreInitials: initialsOfWords(core),
  };
};

export const searchQueryOf = (query: string): SearchQuery => {
  const typed = foldVietnamese(query);
  const words = spelledWordsOf(withoutPreamble(typed));
  return {
    marked: query.normalize('NFC').trim().toLowerCase(),
    words,
    joined: ` ${words.join(' ')}`,
    hasMarks: /\p{M}/u.test(query.normalize('NFD')),
    isEmptyPhrase: words.length === 0 && wordsOf(typed).length > 0,
  };
};

/**
 * How well a text answers what was typed into a search field: 0 not at all, more is better. Tolerates missing marks,
 * initials («ks» finds «khai sinh»), words run together («khaisinh»), words begun («dang ky kh»), words in any order, a typing
 * error («khia sinh»; a second one in a query of four words) and the words with which people ask («làm giấy …»).
 * @param mayGuess false: no typing errors, which take most of the time and matter only where nothing is as typed
 */
export const scoreSearch = (query: SearchQuery, text: SearchText, mayGuess = true): number => {
  if (query.words.length === 0) return query.isEmptyPhrase ? 1 : 0;
  return phraseScore(query, text) ?? shortFormScore(query, text) ?? wordsScore(query, text, mayGuess);
};

export const scoreMatch = (query: string, text: string): number => scoreSearch(searchQueryOf(query), searchTextOf(text));

export const matchesQuery = (query: string, text: string): boolean => scoreMatch(query, text) > 0;

/** The words stand in the text as typed, the last perhaps half. The whole text says most; else near the start and in a short text. */
const phraseScore = ({ words, joined: asked, marked }: SearchQuery, { joined, coreAt, ...text }: SearchText): number | undefined => {
  const at = joined.indexOf(asked);
  if (at < 0) return undefined;
  // Two letters are initials sooner than a word begun: «kh» is kết hôn, not khai sinh.
  if (words.length === 1 && asked.length <= 3 && !text.words.includes(words[0]!)) return undefined;
  // Typed with its marks, the text that has those marks comes first: «kết hôn» before «kết hợp».
  const exact = text.marked.includes(marked) ? 20 : 0;
  const isWhole = asked === joined || asked === joined.slice(coreAt);
  const distance = at <= coreAt ? 0 : Math.min(at - coreAt, 60);
  return 200 + exact + (isWhole ? 50 : 0) - distance - Math.min(joined.length / 10, 30);
};

/** «ks» and «khaisinh» are all of «(đăng ký) khai sinh». */
const shortFormScore = ({ words: [word, ...others], hasMarks }: SearchQuery, { initials, coreInitials, compact, coreCompact, joined }: SearchText): number | undefined => {
  if (word === undefined || others.length > 0 || word.length < 2) return undefined;
  const isShortForm = (!hasMarks && (word === coreInitials || word === initials)) || word === compact || word === coreCompact;
  return isShortForm ? 240 - Math.min(joined.length / 10, 30) : undefined;
};

const wordsScore = ({ words, hasMarks }: SearchQuery, { words: known, compact, initials, joined }: SearchText, mayGuess: boolean): number => {
  const telling = words.filter((word) => !askingWords.has(word));
  // One error in a short query: with more, everything resembles everything.
  let errorsLeft = mayGuess ? Math.max(1, Math.floor(telling.length / 2)) : 0;
  let score = 100;
  for (const word of words) {
    if (known.includes(word)) continue;
    if (known.some((other) => other.startsWith(word))) score -= 5;
    else if (word.length >= 2 && !hasMarks && initials.includes(word)) score -= initials.endsWith(word) ? 10 : 20;
    else if (word.length >= 5 && compact.includes(word)) score -= 20;
    else if (word.length >= 3 && errorsLeft > 0 && known.some((other) => isOneErrorApart(word, other))) {
      errorsLeft -= 1;
      score -= 60;
    } else if (telling.length > 0 && askingWords.has(word)) score -= 8;
    else return 0;
  }
  return Math.max(score - Math.min(joined.length / 20, 15), 1);
};

/** With these people ask for a thing; where the text does not have them they do not count against it. */
const askingWords: ReadonlySet<string> = new Set(['lam', 'xin', 'muon', 'can', 'toi', 'em', 'di', 'cho', 'cua', 've', 'de', 'giay', 'to', 'cap', 'nop']);

/** «Thủ tục» begins half of the catalogue's names and would answer to every «tu» and «thu». */
const withoutPreamble = (folded: string): string => folded.replace(/\bthu tuc\b/g, '');

const wordsOf = (folded: string): string[] => folded.match(/[\p{L}\p{N}]+/gu) ?? [];

/** Both spellings are right and in use: ký and kí, lý and lí, quý and quí. */
const spelledWordsOf = (folded: string): string[] => wordsOf(folded).map((word) => word.replace(/([^aeiouy]|qu)y$/, '$1i'));

const initialsOfWords = (words: readonly string[]): string => words.map((word) => (/^\d/.test(word) ? word : word[0])).join('');

/** One letter wrong, missing, too many, or two neighbours swapped; also while the word is still being typed. */
const isOneErrorApart = (typed: string, word: string): boolean =>
  word.length >= typed.length - 1 &&
  (isOneEditApart(typed, word) || (typed.length >= 4 && word.length > typed.length && [typed.length - 1, typed.length, typed.length + 1].some((length) => isOneEditApart(typed, word.slice(0, length)))));

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
