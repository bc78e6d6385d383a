import PDFDocument from 'pdfkit';
import { fontFiles } from './fonts.ts';
import { capitals, dateText } from './vietnamese.ts';

/** A sheet drawn line by line, in points. */
export type Page = { width: number; height: number; left: number; right: number; top: number; bottom: number };
export type Weight = keyof typeof fontFiles;
export type Pen = {
  doc: PDFKit.PDFDocument;
  page: Page;
  /** Where the next line goes. */
  y: number;
  lines: (text: string, width: number, weight: Weight, size: number) => string[];
  widthOf: (text: string, weight: Weight, size: number) => number;
};

export const leading = 1.14;
export const contentWidthOf = ({ width, left, right }: Page): number => width - left - right;

type Paper = { title: string; author: string; /** UTC milliseconds. */ madeAt: number };

/**
 * A PDF drawn by hand: laid out like a form of one dossier, a thousand rows would take minutes (each page break lays out all that
 * follows again). `draw` begins on the first page; every page is numbered at its foot. The same input gives the same bytes.
 */
export const drawPdf = async ({ title, author, madeAt }: Paper, page: Page, draw: (pen: Pen) => void): Promise<Uint8Array> => {
  const made = new Date(madeAt);
  const doc = new PDFDocument({
    size: [page.width, page.height],
    margin: 0,
    autoFirstPage: false,
    // The last page's number is on every page.
    bufferPages: true,
    info: { Title: title, Author: author, Creator: 'Quầy Một Cửa', Producer: 'Quầy Một Cửa', CreationDate: made, ModDate: made },
    lang: 'vi-VN',
  });
  const chunks: Uint8Array[] = [];
  doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const finished = new Promise<void>((resolve, reject) => doc.once('end', resolve).once('error', reject));
  for (const [weight, file] of Object.entries(fontFiles)) doc.registerFont(weight, file);
  const pen: Pen = { doc, page, y: page.top, ...measures(doc) };
  doc.addPage();
  draw(pen);
  drawPageNumbers(pen);
  doc.end();
  await finished;
  return Buffer.concat(chunks);
};

/** A word is measured once, however often a street's name comes. */
const measures = (doc: PDFKit.PDFDocument): Pick<Pen, 'lines' | 'widthOf'> => {
  const known = new Map<string, number>();
  const widthOf = (text: string, weight: Weight, size: number): number => {
    const key = `${weight}${text}`;
    let width = known.get(key);
    if (width === undefined) {
      width = doc.font(weight).fontSize(100).widthOfString(text) / 100;
      known.set(key, width);
    }
    return width * size;
  };
  const lines = (text: string, width: number, weight: Weight, size: number): string[] => {
    const space = widthOf(' ', weight, size);
    // Decomposed letters (NFD) have no glyphs of their own in the fonts.
    return text.normalize('NFC').split('\n').flatMap((paragraph) => {
      const found: string[] = [];
      let line = '';
      let lineWidth = 0;
      for (const word of paragraph.split(' ').flatMap((part) => pieces(part, width, weight, size))) {
        const wordWidth = widthOf(word, weight, size);
        if (line !== '' && lineWidth + space + wordWidth > width) {
          found.push(line);
          line = '';
          lineWidth = 0;
        }
        lineWidth += (line === '' ? 0 : space) + wordWidth;
        line = line === '' ? word : `${line} ${word}`;
      }
      return [...found, line];
    });
  };
  /** A code is broken behind a hyphen, an e-mail address anywhere. */
  const pieces = (word: string, width: number, weight: Weight, size: number): string[] => {
    if (widthOf(word, weight, size) <= width) return [word];
    const head = word.slice(0, word.indexOf('-') + 1);
    if (head !== '' && head !== word && widthOf(head, weight, size) <= width) return [head, ...pieces(word.slice(head.length), width, weight, size)];
    const found: string[] = [];
    let piece = '';
    for (const letter of word) {
      if (piece !== '' && widthOf(piece + letter, weight, size) > width) {
        found.push(piece);
        piece = '';
      }
      piece += letter;
    }
    return [...found, piece];
  };
  return { lines, widthOf };
};

export type Box = { x: number; width: number; align: 'left' | 'center' | 'right'; weight: Weight; size: number; isStruck?: boolean };

/** @returns the height of what was written */
export const write = ({ doc, lines, widthOf }: Pen, text: string, y: number, { x, width, align, weight, size, isStruck = false }: Box): number => {
  const found = lines(text, width, weight, size);
  for (const [index, line] of found.entries()) {
    if (line === '') continue;
    const lineWidth = widthOf(line, weight, size);
    const left = align === 'left' ? x : align === 'center' ? x + (width - lineWidth) / 2 : x + width - lineWidth;
    const top = y + index * size * leading;
    doc.font(weight).fontSize(size).text(line, left, top, { lineBreak: false });
    if (isStruck) doc.moveTo(left, top + size * 0.55).lineTo(left + lineWidth, top + size * 0.55).lineWidth(0.5).stroke();
  }
  return found.length * size * leading;
};

type Head = { agencyName: string; oneStopName: string; place: string; /** UTC milliseconds. */ date: number };

