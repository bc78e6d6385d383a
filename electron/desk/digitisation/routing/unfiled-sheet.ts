import type { DocumentState } from '../../../../domain/document/document.ts';
import type { Desk } from '../../desk.ts';
import { isUntouched, pagesOf } from './file-stack.ts';
import { filingOf, type NoFiling } from './filing.ts';

/** `waiting`: it is a sheet alone, or the pages behind it may not have come through the scanner yet. */
export type UnfiledSheet = { code: string; state: NoFiling | 'waiting' };

/** Why a scan with a sheet is still in the inbox; undefined for one without, and for one that an officer or an equal scan has settled. */
export const unfiledSheet = (desk: Desk, document: DocumentState): UnfiledSheet | undefined => {
  const sheets = pagesOf(desk, document).flatMap((page) => page.sheets);
  if (sheets.length === 0 || !isUntouched(desk, document)) return undefined;
  const found = sheets.map((sheet) => ({ code: sheet.dossierCode, filing: filingOf(desk, sheet) }));
  const stuck = found.find(({ filing }) => typeof filing === 'string');
  return stuck ? { code: stuck.code, state: stuck.filing as NoFiling } : { code: found[0]!.code, state: 'waiting' };
};
