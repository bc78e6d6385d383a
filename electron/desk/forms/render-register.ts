import PDFDocument from 'pdfkit';
import type { FormBlock } from '../../../domain/forms/definition.ts';
import { fill } from '../../../domain/forms/placeholders.ts';
import { fontFiles } from './parts/fonts.ts';
import { mm } from './parts/sheet.ts';
import { capitals, dateText } from './parts/vietnamese.ts';
import type { PrintedForm } from './printed-form.ts';
import { registerColumns } from './register-columns.ts';
import type { RegisterRow } from './register-rows.ts';

/** A4 across, in points; the left margin is for binding. */
const page = { width: 841.89, height: 595.28, left: 14 * mm, right: 8 * mm, top: 10 * mm, bottom: 12 * mm };
const contentWidth = page.width - page.left - page.right;
const bodySize = 7;
const padding = { x: 2.2, y: 1.4 };
const leading = 1.14;
/** The rest of a very long matter is in the dossier; a row must fit on a page. */
const mostLinesInRow = 14;

type Weight = keyof typeof fontFiles;
type Pen = { doc: PDFKit.PDFDocument; y: number; lines: (text: string, width: number, weight: Weight, size: number) => string[]; widthOf: (text: string, weight: Weight, size: number) => number };

/**
 * The register as PDF, drawn line by line: laid out like the other forms, which are pages of one dossier each, a thousand rows
 * would take minutes (each page break lays out all that follows again).
 */
