import type { CitizenFields } from '../citizen/citizen.ts';
import { isProblem, type Problem, problem } from '../problem.ts';
import { foldVietnamese } from '../text.ts';
import { isRealDate, type LocalDate, localDate } from '../time.ts';
import { type CitizenNumberWarning, citizenNumberWarnings, parseCitizenNumber } from './citizen-number.ts';
import { isBrokenEncoding, repairEncoding, repairKeyStrokes } from './mangled-text.ts';

/** What an officer should look at; the fields are usable all the same. */
export type CardWarning =
  | CitizenNumberWarning
  /** The reader is set up wrong (no UTF-8; Telex; VNI), and the text could be mended: compare it with the card. */
  | 'card.repairedEncoding'
  | 'card.repairedTelex'
  | 'card.repairedVni'
  /** Name and address came without a single mark: the reader leaves them out. */
  | 'card.withoutMarks'
  /** The card knows only the year of birth; the date is left empty. */
  | 'card.birthDateIncomplete'
  | 'card.sexUnreadable'
  | 'card.issuedInFuture';

export type CardReading = {
  fields: Partial<CitizenFields>;
  warnings: CardWarning[];
  /** What follows the seventh field (parents' names and more on cards since July 2024), as it stands. */
  rest: string[];
};

const fieldCount = 7;
/** A QR code holds no more than this; longer input is not from a card. */
const maxLength = 4300;

/**
 * Reads the QR code of an identity card (căn cước công dân with chip, căn cước since 1 July 2024):
 * `number|old CMND|name|birth ddMMyyyy|Nam/Nữ|address|issued ddMMyyyy[|…]`; dates also as dd/MM/yyyy; a CR may end it.
 *
 * @param nowMs UTC milliseconds, to know a birth date that is yet to come
 * @returns problems `card.notACard`, `card.missingFields` (`found`, `needed`, or the empty `field`), `citizenNumber.malformed`,
 *   `card.impossibleDate` (`field`, `value`), `person.birthDateInFuture` (`value`), and `card.mangledByTyping` with `how`:
 *   `encoding` (the reader does not send UTF-8), `telex` or `vni` (key strokes that cannot be mended for sure),
 *   `digits` (a keyboard layout without digits in the top row)
 */
export const parseCard = (payload: string, nowMs: number): CardReading | Problem => {
  const text = stripReaderMarks(payload);
  if (text.length > maxLength || !text.includes('|')) return problem('card.notACard');
  const parts = text.split('|').map((part) => part.trim());
  if (!looksLikeCard(parts)) return problem('card.notACard');
  if (parts.length < fieldCount) return problem('card.missingFields', { found: parts.length, needed: fieldCount });

  const mended = mend(parts);
  if (isProblem(mended)) return mended;
  const [numberText, oldNumber, fullName, birth, sexText, address, issued, ...rest] = mended.parts as [string, string, string, string, string, string, string, ...string[]];
  const empty = numberText === '' ? 'number' : fullName === '' ? 'fullName' : birth === '' ? 'dateOfBirth' : undefined;
  if (empty) return problem('card.missingFields', { field: empty });

  const number = parseCitizenNumber(numberText);
  if (isProblem(number)) return number;
  const today = localDate(nowMs);
  // Some people know only the year; the card then has «1950» or zeros for day and month.
  const isYearOnly = /^(0000|00\/00\/)?\d{4}$/.test(birth);
  const dateOfBirth = isYearOnly ? '' : readDate(birth, 'dateOfBirth');
  if (isProblem(dateOfBirth)) return dateOfBirth;
  if (dateOfBirth > today || (isYearOnly && birth.slice(-4) > today.slice(0, 4))) return problem('person.birthDateInFuture', { value: birth });
  const cardIssuedOn = issued === '' ? '' : readDate(issued, 'cardIssuedOn');
  if (isProblem(cardIssuedOn)) return cardIssuedOn;
  const sex = ({ nam: 'Nam', nu: 'Nữ' } as const)[foldVietnamese(sexText)] ?? '';

  return {
    fields: {
      number: number.number,
      fullName,
      ...filled({ oldNumber, address, dateOfBirth, cardIssuedOn, sex }),
    },
    warnings: [
      ...mended.warnings,
      ...(isYearOnly ? ['card.birthDateIncomplete' as const] : []),
      ...(sex === '' ? ['card.sexUnreadable' as const] : []),
      ...(cardIssuedOn > today ? ['card.issuedInFuture' as const] : []),
      ...citizenNumberWarnings(number, { sex, dateOfBirth: dateOfBirth || birth.slice(-4) }),
    ],
    rest,
  };
};

/** A byte-order mark, the AIM identifier `]Q1` that some readers put first, and the CR, LF or tab that ends a burst. */
const stripReaderMarks = (payload: string): string => payload.replace(/^[\ufeff\s]*(\][A-Za-z]\d)?/, '').trim();

/** Of a card it has a number, or where a number was before typing spoiled it, and enough separators. */
const looksLikeCard = (parts: string[]): boolean => {
  const digits = parts[0]!.replace(/\D/g, '').length;
  if (parts.length >= fieldCount) return digits >= 9 || isSpoiledNumber(parts[0]!) || parts[0] === '';
  return parts.length >= 3 && digits >= 9 && digits <= 13;
};

/** The top row of the Vietnamese and the French keyboard layout gives these instead of digits. */
const isSpoiledNumber = (text: string): boolean =>
  text.length >= 9 && /^(?:[aeocđ₫&"'(_-]|\p{M})+$/iu.test(text.normalize('NFD'));

const mend = (parts: string[]): { parts: string[]; warnings: CardWarning[] } | Problem => {
  if (isSpoiledNumber(parts[0]!)) return problem('card.mangledByTyping', { how: 'digits' });

  const warnings: CardWarning[] = [];
  let mended = parts;
  const utf8 = repairEncoding(parts.join('|'));
  if (utf8 !== undefined) {
    mended = utf8.split('|');
    warnings.push('card.repairedEncoding');
  } else if (parts.some(isBrokenEncoding)) {
    return problem('card.mangledByTyping', { how: 'encoding' });
  }

  for (const method of ['telex', 'vni'] as const) {
    const [name, sex, address] = [mended[2]!, mended[4]!, mended[5]!];
    const strokes = repairKeyStrokes([name, sex, address], method);
    if (strokes === 'unclear') return problem('card.mangledByTyping', { how: method });
    if (strokes === undefined) continue;
    mended = mended.with(2, strokes[0]!).with(4, strokes[1]!).with(5, strokes[2]!);
    warnings.push(method === 'telex' ? 'card.repairedTelex' : 'card.repairedVni');
  }

  const isPlain = !/[^\0-\x7f]/.test(`${mended[2]}${mended[5]}`);
  // A short name alone may have no mark («Lan Anh»); a name with a whole address has some.
  if (isPlain && mended[5]!.split(' ').length >= 3) warnings.push('card.withoutMarks');
  return { parts: mended.map((part) => part.normalize('NFC').replace(/\s+/g, ' ').trim()), warnings };
};

const readDate = (text: string, field: string): LocalDate | Problem => {
  const match = /^(\d{2})[/.-]?(\d{2})[/.-]?(\d{4})$/.exec(text);
  const date = match ? `${match[3]}-${match[2]}-${match[1]}` : '';
  return isRealDate(date) ? date : problem('card.impossibleDate', { field, value: text });
};

const filled = <T extends Record<string, string>>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')) as Partial<T>;
