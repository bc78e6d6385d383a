/**
 * JSON in the one form that RFC 8785 (JSON Canonicalization Scheme) allows: members sorted by UTF-16 code units, no
 * spaces, numbers and strings as ECMAScript writes them. Every event is hashed in this form when it is written, sent and
 * received, so it is ours and not the `canonicalize` package, which takes twice as long; a test compares the two.
 * @throws on what has no canonical form: lone surrogates, numbers that are not finite, anything that is not JSON
 */
export const canonicalJson = (value: unknown): string => {
  const seen = { indexName: false };
  const copy = sorted(value, seen);
  const json = seen.indexName ? byHand(copy) : JSON.stringify(copy);
  // JSON.stringify writes a lone surrogate as an escape. The same letters after a backslash of the text's own are harmless.
  if (json.includes('\\ud') && /(?<!\\)(?:\\\\)*\\ud[89a-f]/.test(json)) throw new Error('a lone surrogate has no canonical form');
  return json;
};

/** A copy with its members put in order, so that the engine's own, fast JSON.stringify writes them in that order. */
const sorted = (value: unknown, seen: { indexName: boolean }): unknown => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('a number that is not finite has no JSON');
    return value;
  }
  if (typeof value !== 'object') throw new Error(`${typeof value} has no JSON`);
  if (Array.isArray(value)) return value.map((item) => sorted(item, seen));
  const source = value as Record<string, unknown>;
  const copy: Record<string, unknown> = {};
  // The default order of `sort` is by UTF-16 code units, as the scheme wants.
  for (const name of Object.keys(source).sort()) {
    const member = source[name];
    // As in JSON.stringify: a member that is not there. It is how TypeScript writes an optional one.
    if (member === undefined) continue;
    if (isIndexName(name)) seen.indexName = true;
    if (name === '__proto__') Object.defineProperty(copy, name, { value: sorted(member, seen), enumerable: true });
    else copy[name] = sorted(member, seen);
  }
  return copy;
};

/** The engine keeps names that look like array indices (`"7"`, of a weekday) before all others, in the order of numbers. */
const isIndexName = (name: string): boolean => name.charCodeAt(0) <= 57 && /^\d+$/.test(name);

const byHand = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(byHand).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${byHand(member)}`).join(',')}}`;
};
