import { parseDossierCode } from '../dossier/code.ts';
import { parseReceiptCode } from '../dossier/receipt-code.ts';
import { isProblem } from '../problem.ts';

/** What the QR on a page says about the pages behind it. */
export type SheetCode =
  /** The receipt itself (or another form that carries the dossier's code), laid on top of the stack. `text`: what the QR says. */
  | { kind: 'receipt'; dossierCode: string; text: string }
  /** A sheet that the desk prints: what follows belongs to the dossier. */
  | { kind: 'dossierSheet'; dossierCode: string }
  /** What follows is this paper of the dossier; `componentKey` may be `resultComponentKey`. */
  | { kind: 'componentSheet'; dossierCode: string; componentKey: string };

/** Nothing that any other maker of codes begins with. */
const prefix = 'QMC';

export const formatDossierSheet = (dossierCode: string): string => `${prefix}/${dossierCode}`;
export const formatComponentSheet = (dossierCode: string, componentKey: string): string => `${prefix}/${dossierCode}/${encodeURIComponent(componentKey)}`;

/** @returns undefined for a code that is not the desk's: an identity card's, a shop's, a bank's */
export const parseSheetCode = (text: string): SheetCode | undefined => {
  const sheet = /^QMC\/([^/\s]+)(?:\/(\S+))?$/.exec(text.trim());
  if (sheet) {
    const [, dossierCode = '', key] = sheet;
    if (parseDossierCode(dossierCode) === undefined) return undefined;
    if (key === undefined) return { kind: 'dossierSheet', dossierCode };
    const componentKey = decoded(key);
    return componentKey === undefined ? undefined : { kind: 'componentSheet', dossierCode, componentKey };
  }
  const receipt = parseReceiptCode(text);
  if (!isProblem(receipt)) return { kind: 'receipt', dossierCode: receipt.code, text };
  const dossierCode = text.trim();
  return parseDossierCode(dossierCode) === undefined ? undefined : { kind: 'receipt', dossierCode, text };
};

const decoded = (key: string): string | undefined => {
  try {
    return decodeURIComponent(key);
  } catch {
    return undefined;
  }
};
