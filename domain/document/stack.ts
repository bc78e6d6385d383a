import type { PageEdit, Route } from './document.ts';
import type { SheetCode } from './code-sheet.ts';

/** A page of a stack as it was scanned. */
export type StackPage = {
  documentId: string;
  sha256: string;
  /** From 1, in its original. */
  page: number;
  /** The desk's own codes on it. */
  sheets: readonly SheetCode[];
  isBlank: boolean;
};

/** Where the pages behind a sheet go. */
export type Filing = { dossierId: string; componentKey: string; route: Route };

/** What becomes a document of its own: to be filed, or left in the inbox. */
export type StackPart = { filing: Filing | undefined; from: string[]; pages: PageEdit[] };

/**
 * Divides a stack at its code sheets. A sheet is left out of the document that it is on top of, and so is its empty back where
 * both sides were scanned; both can be put back. Pages before the first sheet, and those behind a sheet that leads nowhere, stay
 * in the inbox: they are certainly not of the dossier before them.
 * @param filingOf where a sheet leads; undefined where to nowhere
 * @returns undefined where nothing is to be filed
 */
export const divideStack = (pages: readonly StackPage[], filingOf: (sheet: SheetCode) => Filing | undefined): StackPart[] | undefined => {
  const parts: Part[] = [];
  for (const [index, page] of pages.entries()) {
    const current = parts.at(-1);
    const sheet = sheetOf(page);
    if (sheet && isDivider(sheet, current?.sheet)) {
      const filing = filingOf(sheet);
      parts.push({ sheet, filing, pages: [{ ...page, isDropped: filing !== undefined }] });
    } else if (current === undefined) {
      parts.push({ sheet: undefined, filing: undefined, pages: [{ ...page, isDropped: false }] });
    } else {
      const isBackOfSheet = page.isBlank && current.filing !== undefined && current.pages.length === 1 && pages[index - 1]?.documentId === page.documentId;
      current.pages.push({ ...page, isDropped: isBackOfSheet });
    }
  }
  const kept = withoutEmpty(parts);
  if (kept.every(({ filing }) => filing === undefined)) return undefined;
  return kept.map(({ filing, pages: of }) => ({
    filing,
    from: [...new Set(of.map(({ documentId }) => documentId))],
    pages: of.map(({ sha256, page, isDropped }) => ({ sha256, page, ...(isDropped && { isDropped }) })),
  }));
};

/** A sheet with nothing behind it goes, left out as it is, with the paper that comes next, so that no page is ever in no document. */
const withoutEmpty = (parts: readonly Part[]): Part[] => {
  const kept: Part[] = [];
  let sheets: Part['pages'] = [];
  for (const part of parts) {
    const pages = [...sheets, ...part.pages];
    const isEmpty = part.pages.every(({ isDropped }) => isDropped);
    sheets = isEmpty ? pages : [];
    if (!isEmpty) kept.push({ ...part, pages });
  }
  kept.at(-1)?.pages.push(...sheets);
  return kept;
};

type Part = { sheet: SheetCode | undefined; filing: Filing | undefined; pages: (StackPage & { isDropped: boolean })[] };

/** A page with the codes of two dossiers, such as two receipts side by side, is a paper like any other. */
const sheetOf = ({ sheets }: StackPage): SheetCode | undefined => {
  if (new Set(sheets.map(({ dossierCode }) => dossierCode)).size !== 1) return undefined;
  const components = sheets.filter(({ kind }) => kind === 'componentSheet');
  return components.length > 1 ? undefined : (components[0] ?? sheets.find(({ kind }) => kind === 'dossierSheet') ?? sheets[0]);
};

/** A receipt, or another form with the code of the dossier, among that dossier's papers is one of them. */
const isDivider = (sheet: SheetCode, before: SheetCode | undefined): boolean => sheet.kind !== 'receipt' || sheet.dossierCode !== before?.dossierCode;
