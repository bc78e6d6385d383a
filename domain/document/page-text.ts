import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../canonical.ts';
import type { DocumentState, PageEdit } from './document.ts';
import { effectivePages, shownPages } from './pages.ts';

/** A word of a page, in pixels of the picture that was read. */
export type PageWord = {
  text: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** 0..100; 100 where the file itself says the word. */
  confidence: number;
  /** Which line it stands in, from 0, counted down the page. */
  line: number;
};

export type PageText = {
  widthPx: number;
  heightPx: number;
  /** In reading order. */
  words: PageWord[];
  /** A line of text for each line of the page. */
  text: string;
};

export const textOfWords = (words: readonly Pick<PageWord, 'text' | 'line'>[]): string => {
  const lines: string[] = [];
  for (const { text, line } of words) lines[line] = lines[line] === undefined ? text : `${lines[line]} ${text}`;
  return lines.filter(Boolean).join('\n');
};

/** Names the words of a page as it is with its edits. */
export const pageTextKey = (edit: PageEdit): string => hashOf(madeEdits(edit));

/** Names the words of all that a document shows; undefined where it has no pages. Of one whose pages nobody has touched it is the SHA-256 of its bytes. */
export const textKeyOf = (document: Pick<DocumentState, 'pages' | 'sha256' | 'pageCount'>): string | undefined => {
  const { sha256: own, pageCount } = document;
  const shown = shownPages(document).map(madeEdits);
  if (own === undefined || shown.length === 0) return undefined;
  if (document.pages === undefined) return own;
  const key = hashOf(shown);
  return key === hashOf(effectivePages({ sha256: own, ...(pageCount !== undefined && { pageCount }) })) ? own : key;
};

/** Without what says the same as nothing, and whether the page is left out, which changes no word of it. */
const madeEdits = ({ isDropped: _, ...edit }: PageEdit): Record<string, unknown> => Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== 0 && value !== false));

const hashOf = (value: unknown): string => bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
