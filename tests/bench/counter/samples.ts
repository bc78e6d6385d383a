/** Milliseconds. */
export type Samples = number[];

export const timed = (samples: Samples, work: () => unknown): void => {
  const start = process.hrtime.bigint();
  work();
  samples.push(Number(process.hrtime.bigint() - start) / 1e6);
};

export const percentile = (samples: Samples, share: number): number => {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
};

export const milliseconds = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0));

export const describe = (samples: Samples): string => `p50 ${milliseconds(percentile(samples, 0.5))} ms, p95 ${milliseconds(percentile(samples, 0.95))} ms`;
