/**
 * Hybrid logical clock (Kulkarni et al., 2014): never runs backwards, and what a desk writes after having seen an event
 * sorts after that event, even when the PC's own clock was set back.
 *
 * As text `<13 digits of ms>-<4 hex digits of counter>-<node>`, so that comparing strings compares times and ties
 * between desks are broken the same way everywhere.
 */
export type HybridTime = string;

const pattern = /^(\d{13})-([0-9a-f]{4})-(.+)$/;

export const formatHybridTime = (ms: number, counter: number, node: string): HybridTime =>
  `${String(ms).padStart(13, '0')}-${counter.toString(16).padStart(4, '0')}-${node}`;

export const isHybridTime = (text: string): boolean => pattern.test(text);

/** The wall-clock part, UTC milliseconds. @throws if the text is not a hybrid time. */
export const hybridTimeMs = (time: HybridTime): number => parse(time).ms;

/**
 * The next time to stamp on an own event.
 * @param latest the greatest time seen so far, own or foreign; undefined on a new desk
 * @param nowMs the PC's clock, UTC milliseconds
 */
export const nextHybridTime = (latest: HybridTime | undefined, nowMs: number, node: string): HybridTime => {
  if (latest === undefined) return formatHybridTime(nowMs, 0, node);
  const seen = parse(latest);
  if (nowMs > seen.ms) return formatHybridTime(nowMs, 0, node);
  if (seen.counter < 0xffff) return formatHybridTime(seen.ms, seen.counter + 1, node);
  return formatHybridTime(seen.ms + 1, 0, node);
};

const parse = (time: HybridTime): { ms: number; counter: number } => {
  const match = pattern.exec(time);
  if (!match) throw new Error(`not a hybrid time: ${time}`);
  return { ms: Number(match[1]), counter: Number.parseInt(match[2]!, 16) };
};
