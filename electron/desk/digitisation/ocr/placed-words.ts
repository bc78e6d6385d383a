import type { PageEdit } from '../../../../domain/document/document.ts';
import type { PageWord } from '../../../../domain/document/page-text.ts';
import type { WrittenWord } from '../written-text.ts';

type Size = { widthPx: number; heightPx: number };
type Box = { left: number; top: number; right: number; bottom: number };

/** The words of a page's own text layer, where the edits have put them. @param size of the page before its edits */
export const placedWords = (written: readonly WrittenWord[], size: Size, { quarterTurns = 0, deskewDegrees = 0, crop }: PageEdit): Size & { words: PageWord[] } => {
  let { widthPx, heightPx } = size;
  const placed = written.map(({ text, line, ...box }) => ({ text, line, box: { left: box.left * widthPx, right: box.right * widthPx, top: box.top * heightPx, bottom: box.bottom * heightPx } }));
  const moveAll = (move: (box: Box) => Box): void => {
    for (const word of placed) word.box = move(word.box);
  };
  for (let turn = 0; turn < quarterTurns; turn += 1) {
    const height = heightPx;
    moveAll(({ left, top, right, bottom }) => ({ left: height - bottom, right: height - top, top: left, bottom: right }));
    [widthPx, heightPx] = [heightPx, widthPx];
  }
  if (deskewDegrees !== 0) {
    const [x, y] = [widthPx / 2, heightPx / 2];
    moveAll((box) => turnedAbout(box, x, y, (deskewDegrees * Math.PI) / 180));
  }
  if (crop) {
    const [left, top] = [crop.left * widthPx, crop.top * heightPx];
    moveAll((box) => ({ left: box.left - left, right: box.right - left, top: box.top - top, bottom: box.bottom - top }));
    [widthPx, heightPx] = [crop.width * widthPx, crop.height * heightPx];
  }
  const words = placed.flatMap(({ text, line, box }) => {
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    if (x < 0 || y < 0 || x > widthPx || y > heightPx) return [];
    return { text, ...{ left: Math.round(box.left), top: Math.round(box.top), right: Math.round(box.right), bottom: Math.round(box.bottom) }, confidence: 100, line };
  });
  return { widthPx: Math.round(widthPx), heightPx: Math.round(heightPx), words };
};

/** The middle goes round, the word stays as large as it is: the angles are small. */
const turnedAbout = (box: Box, x: number, y: number, radians: number): Box => {
  const [middleX, middleY] = [(box.left + box.right) / 2 - x, (box.top + box.bottom) / 2 - y];
  const byX = middleX * Math.cos(radians) - middleY * Math.sin(radians) - middleX;
  const byY = middleX * Math.sin(radians) + middleY * Math.cos(radians) - middleY;
  return { left: box.left + byX, right: box.right + byX, top: box.top + byY, bottom: box.bottom + byY };
};
