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
  const turned = ink.points.map(({ x, y }) => ({ x: ink.height - y, y: x }));
  const [level, standing] = [skewOf(ink.points), skewOf(turned)];
  const isOnSide = ink.points.length >= leastPoints && standing.score > level.score * clearlyMore;
  const { degrees } = isOnSide ? standing : level;
  const isUpsideDown = looksUpsideDown(isOnSide ? turned : ink.points, degrees);
  const quarterTurns = ((isOnSide ? 1 : 0) + (isUpsideDown ? 2 : 0)) % 4;
  return { isBlank: false, deskewDegrees: degrees === 0 ? 0 : -degrees, quarterTurns };
};

/** For whoever only wants to know that. */
export const isBlankPage = async (image: Sharp): Promise<boolean> => isBlank(await inkOf(image));

type Point = { x: number; y: number };
type Ink = { width: number; height: number; points: Point[] };

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
  const points: Point[] = [];
  for (let y = top; y < height - top; y += 1) for (let x = left; x < width - left; x += 1) if (data[(y * width + x) * channels]! < darkest) points.push({ x, y });
  return { width, height, points };
};

/** Of the page: less than a small word. Rather a page too many than one that is taken for empty. */
const leastInk = 0.00004;
const isBlank = ({ width, height, points }: Ink): boolean => points.length < width * height * leastInk;

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
const skewOf = (all: readonly Point[]): { degrees: number; score: number } => {
  const every = Math.ceil(all.length / mostPoints);
  // Scattered: every so many-th in order would make a pattern of its own.
  const points = every > 1 ? all.filter((_, index) => (Math.imul(index, 0x9e3779b1) >>> 16) % every === 0) : all;
  const scoreAt = (degrees: number): number => {
    const slope = Math.tan((degrees * Math.PI) / 180);
    return rowsOf(points, slope).reduce((sum, count, row, rows) => sum + (count - (rows[row - 1] ?? 0)) ** 2, 0);
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
  const isWorthIt = all.length >= leastPoints && Math.abs(fine.degrees) >= leastDegrees && Math.abs(fine.degrees) < mostDegrees && fine.score > scoreAt(0) * betterAtLeast;
  return { degrees: isWorthIt ? Math.round(fine.degrees * 10) / 10 : 0, score: fine.score };
};

/** How much ink each row has, if rows climb with this slope. */
const rowsOf = (points: readonly Point[], slope: number): number[] => {
  const rows: number[] = [];
  let least = Number.POSITIVE_INFINITY;
  const at = points.map(({ x, y }) => {
    const row = Math.round(y - x * slope);
    least = Math.min(least, row);
    return row;
  });
  for (const row of at) rows[row - least] = (rows[row - least] ?? 0) + 1;
  return Array.from(rows, (count) => count ?? 0);
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
const looksUpsideDown = (points: readonly Point[], degrees: number): boolean => {
  const rows = rowsOf(points, Math.tan((degrees * Math.PI) / 180));
  const some = Math.max(2, mean(rows) * 0.1);
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
  return votes.length >= leastLines && mean(votes) > clearlyBelow;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / Math.max(1, values.length);
