import { parseDossierCode } from '../dossier/code.ts';
import { parseCitizenNumber } from '../identity/citizen-number.ts';
import { isProblem } from '../problem.ts';
import { foldVietnamese } from '../text.ts';
import { isRealDate } from '../time.ts';
import { documentTypes } from './document-types.ts';
import { type Line, linesOf, type ReadLine } from './page-lines.ts';
import type { PageText } from './page-text.ts';

export const proposalFields = ['typeCode', 'number', 'issuedOn', 'issuedBy', 'fullName', 'citizenNumber', 'dossierCode'] as const;
export type ProposalField = (typeof proposalFields)[number];

/** What a paper seems to say. An officer looks at it and takes it or not; nothing is ever filled in by itself. */
export type Proposal = {
  /** As the field takes it: a code, a day `yyyy-MM-dd`, or words. */
  value: string;
  /** Which page of the document, from 1. */
  page: number;
  /** Where on the page, in shares of it from its left and top edge. */
  box: { left: number; top: number; right: number; bottom: number };
  /** 0..100: how surely it is what the field asks for, and was read right. */
  confidence: number;
};
export type Proposals = Record<ProposalField, Proposal[]>;

type ReadPage = { page: number; text: PageText };
type Finder = (lines: readonly Line[]) => Found[];
/** `from`, `to`: which letters of the line it was read from. */
type Found = { value: string; line: Line; from: number; to: number; confidence: number };

const mostOfAField = 5;

/**
 * What the words of a paper say of it. Tolerates what OCR does: marks that are missing or others, spaces too many or too few, O for 0.
 * @param pages in order; the first one has the head
 */
export const proposalsOf = (pages: readonly ReadPage[]): Proposals => {
  const lines = pages.flatMap(({ page, text }) => linesOf(text, page));
  const of = (finder: Finder, isInOrder = false): Proposal[] => {
    const best = new Map<string, Proposal>();
    for (const { value, line, from, to, confidence } of finder(lines)) {
      const { box, confidence: read } = line.placeOf(from, to);
      const proposal = { value, page: line.page, box, confidence: Math.round((confidence * read) / 100) };
      if (proposal.confidence > (best.get(value)?.confidence ?? 0)) best.set(value, proposal);
    }
    const proposals = [...best.values()];
    return (isInOrder ? proposals : proposals.sort((a, b) => b.confidence - a.confidence)).slice(0, mostOfAField);
  };
  return {
    typeCode: of(findType),
    number: of(findNumber),
    issuedOn: of(findDay),
    issuedBy: of(findIssuer),
    // Whom a paper is about it names first.
    fullName: of(findNames, true),
    citizenNumber: of(findCitizenNumbers),
    dossierCode: of(findDossierCodes),
  };
};

/** In the upper part of the first page, where a paper says what it is. */
const isInHead = ({ page, middle }: ReadLine): boolean => page === 1 && middle < 0.4;

/** What OCR puts for a digit. */
const digit = '[\\dOoIl|]';
const digitsOf = (text: string): string => text.replace(/[Oo]/g, '0').replace(/[Il|]/g, '1').replace(/\D/g, '');

/** Papers that are named in a paper: their numbers and days are not its own. */
const cited = /(?:luat|nghi dinh|thong tu|quyet dinh|nghi quyet|can cuoc(?: cong dan)?|cccd|cmnd|cong van|hop dong|giay chung nhan|giay phep|can cu)\b[^.;]{0,60}$/;

/** Of laws and decrees, which papers of a commune name and never are. */
const lawSign = /^(?:\d{4}\/)?(?:NĐ-CP|TT-B|TTLT-|QH\d|NQ-|QĐ-TTG)/;

/** Số, ký hiệu: «123/2024/TLKT-BS», «Số: 45/GXN-UBND» (NĐ 30/2020/NĐ-CP, Phụ lục I, Phần II, Mục I, khoản 3). */
const findNumber: Finder = (lines) =>
  lines.flatMap((line) =>
    [...line.text.matchAll(/(\d{1,6})\s*[/|]\s*((?:(?:19|20)\d\d\s*[/|]\s*)?\p{Lu}[\p{Lu}\d.]*(?:\s*[-–—]\s*\p{Lu}[\p{Lu}\d.]*)*)(?![\p{Ll}/])/gu)].flatMap((match): Found[] => {
      const [whole, order, sign] = match as unknown as [string, string, string];
      const before = line.folded.slice(0, match.index);
      if (cited.test(before) || /\b(?:nd|tt|ttlt|nq|qd|cv)\s*(?:so)?\s*$/.test(before)) return [];
      const isLabelled = /(?:^|\s)s[o0]\s*(?:ky hieu)?\s*[:;.,]?\s*$/.test(before);
      const confidence = isLabelled ? (isInHead(line) ? 95 : 60) : isInHead(line) ? 55 : 0;
      const value = `${order}/${sign.replace(/\s+/g, '').replaceAll('|', '/').replace(/[–—]/g, '-').replace(/[.-]+$/, '')}`;
      return confidence === 0 || (!isLabelled && lawSign.test(value.slice(value.indexOf('/') + 1))) ? [] : [{ value, line, from: match.index, to: match.index + whole.length, confidence }];
    }),
  );

