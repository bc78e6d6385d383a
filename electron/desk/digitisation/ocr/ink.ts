/** One or three bytes a dot. */
export type ScannedImage = { data: Uint8Array; width: number; height: number; channels: number; dpi: number };

/**
 * The grey picture that is read. Where a red seal lies, only what is dark in the light of red counts: the seal fades and the words
 * under it stay. Red words elsewhere keep their ink. Specks of dust are taken off, for the engine makes full stops of them.
 */
export const greyOf = (image: ScannedImage): Uint8Array => {
  const { data, width, height, channels, dpi } = image;
  if (channels === 1) return withoutSpecks(data, width, height, dpi);
  const grey = new Uint8Array(width * height);
  for (let at = 0, dot = 0; dot < grey.length; at += channels, dot += 1) grey[dot] = (data[at]! * 77 + data[at + 1]! * 151 + data[at + 2]! * 28) >> 8;
  for (const { left, top, right, bottom } of sealsOn(image)) {
    for (let y = top; y < bottom; y += 1) {
      for (let dot = y * width + left; dot < y * width + right; dot += 1) grey[dot] = data[dot * channels]!;
    }
  }
  return withoutSpecks(grey, width, height, dpi);
};

/** Dots to a side of the squares in which seals are looked for. */
const cell = 8;
/** How much redder than anything else a dot of a seal is, also where its ink is thin. */
const redness = 40;
const redShare = 0.15;
/** The seal of an agency is 36 mm across (TT 01/2017/TT-BCA); red words are lower than this. */
const leastSealInches = 0.6;
const marginInches = 0.1;

type Area = { left: number; top: number; right: number; bottom: number };

const sealsOn = ({ data, width, height, channels, dpi }: ScannedImage): Area[] => {
  const [columns, rows] = [Math.ceil(width / cell), Math.ceil(height / cell)];
  const red = new Uint8Array(columns * rows);
  for (let y = 0, at = 0; y < height; y += 1) {
    const row = Math.floor(y / cell) * columns;
    for (let x = 0; x < width; x += 1, at += channels) {
      if (data[at]! - Math.max(data[at + 1]!, data[at + 2]!) > redness) red[row + ((x / cell) | 0)]! += 1;
    }
  }
  const [least, margin] = [(leastSealInches * dpi) / cell, Math.round(marginInches * dpi)];
  const isRed = (index: number): boolean => red[index]! >= cell * cell * redShare;
  const seals: Area[] = [];
  for (let start = 0; start < red.length; start += 1) {
    if (!isRed(start)) continue;
    const area = { left: columns, top: rows, right: 0, bottom: 0 };
    const open = [start];
    red[start] = 0;
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      const [x, y] = [index % columns, Math.floor(index / columns)];
      area.left = Math.min(area.left, x);
      area.right = Math.max(area.right, x + 1);
      area.top = Math.min(area.top, y);
      area.bottom = Math.max(area.bottom, y + 1);
      for (let nextY = Math.max(0, y - 1); nextY <= Math.min(rows - 1, y + 1); nextY += 1) {
        for (let nextX = Math.max(0, x - 1); nextX <= Math.min(columns - 1, x + 1); nextX += 1) {
          const next = nextY * columns + nextX;
          if (!isRed(next)) continue;
          red[next] = 0;
          open.push(next);
        }
      }
    }
    if (area.right - area.left < least || area.bottom - area.top < least) continue;
    seals.push({
      left: Math.max(0, area.left * cell - margin),
      top: Math.max(0, area.top * cell - margin),
      right: Math.min(width, area.right * cell + margin),
      bottom: Math.min(height, area.bottom * cell + margin),
    });
  }
  return seals;
};

/** The dot of an i in 10 points is almost twice as large. */
const speckInches = 0.0085;

/** Takes off what is dark, no larger than a speck, and has nothing beside it. */
const withoutSpecks = (grey: Uint8Array, width: number, height: number, dpi: number): Uint8Array => {
  const side = Math.max(1, Math.round(speckInches * dpi));
  const { dark, paper } = levelsOf(grey);
  const clean = Uint8Array.from(grey);
  const isPaper = (x: number, y: number): boolean => grey[y * width + x]! > dark;
  const isFree = (left: number, top: number): boolean => {
    for (let step = 0; step <= side + 1; step += 1) {
      if (!isPaper(left + step, top) || !isPaper(left + step, top + side + 1) || !isPaper(left, top + step) || !isPaper(left + side + 1, top + step)) return false;
    }
    return true;
  };
  for (let y = 1; y < height - side - 1; y += 1) {
    for (let x = side; x < width - side - 1; x += 1) {
      if (isPaper(x, y)) continue;
      // The highest dot of a speck may be at any place of its width.
      for (let shift = 0; shift < side; shift += 1) {
        const left = x - shift - 1;
        if (!isFree(left, y - 1)) continue;
        for (let row = y; row < y + side; row += 1) clean.fill(paper, row * width + left + 1, row * width + left + 1 + side);
        break;
      }
    }
  }
  return clean;
};

/** @returns up to which level ink goes (Otsu's threshold), and the commonest level, which is the paper's */
const levelsOf = (grey: Uint8Array): { dark: number; paper: number } => {
  const counts = new Uint32Array(256);
  for (const level of grey) counts[level]! += 1;
  const total = counts.reduce((sum, count, level) => sum + count * level, 0);
  let [below, sumBelow, best, dark, paper] = [0, 0, -1, 128, 255];
  for (let level = 0; level < 256; level += 1) {
    below += counts[level]!;
    sumBelow += counts[level]! * level;
    const above = grey.length - below;
    if (counts[level]! > counts[paper]!) paper = level;
    if (below === 0 || above === 0) continue;
    const apart = below * above * (sumBelow / below - (total - sumBelow) / above) ** 2;
    if (apart > best) [best, dark] = [apart, level];
  }
  return { dark, paper };
};
