import type { Sharp } from 'sharp';

/** What a machine can see on a page without reading it. */
export type PageLook = {
  isBlank: boolean;
  /** What makes the page as scanned straight and upright: degrees and quarter turns, both clockwise. 0 where it is not clear. */
  deskewDegrees: number;
  quarterTurns: number;
};

/** The longer side of A4 at 120 dpi: letters are still letters, and a page is looked at in a fifth of a second. */
const lookSide = 1400;

/** @param image of the whole page */
export const lookAtPage = async (image: Sharp): Promise<PageLook> => {
  const ink = await inkOf(image);
  if (isBlank(ink)) return { isBlank: true, deskewDegrees: 0, quarterTurns: 0 };
  const turned: Points = { xs: ink.ys.map((y) => ink.height - y), ys: ink.xs };
  const [level, standing] = [skewOf(ink), skewOf(turned)];
  const isOnSide = ink.xs.length >= leastPoints && standing.score > level.score * clearlyMore;
  const { degrees } = isOnSide ? standing : level;
  const isUpsideDown = looksUpsideDown(isOnSide ? turned : ink, degrees);
  const quarterTurns = ((isOnSide ? 1 : 0) + (isUpsideDown ? 2 : 0)) % 4;
  return { isBlank: false, deskewDegrees: degrees === 0 ? 0 : -degrees, quarterTurns };
};

/** For whoever only wants to know that. */
export const isBlankPage = async (image: Sharp): Promise<boolean> => isBlank(await inkOf(image));

/** Where ink is, from the top row to the bottom one. Plain arrays of numbers: each is gone through a hundred times. */
type Points = { xs: Int32Array; ys: Int32Array };
type Ink = Points & { width: number; height: number };

/** Darker than this share of the paper. What shines through from the other side is paler, and so is the grain of paper. */
const inkShare = 0.82;
/** Where scanners leave shadows and punched holes. */
const margin = 0.04;

const inkOf = async (image: Sharp): Promise<Ink> => {
  const small = image.greyscale().resize({ width: lookSide, height: lookSide, fit: 'inside', withoutEnlargement: true }).median(3);
  const { data, info } = await small.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const levels = new Uint32Array(256);
  for (let at = 0; at < data.length; at += channels) levels[data[at]!]! += 1;
  let [paper, brighter] = [255, 0];
  // Nine tenths of a page are paper.
  for (; paper > 0 && brighter + levels[paper]! < (width * height) / 10; paper -= 1) brighter += levels[paper]!;
  const darkest = paper * inkShare;
  const [left, top] = [Math.ceil(width * margin), Math.ceil(height * margin)];
  const xs: number[] = [];
  const ys: number[] = [];
  for (let y = top; y < height - top; y += 1) {
    for (let x = left; x < width - left; x += 1) {
      if (data[(y * width + x) * channels]! >= darkest) continue;
      xs.push(x);
      ys.push(y);
    }
  }
  return { width, height, xs: Int32Array.from(xs), ys: Int32Array.from(ys) };
};

/** Of the page: less than a small word. Rather a page too many than one that is taken for empty. */
const leastInk = 0.00004;
/** Of the page: whatever it is, there is something on it. */
const muchInk = 0.002;
/** Dots that hang together: half a square millimetre. Dust is smaller, letters are larger. */
const leastLetter = 12;

const isBlank = ({ width, height, xs, ys }: Ink): boolean => {
  if (xs.length >= width * height * muchInk) return false;
  const left = new Set(Array.from(xs, (x, index) => ys[index]! * width + x));
  let letters = 0;
  for (const start of left) {
    left.delete(start);
    const piece = [start];
    for (let at = 0; at < piece.length; at += 1) {
      for (const step of [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1]) if (left.delete(piece[at]! + step)) piece.push(piece[at]! + step);
    }
    if (piece.length >= leastLetter) letters += piece.length;
  }
  return letters < width * height * leastInk;
};

/** A scanner's feed does not pull paper in more askew than this. */
const mostDegrees = 8;
const coarseStep = 0.5;
const fineStep = 0.05;
/** A tilt that nobody sees is not worth coding the page anew. */
const leastDegrees = 0.2;
const betterAtLeast = 1.1;
const clearlyMore = 1.08;
const mostPoints = 40_000;
/** A word or two has no lines. */
const leastPoints = 1500;

