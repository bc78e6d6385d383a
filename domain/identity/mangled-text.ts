import { foldVietnamese } from '../text.ts';

/**
 * What a reader that types (keyboard wedge) does to Vietnamese text on its way, and the way back where there is only one.
 *
 * Two things go wrong. The reader sends UTF-8 bytes as if each were a letter («Nguyá»…n»). Or the text arrives as the key
 * strokes of a typing method instead of letters: Telex («Nguyeexn Vawn») or VNI («Nguye6n4 Va8n»).
 */

/** The text as it was meant, or undefined when these letters are not UTF-8 bytes taken one by one. */
export const repairEncoding = (text: string): string | undefined => {
  if (!/[\u0080-\u00ff]/.test(text)) return undefined;
  const bytes = [...text].map((letter) => windows1252.get(letter) ?? letter.codePointAt(0)!);
  if (bytes.some((byte) => byte > 0xff)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(bytes));
  } catch {
    return undefined;
  }
};

/** Bytes half lost: signs that no Vietnamese name or address has, or the mark for «could not be read» inside a word. */
export const isBrokenEncoding = (text: string): boolean =>
  /[\ufffd\u0080-\u009f]|[ÃÄÆáâ][\u00a0-\u00bf…‚ƒ„€™†]|\p{L}\?|\?\p{L}/u.test(text);

/**
 * Key strokes → letters, only when every word of them becomes a Vietnamese syllable: «Max» is a name, and a text of which
 * half makes sense has more than one reading.
 * @param fields the name first
 * @returns the fields mended; `'unclear'` when they hold key strokes that do not all make sense; undefined when they hold none
 */
export const repairKeyStrokes = (fields: readonly string[], method: 'telex' | 'vni'): string[] | 'unclear' | undefined => {
  const words = fields.map((field) => field.split(/([^\p{L}\p{M}\p{N}]+)/u));
  // One odd word among plain ones may be a foreign name, two are a habit. A digit inside a word is nobody's name, but may be an address.
  const isPresent = method === 'telex' ? words.flat().filter(isTelex).length >= 2 : words[0]!.some(isVni);
  if (!isPresent) return undefined;
  const mended = words.map((field) => field.map((word) => decodeWord(word, method)));
  return mended.some((field) => field.includes(undefined)) ? 'unclear' : mended.map((field) => field.join(''));
};

// What plain Vietnamese without marks never has: a key stroke for â, ê, ô, đ, ă, ơ or ư.
const isTelex = (word: string): boolean => /^[a-z]+$/i.test(word) && /aa|ee|oo|dd|[auo]w|^w/i.test(word);
// One letter and a digit («A3»), or no vowel («QL1A»), is a house or a road.
const isVni = (word: string): boolean => /^(?=[a-z]{2})[a-z]*[aeiouy][a-z]*\d[a-z0-9]*$/i.test(word) || /^d9[a-z0-9]+$/i.test(word);

const decodeWord = (word: string, method: 'telex' | 'vni'): string | undefined => {
  if (method === 'vni' ? !isVni(word) : !/^[a-z]+$/i.test(word)) return word;
  const decoded = method === 'telex' ? decodeTelex(word) : decodeVni(word);
  if (isSyllable(decoded)) return decoded;
  // Of a Telex text, a word without a key stroke («TP», «Max») is what it is.
  return method === 'telex' && (decoded === word || (!isTelex(word) && isSyllable(word))) ? word : undefined;
};

const tones: Record<string, string> = {
  s: '\u0301', f: '\u0300', r: '\u0309', x: '\u0303', j: '\u0323',
  '1': '\u0301', '2': '\u0300', '3': '\u0309', '4': '\u0303', '5': '\u0323',
};
const breve = '\u0306';
const circumflex = '\u0302';
const horn = '\u031b';
const crossed = (d: string): string => (d === 'D' ? 'Đ' : 'đ');

const decodeTelex = (word: string): string => {
  // A tone key follows its vowel; before the vowel it is a letter («Sơn», «Xuân», «Trần»).
  const key = /^(.*[aeiouyw].*)([sfrxj])([a-z]*)$/i.exec(word);
  const letters = key ? key[1]! + key[3]! : word;
  const marked = letters
    .replace(/(d)d/gi, (_, d: string) => crossed(d))
    .replace(/([aeo])\1/gi, `$1${circumflex}`)
    .replace(/(u)(o)w/gi, `$1${horn}$2${horn}`)
    .replace(/([uo])w/gi, `$1${horn}`)
    .replace(/(a)w/gi, `$1${breve}`)
    .replace(/w/g, `u${horn}`)
    .replace(/W/g, `U${horn}`);
  return withTone(marked, key ? tones[key[2]!.toLowerCase()]! : '');
};

const decodeVni = (word: string): string => {
  const digit = /[1-5]/.exec(word)?.[0];
  const marked = (digit === undefined ? word : word.replace(digit, ''))
    .replace(/^(d)([a-z]*)9/i, (_, d: string, rest: string) => crossed(d) + rest)
    .replace(/([aeo])([a-z]*?)6/gi, `$1${circumflex}$2`)
    .replace(/(u)(o)([a-z]*?)7/gi, `$1${horn}$2${horn}$3`)
    .replace(/([uo])([a-z]*?)7/gi, `$1${horn}$2`)
    .replace(/(a)([a-z]*?)8/gi, `$1${breve}$2`);
  return withTone(marked, digit === undefined ? '' : tones[digit]!);
};

/** Puts the tone where Vietnamese spelling puts it: on the marked vowel, else by the shape of the rime («hòa», «hoàng», «hoài»). */
const withTone = (text: string, tone: string): string => {
  const composed = text.normalize('NFC');
  const match = /^(gi(?=[aeiouyăâêôơư])|qu(?=[aeiouyăâêôơư])|[^aeiouyăâêôơư]*)([aeiouyăâêôơư]+)(.*)$/iu.exec(composed);
  if (tone === '' || !match) return composed;
  const vowels = [...match[2]!];
  const marked = vowels.findLastIndex((vowel) => /[ăâêôơư]/i.test(vowel));
  const place = marked >= 0 ? marked : vowels.length > 1 && (match[3] !== '' || vowels.length > 2) ? 1 : 0;
  return (match[1]! + vowels.map((vowel, index) => (index === place ? vowel + tone : vowel)).join('') + match[3]!).normalize('NFC');
};

const onsets = 'ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx]';
const rimes =
  'a|ac|ach|ai|ak|am|an|ang|anh|ao|ap|at|au|ay|e|ec|em|en|eng|enh|eo|ep|et|eu|i|ia|ich|iec|iem|ien|ieng|iep|iet|ieu|im|in|inh|ip|it|iu|' +
  'o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oat|oay|oc|oe|oen|oeo|oet|oi|om|on|ong|ooc|oong|op|ot|' +
  'u|ua|uan|uang|uat|uay|uc|ue|uech|uenh|ui|um|un|ung|uo|uoc|uoi|uom|uon|uong|uop|uot|uou|up|ut|uu|uy|uya|uych|uyen|uyet|uynh|uyt|uyu|' +
  'y|yem|yen|yet|yeu|ech';
const syllable = new RegExp(`^(?:${onsets})?(?:${rimes})$`, 'u');

/** Whether a word could be Vietnamese by its consonants and vowels; which marks sit on them is not looked at. */
const isSyllable = (word: string): boolean => syllable.test(foldVietnamese(word));

// Windows-1252 has letters where Latin-1 has control codes; five places are empty.
const windows1252 = new Map(
  [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'].map((letter, index) => [letter, 0x80 + index] as const),
);