/** The two columns on top of an official paper, and its place and day. */
export const drawHead = (pen: Pen, { agencyName, oneStopName, place, date }: Head): void => {
  const { page } = pen;
  const half = contentWidthOf(page) / 2;
  const left: Box = { x: page.left, width: half, align: 'center', weight: 'regular', size: 10 };
  const right: Box = { ...left, x: page.left + half, weight: 'bold' };
  const column = (box: Box, parts: readonly (readonly [string, Weight, number])[]): number => parts.reduce((y, [text, weight, size]) => y + write(pen, text, y, { ...box, weight, size }), pen.y);
  const ends = [
    column(left, [[capitals(agencyName), 'regular', 10], [capitals(oneStopName), 'bold', 10]]),
    column(right, [['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'bold', 10], ['Độc lập - Tự do - Hạnh phúc', 'bold', 10.5]]),
  ];
  for (const [index, [box, length]] of ([[left, 58], [right, 122]] as const).entries()) {
    const middle = box.x + box.width / 2;
    pen.doc.moveTo(middle - length / 2, ends[index]! + 2.5).lineTo(middle + length / 2, ends[index]! + 2.5).lineWidth(0.7).stroke();
  }
  pen.y = Math.max(...ends) + 6;
  pen.y += write(pen, `${place}, ${dateText(date)}`, pen.y, { ...right, weight: 'italic', size: 10.5 }) + 4;
};

/** Everything across the sheet. */
export const wholeWidth = ({ page }: Pen): Box => ({ x: page.left, width: contentWidthOf(page), align: 'left', weight: 'regular', size: 10 });

/** @returns whether a new page was begun */
export const makeRoom = (pen: Pen, height: number): boolean => {
  const { doc, page } = pen;
  if (pen.y + height <= page.height - page.bottom) return false;
  doc.addPage();
  pen.y = page.top;
  return true;
};

export type TableColumn = { title: string; /** In points. */ x: number; points: number; align?: 'left' | 'center' | 'right' | undefined };
export type RowOptions = { isHead?: boolean; isStrong?: boolean; onNewPage?: (pen: Pen) => void; isStruckAt?: (index: number) => boolean };

/** Columns side by side across the sheet, by their widths in per cent of it. */
export const columnsAcross = <C extends { width: number }>(page: Page, columns: readonly C[]): (C & { x: number; points: number })[] => {
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  return columns.map((column, index) => ({
    ...column,
    x: page.left + (columns.slice(0, index).reduce((sum, { width }) => sum + width, 0) / total) * contentWidthOf(page),
    points: (column.width / total) * contentWidthOf(page),
  }));
};

const padding = { x: 2.2, y: 1.4 };
/** The rest of a very long matter is in the dossier; a row must fit on a page. */
const mostLinesInRow = 14;

/** A row is never broken in two. */
export const drawRow = (pen: Pen, columns: readonly TableColumn[], texts: readonly string[], size: number, { isHead = false, isStrong = isHead, onNewPage, isStruckAt }: RowOptions = {}): void => {
  const weight: Weight = isStrong ? 'bold' : 'regular';
  const said = texts.map((text, index) => {
    const lines = pen.lines(text, columns[index]!.points - 2 * padding.x, weight, size);
    return lines.length > mostLinesInRow ? `${lines.slice(0, mostLinesInRow).join('\n').slice(0, -1)}…` : lines.join('\n');
  });
  const heights = said.map((text) => (text === '' ? 0 : text.split('\n').length * size * leading));
  const height = Math.max(size * leading, ...heights) + 2 * padding.y;
  if (makeRoom(pen, height)) onNewPage?.(pen);
  const { doc, page, y } = pen;
  for (const [index, text] of said.entries()) {
    if (text === '') continue;
    const { x, points, align } = columns[index]!;
    const box: Box = { x: x + padding.x, width: points - 2 * padding.x, align: isHead ? 'center' : (align ?? 'center'), weight, size, isStruck: isStruckAt?.(index) ?? false };
    write(pen, text, y + (height - heights[index]!) / 2 + 0.4, box);
  }
  for (const { x } of columns) doc.moveTo(x, y).lineTo(x, y + height);
  doc.rect(page.left, y, contentWidthOf(page), height).lineWidth(0.6).stroke();
  pen.y = y + height;
};

export type Signature = { role: string; hint: string; name: string };

export const drawSignatures = (pen: Pen, people: readonly Signature[]): void => {
  makeRoom(pen, 80);
  const width = contentWidthOf(pen.page) / people.length;
  for (const [index, { role, hint, name }] of people.entries()) {
    const box: Box = { ...wholeWidth(pen), x: pen.page.left + index * width, width, align: 'center' };
    write(pen, role, pen.y + 8, { ...box, weight: 'bold' });
    write(pen, hint, pen.y + 20, { ...box, weight: 'italic' });
    write(pen, name, pen.y + 66, { ...box, weight: 'bold' });
  }
  pen.y += 80;
};

const drawPageNumbers = (pen: Pen): void => {
  const { start, count } = pen.doc.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    pen.doc.switchToPage(start + index);
    write(pen, `Trang ${index + 1}/${count}`, pen.page.height - pen.page.bottom + 8, { ...wholeWidth(pen), align: 'center', size: 9 });
  }
};
