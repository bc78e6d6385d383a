/** Where the one picture of a page lies: its name among the page's resources, in points from the page's origin. */
export type PictureOnPage = { name: string; left: number; bottom: number; width: number; height: number };

type Matrix = readonly [number, number, number, number, number, number];

/**
 * Reads a page's content stream (ISO 32000-1, annex A) as far as it is the one of a scanner: a picture, and at most words
 * that nobody sees. Anything else, a line or a visible letter, makes it undefined, for then the picture is not the page.
 */
export const pictureOnPage = (content: string): PictureOnPage | undefined => {
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  let isInvisible = false;
  const saved: { matrix: Matrix; isInvisible: boolean }[] = [];
  let found: PictureOnPage | undefined;
  let operands: string[] = [];
  for (const [token] of content.matchAll(tokens)) {
    if (!/^[A-Za-z'"]/.test(token)) {
      if (!token.startsWith('%')) operands.push(token);
      continue;
    }
    switch (token) {
      case 'q':
        saved.push({ matrix, isInvisible });
        break;
      case 'Q': {
        const before = saved.pop();
        if (before) ({ matrix, isInvisible } = before);
        break;
      }
      case 'cm': {
        const [a, b, c, d, e, f] = operands.map(Number);
        matrix = multiplied([a!, b!, c!, d!, e!, f!], matrix);
        break;
      }
      case 'Tr':
        isInvisible = operands.at(-1) === '3';
        break;
      case 'Do': {
        const [width, b, c, height, left, bottom] = matrix;
        if (found || b !== 0 || c !== 0 || !(width > 0) || !(height > 0)) return undefined;
        found = { name: operands.at(-1)?.slice(1) ?? '', left, bottom, width, height };
        break;
      }
      default:
        if (shows.has(token) ? !isInvisible : !setsText.has(token)) return undefined;
    }
    operands = [];
  }
  return found;
};

/** Strings, names, arrays and numbers are operands; what begins with a letter or a quotation mark is an operator. */
const tokens = /%[^\r\n]*|\((?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*\)|<[0-9A-Fa-f\s]*>|\/[^\s/[\]()<>{}%]*|[[\]]|[-+.\d][-+.\deE]*|[A-Za-z'"][A-Za-z0-9*]*|\S/g;

const shows: ReadonlySet<string> = new Set(['Tj', 'TJ', "'", '"']);
const setsText: ReadonlySet<string> = new Set(['BT', 'ET', 'Tf', 'Td', 'TD', 'Tm', 'T*', 'Tc', 'Tw', 'Tz', 'TL', 'Ts']);

const multiplied = ([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix => [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
