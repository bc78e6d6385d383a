import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../domain/canonical.ts';

describe('canonical JSON', () => {
  test('is what the reference implementation of RFC 8785 writes', () => {
    const anything = fc.oneof(fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' }), fc.dictionary(fc.constantFrom('1', '10', '2', 'a', 'B', '__proto__', 'é', '€', '😀', 'toString'), fc.jsonValue()));
    fc.assert(fc.property(anything, (value) => {
      expect(canonicalJson(value)).toBe(canonicalize(value));
    }), { numRuns: 1000 });
  });

  test('sorts by UTF-16 code units and writes numbers as the RFC shows', () => {
    // RFC 8785, sections 3.2.2 and 3.2.3.
    const value = JSON.parse(
      '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis","numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001,-0]}',
    ) as unknown;
    expect(canonicalJson(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],"\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  test('leaves out members that are undefined, and has no form for what is no JSON', () => {
    expect(canonicalJson({ b: undefined, a: '\\ud83d' })).toBe('{"a":"\\\\ud83d"}');
    for (const value of ['\ud83d', { a: ['\udc00'] }, { '\ud83d': 1 }, Number.NaN, [Number.POSITIVE_INFINITY], undefined, [undefined], 1n, () => 1]) {
      expect(() => canonicalJson(value)).toThrow();
    }
  });
});
