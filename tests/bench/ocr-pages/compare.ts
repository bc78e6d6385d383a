/** Line breaks and wide spaces are a matter of layout. */
const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/** Levenshtein's distance: letters that are wrong, missing or too many. */
export const distance = (read: string, truth: string): number => {
  const [a, b] = [[...plain(read)], [...plain(truth)]];
  let row = Uint32Array.from({ length: b.length + 1 }, (_, index) => index);
  let next = new Uint32Array(b.length + 1);
  for (let i = 1; i <= a.length; i += 1) {
    next[0] = i;
    for (let j = 1; j <= b.length; j += 1) next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    [row, next] = [next, row];
  }
  return row[b.length]!;
};

/** How many words of the truth were read, letter for letter, wherever they stand. */
export const sharedWords = (read: string, truth: string): { words: number; shared: number } => {
  const left = new Map<string, number>();
  for (const word of plain(read).split(' ')) left.set(word, (left.get(word) ?? 0) + 1);
  const words = plain(truth).split(' ');
  const shared = words.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count > 0;
  }).length;
  return { words: words.length, shared };
};