export const renderRegister = async (form: PrintedForm): Promise<Uint8Array> => {
  const made = new Date(form.head.date);
  const doc = new PDFDocument({
    size: [page.width, page.height],
    margin: 0,
    autoFirstPage: false,
    // The last page's number is on every page.
    bufferPages: true,
    info: { Title: form.definition.name, Author: form.head.agencyName, Creator: 'Quầy Một Cửa', Producer: 'Quầy Một Cửa', CreationDate: made, ModDate: made },
    lang: 'vi-VN',
  });
  const chunks: Uint8Array[] = [];
  doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const finished = new Promise<void>((resolve, reject) => doc.once('end', resolve).once('error', reject));
  for (const [weight, file] of Object.entries(fontFiles)) doc.registerFont(weight, file);

  const pen: Pen = { doc, y: page.top, ...measures(doc) };
  doc.addPage();
  drawHead(pen, form.head);
  for (const block of form.definition.blocks) drawBlock(pen, block, form);
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
    return text.split('\n').flatMap((paragraph) => {
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

type Box = { x: number; width: number; align: 'left' | 'center' | 'right'; weight: Weight; size: number; isStruck?: boolean };

/** @returns the height of what was written */
const write = ({ doc, lines, widthOf }: Pen, text: string, y: number, { x, width, align, weight, size, isStruck = false }: Box): number => {
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

const drawHead = (pen: Pen, { agencyName, oneStopName, place, date }: PrintedForm['head']): void => {
  const half = contentWidth / 2;
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

const whole: Box = { x: page.left, width: contentWidth, align: 'left', weight: 'regular', size: 10 };

const drawBlock = (pen: Pen, block: FormBlock, { values, register }: PrintedForm): void => {
  const said = (template: string): string => {
    const filled = fill(template, values);
    return typeof filled === 'string' ? filled : template;
  };
  const put = (text: string, box: Partial<Box> = {}): void => {
    makeRoom(pen, 14);
    pen.y += write(pen, text, pen.y, { ...whole, ...box }) + 2;
  };
  switch (block.kind) {
    case 'title':
      pen.y += 4;
      return put(said(block.text), { align: 'center', weight: 'bold', size: 14 });
    case 'paragraph':
      return put(said(block.text), {
        align: block.align === 'center' ? 'center' : 'left',
        weight: block.style === 'strong' ? 'bold' : block.style === 'italic' || block.style === 'small' ? 'italic' : 'regular',
        size: block.style === 'small' ? 8.5 : 10.5,
      });
    case 'line':
      return put(`${said(block.label)}: ${said(block.value)}`);
    case 'pair':
      return put([block.left, block.right].map(({ label, value }) => `${said(label)}: ${said(value)}`).join('     '));
    case 'registerRows':
      return drawRows(pen, register);
    case 'signatures': {
      makeRoom(pen, 80);
      const width = contentWidth / block.people.length;
      for (const [index, { role, hint, name }] of block.people.entries()) {
        const box: Box = { ...whole, x: page.left + index * width, width, align: 'center' };
        write(pen, said(role), pen.y + 8, { ...box, weight: 'bold' });
        write(pen, said(hint), pen.y + 20, { ...box, weight: 'italic' });
        write(pen, said(name), pen.y + 66, { ...box, weight: 'bold' });
      }
      pen.y += 80;
      return;
    }
    default:
      // What is about one dossier has no place in the register.
  }
};

const makeRoom = (pen: Pen, height: number): boolean => {
  if (pen.y + height <= page.height - page.bottom) return false;
  pen.doc.addPage();
  pen.y = page.top;
  return true;
};

const columns = registerColumns.map((column, index) => ({
  ...column,
  x: page.left + (registerColumns.slice(0, index).reduce((sum, { width }) => sum + width, 0) / 100) * contentWidth,
  points: (column.width / 100) * contentWidth,
}));

const drawRows = (pen: Pen, rows: readonly RegisterRow[]): void => {
  pen.y += 2;
  drawHeadRow(pen);
  for (const row of rows) {
    drawRow(
      pen,
      columns.map(({ text }) => text(row)),
      { onNewPage: drawHeadRow, isStruckAt: (index) => row.isCancelled && columns[index]!.staysWhenCancelled !== true },
    );
  }
  if (rows.length === 0) {
    pen.doc.rect(page.left, pen.y, contentWidth, 16).lineWidth(0.6).stroke();
    write(pen, 'Không có hồ sơ nào trong khoảng ngày này', pen.y + 4, { ...whole, align: 'center', size: bodySize + 1 });
    pen.y += 20;
  }
};

const drawHeadRow = (pen: Pen): void =>
  drawRow(
    pen,
    columns.map(({ title }) => title),
    { isHead: true },
  );

type RowOptions = { isHead?: boolean; onNewPage?: (pen: Pen) => void; isStruckAt?: (index: number) => boolean };

/** A row is never broken in two. */
const drawRow = (pen: Pen, texts: readonly string[], { isHead = false, onNewPage, isStruckAt }: RowOptions): void => {
  const weight: Weight = isHead ? 'bold' : 'regular';
  const said = texts.map((text, index) => {
    const lines = pen.lines(text, columns[index]!.points - 2 * padding.x, weight, bodySize);
    return lines.length > mostLinesInRow ? `${lines.slice(0, mostLinesInRow).join('\n').slice(0, -1)}…` : lines.join('\n');
  });
  const heights = said.map((text) => (text === '' ? 0 : text.split('\n').length * bodySize * leading));
  const height = Math.max(bodySize * leading, ...heights) + 2 * padding.y;
  if (makeRoom(pen, height)) onNewPage?.(pen);
  const { doc, y } = pen;
  for (const [index, text] of said.entries()) {
    if (text === '') continue;
    const { x, points, align } = columns[index]!;
    const box: Box = { x: x + padding.x, width: points - 2 * padding.x, align: isHead ? 'center' : (align ?? 'center'), weight, size: bodySize, isStruck: isStruckAt?.(index) ?? false };
    write(pen, text, y + (height - heights[index]!) / 2 + 0.4, box);
  }
  for (const { x } of columns) doc.moveTo(x, y).lineTo(x, y + height);
  doc.rect(page.left, y, contentWidth, height).lineWidth(0.6).stroke();
  pen.y = y + height;
};

const drawPageNumbers = (pen: Pen): void => {
  const { start, count } = pen.doc.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    pen.doc.switchToPage(start + index);
    write(pen, `Trang ${index + 1}/${count}`, page.height - page.bottom + 8, { ...whole, align: 'center', size: 9 });
  }
};
