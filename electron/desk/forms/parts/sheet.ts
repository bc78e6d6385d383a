import type { Paper } from '../printed-form.ts';
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

/** In millimetres. */
const layouts: Record<Paper, { scale: number; width: number; top: number; bottom: number; left: number; right: number }> = {
  A5: { scale: 1, width: 148, top: 7, bottom: 9, left: 14, right: 10 },
  A4: { scale: 1.3, width: 210, top: 16, bottom: 16, left: 28, right: 16 },
  // Sixteen columns leave no room for the margins of a letter; the left one is for binding.
  'A4-landscape': { scale: 1.15, width: 297, top: 10, bottom: 12, left: 14, right: 8 },
};

/** A5 carries 9.3 pt, A4 carries 12.1 pt: a usual dossier, with up to seven papers, fits on one page of either. */
export const sheetOf = (paper: Paper, isLetter = false): Sheet => {
  const { scale, width, top, bottom, left, right } = layouts[paper];
  return {
    paper,
    size: (points) => points * scale,
    page: {
      fontFamily: tinos,
      fontSize: 9.3 * scale,
      paddingTop: top * mm,
      paddingBottom: bottom * mm,
      paddingLeft: left * mm,
      paddingRight: right * mm,
    },
    lineHeight: isLetter ? 1.3 : 1.1,
    contentWidth: (width - left - right) * mm,
  };
};
