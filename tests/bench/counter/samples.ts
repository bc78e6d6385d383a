/** How long something took, in milliseconds: on the clock on the wall, and of the processor's time for this thread alone. */
export type Sample = { wall: number; processor: number };
export type Samples = Sample[];

export const timed = (samples: Samples, work: () => unknown): void => {
  const processorBefore = process.threadCpuUsage();
  const before = process.hrtime.bigint();
  work();
  const wall = Number(process.hrtime.bigint() - before) / 1e6;
  const { user, system } = process.threadCpuUsage(processorBefore);
  samples.push({ wall, processor: (user + system) / 1000 });
};

export const percentile = (samples: Samples, share: number, of: keyof Sample): number => {
  const sorted = samples.map((sample) => sample[of]).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
};

export const milliseconds = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0));

/** «p50 0.80 ms, p95 2.10 ms (processor 0.75, 1.90)»: apart where the machine had other work. */
export const describe = (samples: Samples): string => {
  const at = (share: number, of: keyof Sample): string => milliseconds(percentile(samples, share, of));
  return `p50 ${at(0.5, 'wall')} ms, p95 ${at(0.95, 'wall')} ms (processor ${at(0.5, 'processor')}, ${at(0.95, 'processor')})`;
};
