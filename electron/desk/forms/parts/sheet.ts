import type { Paper } from '../receipt-data.ts';
import { tinos } from './fonts.ts';

/** Points in a millimetre. */
export const mm = 72 / 25.4;

/** What changes with the paper. */
export type Sheet = {
  paper: Paper;
  /** A length in points that is given for A5. */
  size: (points: number) => number;
  page: { fontFamily: string; fontSize: number; paddingTop: number; paddingBottom: number; paddingLeft: number; paddingRight: number };
  lineHeight: number;
  contentWidth: number;
};

/** A5 carries 9.3 pt, A4 carries 12.1 pt: a usual dossier, with up to seven papers, fits on one page of either. */
export const sheetOf = (paper: Paper): Sheet => {
  const isA5 = paper === 'A5';
  const scale = isA5 ? 1 : 1.3;
  const margins = isA5 ? { top: 7, bottom: 9, left: 14, right: 10 } : { top: 16, bottom: 16, left: 28, right: 16 };
  const widthMm = isA5 ? 148 : 210;
  return {
    paper,
    size: (points) => points * scale,
    page: {
      fontFamily: tinos,
      fontSize: 9.3 * scale,
      paddingTop: margins.top * mm,
      paddingBottom: margins.bottom * mm,
      paddingLeft: margins.left * mm,
      paddingRight: margins.right * mm,
    },
    lineHeight: 1.1,
    contentWidth: (widthMm - margins.left - margins.right) * mm,
  };
};
