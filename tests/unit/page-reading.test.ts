import { describe, expect, it } from 'vitest';
import { pageTextKey, textKeyOf, textOfWords } from '../../domain/document/page-text.ts';
import { greyOf } from '../../electron/desk/digitisation/ocr/ink.ts';
import { wordsOfTable } from '../../electron/desk/digitisation/ocr/words.ts';

const sha256 = 'a'.repeat(64);

describe('which words are meant', () => {
  it('edits that do nothing change nothing, others do, and leaving a page out changes what a document shows', () => {
    const plain = pageTextKey({ sha256, page: 1 });
    expect([{ quarterTurns: 0 }, { isDespeckled: false, brightness: 0 }, { isDropped: true }].map((edit) => pageTextKey({ sha256, page: 1, ...edit }))).toEqual([plain, plain, plain]);
    const others = [{ quarterTurns: 1 }, { page: 2 }, { sha256: 'b'.repeat(64) }, { brightness: 5 }].map((edit) => pageTextKey({ sha256, page: 1, ...edit }));
    expect(new Set([plain, ...others]).size).toBe(5);

    const [one, two] = [{ sha256, page: 1 }, { sha256, page: 2 }];
    const keyOf = (pages?: object[]): string | undefined => textKeyOf({ sha256, pageCount: 2, ...(pages && { pages: pages as (typeof one)[] }) });
    expect(keyOf()).toBe(sha256);
    // Touched and put back.
    expect(keyOf([{ ...one, quarterTurns: 0 }, two])).toBe(sha256);
    expect(new Set([keyOf([two, one]), keyOf([one]), keyOf([{ ...one, quarterTurns: 2 }, two]), sha256]).size).toBe(4);
    expect(keyOf([one, { ...two, isDropped: true }])).toBe(keyOf([one]));
    expect(textKeyOf({})).toBeUndefined();
  });
});

describe('the engine’s words', () => {
  const row = (block: number, line: number, left: number, top: number, text: string, confidence = 95): string => [5, 1, block, 1, line, 1, left, top, text.length * 10, 20, confidence, text].join('\t');
  const lines = (...rows: string[]): string => textOfWords(wordsOfTable(rows.join('\n')));

  it('come row by row, whatever columns it has seen, also where the page is askew', () => {
    // A table of two columns that sinks by 30 pixels from left to right; a long line above says how much.
    const slope = 0.05;
    const at = (block: number, line: number, left: number, y: number, text: string): string => row(block, line, left, Math.round(y + left * slope), text);
    const told = ['Danh', 'sách', 'những', 'người', 'được', 'nhận'].map((word, index) => at(1, 1, 100 + index * 90, 100, word));
    const names = ['An', 'Bình', 'Chi'].map((name, index) => at(2, index + 1, 100, 140 + index * 34, name));
    const years = ['1990', '1985', '2001'].map((year, index) => at(3, index + 1, 600, 140 + index * 34, year));
    expect(lines(...told, ...years, ...names)).toBe('Danh sách những người được nhận\nAn 1990\nBình 1985\nChi 2001');
  });

  it('are Vietnamese words: no Icelandic letter, no rules of tables, no dust; a dash that is one stays', () => {
    expect(lines(row(1, 1, 0, 0, 'NÐ-CP'), row(1, 1, 100, 0, '|Nguyễn'), row(1, 1, 200, 0, '|'), row(1, 1, 300, 0, '.', 12), row(1, 1, 400, 0, '-', 93), row(1, 1, 500, 0, 'Phúc'))).toBe('NĐ-CP Nguyễn - Phúc');
  });
});

describe('the grey picture that is read', () => {
  const dpi = 240;
  const [width, height] = [480, 480];
  type Colour = readonly [number, number, number];
  const [paper, red, black]: Colour[] = [[245, 245, 245], [225, 60, 70], [20, 20, 20]];
  const page = () => {
    const data = new Uint8Array(width * height * 3).fill(245);
    const fill = (left: number, top: number, right: number, bottom: number, colour: Colour): void => {
      for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) data.set(colour, (y * width + x) * 3);
    };
    const greyAt = (): ((x: number, y: number) => number) => {
      const grey = greyOf({ data, width, height, channels: 3, dpi });
      return (x, y) => grey[y * width + x]!;
    };
    return { fill, greyAt };
  };

  it('loses a seal and keeps what is printed under it; red words keep their ink', () => {
    const { fill, greyAt } = page();
    // A ring, though with corners, of an inch; and a line of red words.
    fill(100, 100, 340, 112, red!);
    fill(100, 328, 340, 340, red!);
    fill(100, 100, 112, 340, red!);
    fill(328, 100, 340, 340, red!);
    fill(90, 200, 200, 206, black!);
    fill(100, 430, 380, 450, red!);
    const at = greyAt();
    expect([at(105, 150), at(105, 203), at(150, 203), at(200, 440), at(5, 5)]).toEqual([225, 20, 20, expect.closeTo(110, -1), paper![0]]);
  });

  it('loses specks and keeps the dot of an i', () => {
    const { fill, greyAt } = page();
    fill(50, 50, 52, 52, black!);
    fill(100, 50, 104, 54, black!);
    fill(100, 58, 104, 80, black!);
    const at = greyAt();
    expect([at(50, 50), at(51, 51), at(101, 51), at(101, 60)]).toEqual([245, 245, 20, 20]);
  });
});
