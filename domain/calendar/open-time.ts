import { dayMs, type LocalDate, vietnamOffsetMs } from '../time.ts';

/** Minutes since midnight, opening included, closing not. */
export type Span = readonly [from: number, to: number];

export type OpenTime = {
  /** How long the desk was open between two moments, in milliseconds. */
  between: (fromMs: number, toMs: number) => number;
  /** `openMs` of opening time before a moment, UTC milliseconds; a closing rather than the opening that follows it. */
  before: (utcMs: number, openMs: number) => number;
};

/** So many days more than are asked for, so that the sums are begun anew seldom. */
const marginDays = 400;

/** Opening hours added up day by day, once: boards and reports ask for them of thousands of dossiers at a time. */
export const createOpenTime = (spansOf: (date: LocalDate) => readonly Span[]): OpenTime => {
  let firstDay = 0;
  /** Of the day `firstDay` + index; `before`: open milliseconds until it begins. */
  let days: { before: number; spans: readonly Span[] }[] = [];

  const dayOf = (utcMs: number): number => Math.floor((utcMs + vietnamOffsetMs) / dayMs);
  const midnightOf = (day: number): number => day * dayMs - vietnamOffsetMs;
  const spansOn = (day: number): readonly Span[] => spansOf(new Date(day * dayMs).toISOString().slice(0, 10));
  const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, [from, to]) => sum + (to - from) * 60_000, 0);
  const reach = (day: number): void => {
    if (days.length === 0 || day < firstDay) [firstDay, days] = [day - marginDays, []];
    while (days.length <= day - firstDay) {
      const last = days.at(-1);
      days.push({ before: last ? last.before + lengthOf(last.spans) : 0, spans: spansOn(firstDay + days.length) });
    }
  };
  /** Since the first day; only differences mean anything. */
  const openUntil = (utcMs: number): number => {
    const day = dayOf(utcMs);
    const inDay = (utcMs - midnightOf(day)) / 60_000;
    const { before, spans } = days[day - firstDay]!;
    return spans.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(inDay, to) - from) * 60_000, before);
  };

  return {
    between: (fromMs, toMs) => {
      if (toMs <= fromMs) return 0;
      reach(dayOf(fromMs));
      reach(dayOf(toMs));
      return openUntil(toMs) - openUntil(fromMs);
    },
    before: (utcMs, openMs) => {
      reach(dayOf(utcMs));
      let target = openUntil(utcMs) - openMs;
      while (target <= 0) {
        reach(firstDay - 1);
        reach(dayOf(utcMs));
        target = openUntil(utcMs) - openMs;
      }
      // The day in which that much had been open: the last one that began with less.
      let [low, high] = [0, dayOf(utcMs) - firstDay];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (days[middle]!.before < target) low = middle;
        else high = middle - 1;
      }
      const { before, spans } = days[low]!;
      let left = target - before;
      for (const [from, to] of spans) {
        const length = (to - from) * 60_000;
        if (left <= length) return midnightOf(firstDay + low) + from * 60_000 + left;
        left -= length;
      }
      return utcMs;
    },
  };
};
