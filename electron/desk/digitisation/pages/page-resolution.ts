/** Dots per inch of a page whose file says nothing that can be true, and of drawn pages that have no dots of their own. */
export const drawnDpi = 300;

/** Millimetres. A sheet whose longer side is outside of these was not scanned at the resolution that its file tells. */
const plausibleLongSide = { min: 30, max: 1300 };
/** No scanner scans paper coarser; 72 and 96 are what programs write that do not know. */
const leastScannedDpi = 100;
const a4LongSideMm = 297;

const mmPerInch = 25.4;

/**
 * How many dots of a picture are an inch of paper. What the scanner has written into the file holds if it can be true; a
 * photo and a file that says nothing are taken for a sheet of A4, the one size that nearly every paper has.
 * @param told as the file says it; undefined where it does not
 */
export const dpiOf = ({ told, widthPx, heightPx }: { told: number | undefined; widthPx: number; heightPx: number }): number => {
  const longSide = Math.max(widthPx, heightPx);
  const longSideMm = (longSide / (told ?? 1)) * mmPerInch;
  const isPlausible = told !== undefined && told >= leastScannedDpi && longSideMm >= plausibleLongSide.min && longSideMm <= plausibleLongSide.max;
  return isPlausible ? told : Math.max(1, Math.round((longSide / a4LongSideMm) * mmPerInch));
};
