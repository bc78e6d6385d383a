/** A stream of numbers in [0, 1) that a seed replays (sfc32). */
export type Random = (() => number) & {
  below: (n: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(items: readonly T[]) => T;
  bytes: (size: number) => Uint8Array;
};

export const seededRandom = (seed: string): Random => {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 2 ** 32;
  };
  for (const character of seed) {
    a ^= character.codePointAt(0)!;
    for (let i = 0; i < 12; i += 1) next();
  }
  return Object.assign(next, {
    below: (n: number) => Math.floor(next() * n),
    chance: (probability: number) => next() < probability,
    pick: <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!,
    bytes: (size: number) => Uint8Array.from({ length: size }, () => Math.floor(next() * 256)),
  });
};
