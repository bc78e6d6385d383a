import { parseTypedDate } from '../../components/format.ts';

/** Many old people know only the year of their birth. */
export const isYear = (text: string): boolean => /^(19|20)\d{2}$/.test(text.trim());

/** `yyyy-MM-dd`, or `yyyy` where only that is known; empty for what is no date. */
export const typedDate = (text: string): string => (isYear(text) ? text.trim() : (parseTypedDate(text) ?? ''));