const wordyDay = new RegExp(`ng[a-z]y\\s*(${digit}{1,2})\\s*th[a-z]ng\\s*(${digit}{1,2})\\s*n[a-z]m\\s*(${digit}{4})(?!\\d)`, 'g');
const shortDay = new RegExp(`(?<!\\d)(${digit}{1,2})\\s*[/.-]\\s*(${digit}{1,2})\\s*[/.-]\\s*(${digit}{4})(?!\\d)`, 'g');

const dayOf = (day: string, month: string, year: string): string | undefined => {
  const date = `${digitsOf(year)}-${digitsOf(month).padStart(2, '0')}-${digitsOf(day).padStart(2, '0')}`;
  return isRealDate(date) && date > '1945' && date < '2100' ? date : undefined;
};

const findDay: Finder = (lines) =>
  lines.flatMap((line): Found[] => {
    const days = (pattern: RegExp, confidenceOf: (before: string) => number): Found[] =>
      [...line.folded.matchAll(pattern)].flatMap((match): Found[] => {
        const [whole, day, month, year] = match as unknown as [string, string, string, string];
        const before = line.folded.slice(0, match.index);
        const value = dayOf(day, month, year);
        const isOther = /sinh(?:\s*(?:ngay)?\s*[:;.]?\s*)$|(?:sinh|chet|mat|het han|den|tu|hom nay,?)\s*(?:ngay)?\s*[:;,]?\s*$/.test(before) || cited.test(before);
        const confidence = value === undefined || isOther ? 0 : confidenceOf(before);
        return confidence === 0 ? [] : [{ value: value!, line, from: match.index, to: match.index + whole.length, confidence }];
      });
    // «Lục Sơn, ngày 05 tháng 3 năm 2026»: behind the place and nothing else, in the head or over the signature.
    const isBehindPlace = (before: string): boolean => {
      const start = line.segments.findLast(({ from }) => from <= before.length)?.from ?? 0;
      return /^[^\p{L}]*\p{Lu}[\p{L} .’'-]{1,40}[,.;]\s*$/u.test(line.text.slice(start, before.length));
    };
    const ofWords = days(wordyDay, (before) => (isBehindPlace(before) ? (isInHead(line) ? 95 : 75) : /(?:cap|ky|ban hanh|dang ky)\s*$/.test(before) ? 70 : 35));
    return [...ofWords, ...days(shortDay, (before) => (/(?:cap|ky|ban hanh|dang ky)\s*(?:ngay)?\s*[:;.]?\s*$|ngay\s*(?:cap|ky|dang ky)\s*[:;.]?\s*$/.test(before) ? 65 : 0))];
  });

const nameLabel =
  /(?:ho,?\s*chu\s*dem,?\s*(?:va\s*)?ten|ho\s*(?:va|,)?\s*ten|ten toi la|(?:^|[\s(])ong\s*[/(]\s*ba\s*\)?|(?:^|\s)(?:ong|ba)(?=\s*[:;]))(?:(?:\s+(?:cua|nguoi|khai|sinh|cha|me|vo|chong|con|ben|nam|nu|di|duoc|uy|quyen|chet|yeu|cau|giam|ho|dai|dien|nop|don))+(?=\s*[:;(]))?(?:\s*\([^)]*\))?\s*[:;.]?\s*/g;
/** Behind a name on the same line. */
const nameEnd = /\s*(?:[,;:(0-9]|[.](?:\s|$)|\b(?:ngay|sinh|gioi tinh|nam sinh|dan toc|quoc tich|so|cccd|cmnd|can cuoc|chuc vu|la|tuoi|nghe|thuong tru|dia chi|nam|nu)\b).*$/;

const findNames: Finder = (lines) =>
  lines.flatMap((line, index) =>
    [...line.folded.matchAll(nameLabel)].flatMap((match): Found[] => {
      const from = match.index + match[0].length;
      const here = nameAt(line, from, 90);
      if (here) return [here];
      // The label alone on its line: the name is below.
      const next = lines[index + 1];
      const below = line.text.slice(from).trim() === '' && next?.page === line.page ? nameAt(next, 0, 60) : undefined;
      return below ? [below] : [];
    }),
  );

const nameAt = (line: Line, start: number, confidence: number): Found | undefined => {
  const rest = line.folded.slice(start);
  const length = rest.length - (nameEnd.exec(rest)?.[0].length ?? 0);
  const value = line.text.slice(start, start + length).trim().replace(/\s+/g, ' ');
  const words = value.split(' ');
  const isName = words.length >= 2 && words.length <= 7 && words.every((word) => /^\p{Lu}[\p{L}'’-]*$/u.test(word));
  return isName ? { value, line, from: start, to: start + length, confidence } : undefined;
};

const findCitizenNumbers: Finder = (lines) =>
  lines.flatMap((line) =>
    [...line.text.matchAll(new RegExp(`(?<![\\p{L}\\d./-])(?:${digit}[ .]?){11}${digit}(?![\\p{L}\\d/-])`, 'gu'))].flatMap((match): Found[] => {
      const number = parseCitizenNumber(digitsOf(match[0]));
      // Of letters alone one would make a number too.
      if (isProblem(number) || (match[0].match(/\d/g)?.length ?? 0) < 8 || number.birthYear > 2099) return [];
      const isLabelled = /can cuoc|dinh danh|cccd|cmnd|giay to tuy than/.test(line.folded.slice(0, match.index));
      const confidence = number.province === undefined ? (isLabelled ? 50 : 0) : isLabelled ? 95 : 75;
      return confidence === 0 ? [] : [{ value: number.number, line, from: match.index, to: match.index + match[0].length, confidence }];
    }),
  );

const findDossierCodes: Finder = (lines) =>
  lines.flatMap((line) =>
    [...line.text.matchAll(new RegExp(`([A-Z])(${digit}{2}(?:\\s?\\.\\s?${digit}{1,3}){0,3})\\s?[-–]\\s?(${digit}{6})\\s?[-–]\\s?(${digit}{4})(?!\\d)`, 'g'))].flatMap((match): Found[] => {
      const [whole, letter, agency, day, order] = match as unknown as [string, string, string, string, string];
      const value = `${letter}${agency.split('.').map(digitsOf).join('.')}-${digitsOf(day)}-${digitsOf(order)}`;
      return parseDossierCode(value) ? [{ value, line, from: match.index, to: match.index + whole.length, confidence: 95 }] : [];
    }),
  );

/** Bodies as they stand over a paper's number; the name of the place may be in the next line. */
const issuers = /^(?:u[yi] ban nhan dan|ubnd|toa an nhan dan|cong an|bo |chi cuc|cuc |van phong dang ky dat dai|benh vien|trung tam|tram y te|phong )/;
/** «Số» is the same without its marks. */
const department = /^s[ởỏơờợ] /i;
const placeWords = /^(?:xa|phuong|thi tran|huyen|quan|tinh|thanh pho|thi xa|dac khu|tp)\b/;

const findIssuer: Finder = (lines) => {
  const head = lines.filter(isInHead).slice(0, 8);
  const found = head.flatMap((line, index): Found[] =>
    line.segments.flatMap((segment): Found[] => {
      if (!(issuers.test(segment.folded) || department.test(segment.text)) || segment.text.length > 90) return [];
      const below = placeWords.test(afterBody(segment.folded)) ? undefined : head[index + 1]?.segments.find((other) => placeWords.test(other.folded) && other.left < segment.right && segment.left < other.right);
      // The motto may have come too near.
      const own = segment.text.slice(0, / cong hoa /.exec(segment.folded)?.index);
      return [{ value: issuerName([own, below?.text ?? ''].join(' ')), line, from: segment.from, to: segment.to, confidence: afterBody(segment.folded) === '' && !below ? 40 : 85 }];
    }),
  );
  const told = lines.flatMap((line): Found[] => {
    const label = /noi (?:dang ky|cap)[^:;]{0,30}[:;]\s*/.exec(line.folded);
    if (!label) return [];
    const from = label.index + label[0].length;
    const value = issuerName(line.text.slice(from).split(/[,;(]/)[0]!);
    return issuers.test(foldVietnamese(value)) ? [{ value, line, from, to: line.text.length, confidence: 70 }] : [];
  });
  return [...found, ...told];
};

const afterBody = (folded: string): string => folded.replace(/^(?:u[yi] ban nhan dan|ubnd|toa an nhan dan|cong an)\s*/, '').trim();

/** As the field is filled elsewhere: «ỦY BAN NHÂN DÂN XÃ LỤC SƠN» → «UBND xã Lục Sơn». */
const issuerName = (text: string): string => {
  const words = text.split(/\s+/).map((word) => word.replace(/^\p{P}+|\p{P}+$/gu, '')).filter(Boolean);
  const small = words.map((word) => {
    const lower = word.toLowerCase();
    return commonWords.has(lower) ? lower : lower.charAt(0).toUpperCase() + lower.slice(1);
  });
  const body = /^(?:u[yi] ban nhan dan|ubnd)/.exec(foldVietnamese(small.join(' ')).replace(/\p{P}/gu, ''))?.[0];
  const name = body === undefined ? small.join(' ') : ['UBND', ...small.slice(body.split(' ').length)].join(' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
};

const commonWords: ReadonlySet<string> = new Set('ủy uỷ ban nhân dân xã phường thị trấn huyện quận tỉnh thành phố sở bộ công an tòa toà án cục chi văn phòng đăng ký đất đai bệnh viện trung tâm trạm y tế tư pháp nội vụ'.split(' '));

const wordsOf = (text: string): string[] => foldVietnamese(text).match(/[a-z0-9]+/g) ?? [];

/** Other words for a kind of paper than its own name. */
const titleWords: readonly (readonly [title: string, typeCode: string])[] = [
  ['can cuoc cong dan', 'giay-to-tuy-than'],
  ['the can cuoc', 'giay-to-tuy-than'],
  ['ho chieu', 'giay-to-tuy-than'],
  ['to khai', 'to-khai'],
  ['don de nghi', 'to-khai'],
  ['don xin', 'to-khai'],
  ['giay uy quyen', 'van-ban-uy-quyen'],
  ['hop dong uy quyen', 'van-ban-uy-quyen'],
  ['to trinh', 'van-ban-de-nghi'],
  ['giay chung nhan quyen su dung dat', 'KQ.G10.001148'],
  ['phieu ly lich tu phap', 'ly-lich-tu-phap'],
];

const titles = [
  // What is in brackets, or behind the first comma, is rarely on the paper.
  ...documentTypes.map(({ code, name }) => ({ code, words: wordsOf(name.split(/[(,]/)[0]!) })),
  ...titleWords.map(([title, code]) => ({ code, words: wordsOf(title) })),
];

const findType: Finder = (lines) => {
  const head = lines.filter(isInHead);
  return head.flatMap((line, index): Found[] => {
    if (!isTitle(line)) return [];
    // A long title goes on in the next line.
    const next = head[index + 1];
    const told = wordsOf(next && isTitle(next) ? `${line.text} ${next.text}` : line.text);
    const first = wordsOf(line.text);
    const isCopyOfExtract = first[0] === 'trich' && first[1] === 'luc' && ['ban', 'sao'].every((word) => told.includes(word));
    const found = isCopyOfExtract ? [{ code: extractCopyCode, confidence: 90 }] : titles.map(({ code, words }) => ({ code, confidence: titleConfidence(words, told, first) }));
    return found.filter(({ confidence }) => confidence > 0).map(({ code, confidence }): Found => ({ value: code, line, from: 0, to: line.text.length, confidence }));
  });
};

const extractCopyCode = 'KQ.G15.000342';

/** In capitals, and more than a word. */
const isTitle = ({ text }: ReadLine): boolean => {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.length >= 6 && letters.filter((letter) => letter === letter.toUpperCase()).length >= letters.length * 0.8;
};

/** The title begins with the kind's name. A longer name that fits says more than a shorter one. */
const titleConfidence = (words: readonly string[], told: readonly string[], first: readonly string[]): number => {
  const hits = words.filter((word, index) => told[index] !== undefined && isNear(told[index]!, word)).length;
  if (words.length < 2 || hits < words.length || !isNear(first[0] ?? '', words[0]!)) return 0;
  return Math.min(95, 70 + words.length * 4 - (words.every((word, index) => told[index] === word) ? 0 : 10));
};

/** One letter read wrong in a word long enough to be known all the same. */
const isNear = (read: string, word: string): boolean =>
  read === word || (word.length >= 4 && read.length === word.length && [...word].filter((letter, index) => letter !== read[index]).length === 1);
