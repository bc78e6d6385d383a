import { type IndicatorId, type IndicatorPart, measuresOfIndicator } from './indicators.ts';
import type { MeasureId } from './measures.ts';
import type { ListPlace } from './statements.ts';

/** What the list behind a number is asked by: a measure, or one side of an indicator. */
export type ListedPart = { measure: MeasureId } | { indicator: IndicatorId; part: IndicatorPart };

export const measuresListed = (listed: ListedPart): readonly MeasureId[] => ('measure' in listed ? [listed.measure] : measuresOfIndicator(listed.indicator, listed.part));

type Asked = { measures: readonly MeasureId[]; cursor: string | undefined; limit: number };

/**
 * A page of the dossiers that some measures count, one measure after the other: they exclude each other wherever an indicator adds
 * them up. A cursor that is none of ours starts from the top.
 * @param ask for the dossiers of one measure after a place, in order
 */
export const listPage = async <P extends ListPlace>(
  { measures, cursor, limit }: Asked,
  ask: (measure: MeasureId, after: ListPlace | undefined, limit: number) => Promise<P[]> | P[],
): Promise<{ places: P[]; nextCursor: string | null }> => {
  const start = placeOf(cursor, measures.length);
  const found: { index: number; place: P }[] = [];
  for (let index = start?.index ?? 0; index < measures.length && found.length <= limit; index += 1) {
    const after = index === start?.index ? start.place : undefined;
    const places = await ask(measures[index]!, after, limit + 1 - found.length);
    found.push(...places.map((place) => ({ index, place })));
  }
  const page = found.slice(0, limit);
  return { places: page.map(({ place }) => place), nextCursor: found.length > limit ? cursorAfter(page.at(-1)!) : null };
};

const cursorAfter = ({ index, place }: { index: number; place: ListPlace }): string => [index, place.day, ...place.id].join('~');

const placeOf = (cursor: string | undefined, measures: number): { index: number; place: ListPlace } | undefined => {
  const [index = '', day = '', ...id] = (cursor ?? '').split('~');
  if (!/^\d{1,2}$/.test(index) || !/^\d{8}$/.test(day) || id.length === 0 || Number(index) >= measures) return undefined;
  return { index: Number(index), place: { day: Number(day), id } };
};
