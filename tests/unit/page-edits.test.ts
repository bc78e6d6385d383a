import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageEditSchema, type PageEdit } from '../../domain/document/document.ts';
import { changed, historyOf, redone, undone } from '../../renderer/features/digitisation/editor/edit-history.ts';
import { asScanned, brightened, cropBetween, cropped, cropWithin, despeckled, dropped, isSameRecipe, moved, recipeOf, straightened, turned } from '../../renderer/features/digitisation/editor/page-edits.ts';

const sha256 = 'a'.repeat(64);
const page: PageEdit = { sha256, page: 3 };
const crop = { left: 0.1, top: 0.2, width: 0.5, height: 0.3 };

const fraction = fc.double({ min: -0.5, max: 1.5, noNaN: true });
const edit = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map((by) => (one: PageEdit) => turned(one, by)),
  fc.double({ min: -40, max: 40, noNaN: true }).map((by) => (one: PageEdit) => straightened(one, by)),
  fc.tuple(fraction, fraction, fraction, fraction).map(([x1, y1, x2, y2]) => (one: PageEdit) => cropped(one, cropBetween({ x: x1, y: y1 }, { x: x2, y: y2 }))),
  fc.record({ left: fraction, top: fraction, width: fraction, height: fraction }).map((part) => (one: PageEdit) => cropped(one, cropWithin(part))),
  fc.boolean().map((is) => (one: PageEdit) => despeckled(one, is)),
  fc.integer({ min: -300, max: 300 }).map((by) => (one: PageEdit) => brightened(one, by)),
  fc.boolean().map((is) => (one: PageEdit) => dropped(one, is)),
);

describe('edits of a page', () => {
  it('whatever is done, the desk accepts it, and it can be made as it was scanned', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        const made = edits.reduce((now, change) => change(now), page);
        const { crop: part } = made;
        expect(pageEditSchema.safeParse(made).success).toBe(true);
        if (part) expect(part.left + part.width <= 1.0001 && part.top + part.height <= 1.0001).toBe(true);
        expect(asScanned(dropped(made, false))).toEqual(page);
        expect([made]).toEqual(recipeOf([{ ...made, url: '/x', key: 'k' }]));
      }),
    );
  });

  it('what is cut out turns with the page', () => {
    const once = turned(cropped(page, crop), 1);
    expect(once).toEqual({ ...page, quarterTurns: 1, crop: { left: 0.5, top: 0.1, width: 0.3, height: 0.5 } });
    expect(turned(once, -1)).toEqual({ ...page, crop });
    expect(turned(turned(turned(once, 1), 1), 1)).toEqual({ ...page, crop });
  });

  it('what is as it was leaves no trace', () => {
    expect(turned(page, 4)).toEqual(page);
    expect(straightened(straightened(page, 1.23), 0)).toEqual(page);
    expect(straightened(page, 1.23)).toEqual({ ...page, deskewDegrees: 1.2 });
    expect(cropped(page, { left: 0, top: 0, width: 1, height: 1 })).toEqual(page);
    expect(brightened(despeckled(brightened(page, -30), false), 0)).toEqual(page);
    expect(isSameRecipe([page], [{ ...page, isDropped: false, quarterTurns: 0 }])).toBe(true);
    expect(isSameRecipe([page], [cropped(page, crop)])).toBe(false);
    expect(isSameRecipe([page, { ...page, page: 4 }], [{ ...page, page: 4 }, page])).toBe(false);
  });

  it('a rectangle may be drawn from any corner, and is never too small to see', () => {
    expect(cropBetween({ x: 0.6, y: 0.5 }, { x: 0.1, y: 0.2 })).toEqual(crop);
    expect(cropBetween({ x: 0.999, y: 0.999 }, { x: 0.999, y: 0.999 })).toEqual({ left: 0.98, top: 0.98, width: 0.02, height: 0.02 });
    expect(cropWithin({ left: 0.9, top: -1, width: 0.5, height: 0.5 })).toEqual({ left: 0.5, top: 0, width: 0.5, height: 0.5 });
  });

  it('pages change places', () => {
    expect(moved(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
    expect(moved(['a', 'b', 'c', 'd'], 3, 0)).toEqual(['d', 'a', 'b', 'c']);
    expect(moved(['a', 'b'], 5, 0)).toEqual(['a', 'b']);
  });
});

describe('what was done can be taken back', () => {
  it('step by step, and made again until something else is done', () => {
    const two = changed(changed(historyOf('không'), 'một'), 'hai');
    expect(undone(two).now).toBe('một');
    expect(undone(undone(undone(two))).now).toBe('không');
    expect(redone(undone(two)).now).toBe('hai');
    expect(redone(two).now).toBe('hai');
    expect(redone(changed(undone(two), 'ba')).now).toBe('ba');
  });

  it('a slider that was drawn is one step', () => {
    const drawn = changed(changed(changed(historyOf(0), 5, 'sáng'), 9, 'sáng'), 12, 'sáng');
    expect(undone(drawn).now).toBe(0);
    // Taken back and drawn again: another step.
    expect(undone(changed(undone(changed(drawn, 1)), 20, 'sáng')).now).toBe(12);
  });
});