/**
 * At the angle at which lines of print are level, rows are either full of ink or empty; the score is how much neighbouring rows differ.
 * @returns degrees clockwise by which the page is askew
 */
const skewOf = (all: Points): { degrees: number; score: number } => {
  const every = Math.ceil(all.xs.length / mostPoints);
  // Scattered: every so many-th in order would make a pattern of its own.
  const isTaken = (_: number, index: number): boolean => (Math.imul(index, 0x9e3779b1) >>> 16) % every === 0;
  const points = every > 1 ? { xs: all.xs.filter(isTaken), ys: all.ys.filter(isTaken) } : all;
  const scoreAt = (degrees: number): number => {
    const rows = rowsOf(points, degrees);
    let score = 0;
    for (let row = 1; row < rows.length; row += 1) score += (rows[row]! - rows[row - 1]!) ** 2;
    return score;
  };
  const best = (from: number, to: number, step: number): { degrees: number; score: number } => {
    let found = { degrees: 0, score: scoreAt(0) };
    for (let degrees = from; degrees <= to; degrees += step) {
      const score = scoreAt(degrees);
      if (score > found.score) found = { degrees, score };
    }
    return found;
  };
  const coarse = best(-mostDegrees, mostDegrees, coarseStep);
  const fine = best(coarse.degrees - coarseStep, coarse.degrees + coarseStep, fineStep);
  const isWorthIt = all.xs.length >= leastPoints && Math.abs(fine.degrees) >= leastDegrees && Math.abs(fine.degrees) < mostDegrees && fine.score > scoreAt(0) * betterAtLeast;
  return { degrees: isWorthIt ? Math.round(fine.degrees * 10) / 10 : 0, score: fine.score };
};

/** How much ink each row has, if rows fall by so many degrees to the right; an empty one before and behind. */
const rowsOf = ({ xs, ys }: Points, degrees: number): Int32Array => {
  const slope = Math.tan((degrees * Math.PI) / 180);
  let [least, most] = [0, 0];
  const at = new Int32Array(xs.length);
  for (let index = 0; index < xs.length; index += 1) {
    const row = Math.round(ys[index]! - xs[index]! * slope);
    at[index] = row;
    if (row < least) least = row;
    if (row > most) most = row;
  }
  const rows = new Int32Array(most - least + 3);
  for (const row of at) rows[row - least + 1]! += 1;
  return rows;
};

/** So many lines must have something to say. */
const leastLines = 4;
const lineHeights = { least: 6, most: 60 };
/** Of a line's height; the core of what is thinner is a rule, not letters. */
const leastCore = 0.25;
const leastBeside = 20;
/** Between −1, all of the ink beside the core above it, and 1. */
const clearlyBelow = 0.12;

/**
 * Vietnamese has marks over its letters, most of them, and little below them: of the ink beside a line's core there is more above it.
 * With few lines, or as much above as below, the page is taken for upright.
 */
const looksUpsideDown = (points: Points, degrees: number): boolean => {
  const rows = rowsOf(points, degrees);
  const some = Math.max(2, (points.xs.length / rows.length) * 0.1);
  const votes: number[] = [];
  for (let top = 0; top < rows.length; top += 1) {
    if (rows[top]! < some) continue;
    let bottom = top;
    while (bottom + 1 < rows.length && rows[bottom + 1]! >= some) bottom += 1;
    const line = rows.slice(top, bottom + 1);
    top = bottom;
    if (line.length < lineHeights.least || line.length > lineHeights.most) continue;
    const core = Math.max(...line) * 0.5;
    const [first, last] = [line.findIndex((count) => count >= core), line.findLastIndex((count) => count >= core)];
    const [above, below] = [sum(line.slice(0, first)), sum(line.slice(last + 1))];
    if (last - first >= line.length * leastCore && above + below >= leastBeside) votes.push((below - above) / (below + above));
  }
  return votes.length >= leastLines && sum(votes) / votes.length > clearlyBelow;
};

const sum = (values: Int32Array | readonly number[]): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};
