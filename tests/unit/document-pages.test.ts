import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PageEdit } from '../../domain/document/document.ts';
import { checkRecipe, effectivePages, interleavePages, mergePages, originalsOf, shownPages, splitPages, toneOf } from '../../domain/document/pages.ts';
import { isProblem } from '../../domain/problem.ts';

const original = (letter: string): string => letter.repeat(64);
const pagesOf = (letter: string, count: number): PageEdit[] => Array.from({ length: count }, (_, index) => ({ sha256: original(letter), page: index + 1 }));

const edits = fc.record(
  {
    quarterTurns: fc.integer({ min: 1, max: 3 }),
    deskewDegrees: fc.double({ min: -15, max: 15, noNaN: true }),
    isDespeckled: fc.boolean(),
    brightness: fc.integer({ min: -100, max: 100 }),
    isDropped: fc.boolean(),
  },
  { requiredKeys: [] },
);
/** Pages of a few originals in any order, some left out, but never all of them. */
const recipe = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 30 })), { minLength: 2, maxLength: 40, selector: ([letter, page]) => `${letter}${page}` })
  .chain((names) => fc.tuple(...names.map(([letter, page]) => edits.map((edit): PageEdit => ({ sha256: original(letter), page, ...edit })))))
  .map((pages) => (pages.every(({ isDropped }) => isDropped) ? pages.with(0, { ...pages[0]!, isDropped: false }) : pages));

describe('the recipe of a document', () => {
  test('is its own original from first to last until somebody changes it', () => {
    const scanned = { sha256: original('a'), pageCount: 3 };
    expect(effectivePages(scanned)).toEqual(pagesOf('a', 3));
    const pages = [{ sha256: original('b'), page: 2 }, { sha256: original('a'), page: 1, isDropped: true }];
    expect(effectivePages({ ...scanned, pages })).toEqual(pages);
    expect(shownPages({ ...scanned, pages })).toEqual([pages[0]]);
    // What is left out can be put back at the district too.
    expect(originalsOf({ ...scanned, pages })).toEqual([original('b'), original('a')]);
    expect(effectivePages({})).toEqual([]);
  });

  test('takes the same pages in any order with any edits, and a page that was left out comes back', () => {
    fc.assert(
      fc.property(recipe, fc.infiniteStream(fc.nat()), edits, (pages, numbers, edit) => {
        const shuffled = pages.map((page) => ({ page, at: numbers.next().value as number })).sort((a, b) => a.at - b.at).map(({ page }) => page);
        expect(checkRecipe(pages, shuffled)).toBeUndefined();
        const { isDropped: _, ...seen } = edit;
        expect(checkRecipe(pages, pages.map(({ sha256, page }) => ({ sha256, page, ...seen })))).toBeUndefined();
        const without = pages.map((page, index) => (index === 0 ? page : { ...page, isDropped: true })).with(0, { ...pages[0]!, isDropped: false });
        expect(shownPages({ pages: without })).toHaveLength(1);
        expect(checkRecipe(without, pages)).toBeUndefined();
      }),
    );
  });

  test('loses no page and takes none from elsewhere', () => {
    const now = pagesOf('a', 3);
    expect(checkRecipe(now, now.slice(1))).toMatchObject({ problem: 'document.pagesDiffer' });
    expect(checkRecipe(now, [...now, { sha256: original('a'), page: 4 }])).toMatchObject({ problem: 'document.pagesDiffer' });
    expect(checkRecipe(now, now.with(0, { sha256: original('b'), page: 1 }))).toMatchObject({ problem: 'document.pagesDiffer' });
    expect(checkRecipe(now, now.with(0, now[1]!))).toMatchObject({ problem: 'document.pagesDiffer' });
    expect(checkRecipe(now, now.map((page) => ({ ...page, isDropped: true })))).toMatchObject({ problem: 'document.noPageLeft' });
    expect(checkRecipe(now, now.with(0, { ...now[0]!, crop: { left: 0.6, top: 0, width: 0.5, height: 1 } }))).toMatchObject({ problem: 'input.malformed' });
  });
});

describe('splitting and merging', () => {
  test('undo each other', () => {
    fc.assert(
      fc.property(recipe, fc.array(fc.integer({ min: 2, max: 40 }), { minLength: 1, maxLength: 6 }), (pages, wanted) => {
        const before = wanted.map((at) => Math.min(at, pages.length));
        const parts = splitPages(pages, before);
        if (isProblem(parts)) expect(parts.problem).toBe('document.noPageLeft');
        else {
          expect(parts).toHaveLength(new Set(before).size + 1);
          expect(mergePages(parts)).toEqual(pages);
        }
      }),
    );
  });

  test('a split names places inside the document, and each part keeps a page', () => {
    const pages = pagesOf('a', 4);
    expect(splitPages(pages, [3, 2, 3])).toEqual([[pages[0]], [pages[1]], [pages[2], pages[3]]]);
    for (const before of [[], [1], [5], [0], [2.5]]) expect(splitPages(pages, before), String(before)).toMatchObject({ problem: 'input.malformed' });
    expect(splitPages(pages.with(3, { ...pages[3]!, isDropped: true }), [4])).toMatchObject({ problem: 'document.noPageLeft' });
  });

  test('no document grows beyond what an event can name', () => {
    expect(mergePages([pagesOf('a', 1500), pagesOf('b', 501)])).toMatchObject({ problem: 'document.tooManyPages', data: { pages: 2001 } });
    const manyOriginals = Array.from({ length: 501 }, (_, index) => [{ sha256: index.toString(16).padStart(64, '0'), page: 1 }]);
    expect(mergePages(manyOriginals)).toMatchObject({ problem: 'document.tooManyPages' });
  });
});

describe('both sides of sheets scanned in two passes', () => {
  test('come in the order of the sheets, however the stack was turned over', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.boolean(), (sheets, areBacksReversed) => {
        const sides = pagesOf('c', sheets * 2);
        const fronts = sides.filter((_, index) => index % 2 === 0);
        const backs = sides.filter((_, index) => index % 2 === 1);
        expect(interleavePages(fronts, areBacksReversed ? backs.toReversed() : backs, { areBacksReversed })).toEqual(sides);
      }),
    );
  });

  test('a sheet that went through double is said, not guessed', () => {
    expect(interleavePages(pagesOf('a', 3), pagesOf('b', 2), { areBacksReversed: true })).toEqual({ problem: 'document.sidesDiffer', data: { fronts: 3, backs: 2 } });
  });
});

test('darker leaves white paper white, lighter leaves black ink black', () => {
  const toned = (value: number, brightness: number): number => Math.max(0, Math.min(255, value * toneOf(brightness).factor + toneOf(brightness).offset));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: -100, max: 100 }), (value, brightness) => {
      expect(toned(255, brightness)).toBeCloseTo(255);
      expect(toned(0, brightness)).toBeCloseTo(0);
      if (brightness < 0) expect(toned(value, brightness)).toBeLessThanOrEqual(value);
      else expect(toned(value, brightness)).toBeGreaterThanOrEqual(value);
    }),
  );
});
