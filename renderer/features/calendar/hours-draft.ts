import type { Outputs } from '../../app/trpc.ts';

export type OpeningHours = Outputs['calendar']['view']['hours'][number];

export const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;
export type Weekday = (typeof weekdays)[number];

/** As typed: «07:00», «11:30» for each half of each day; both empty where the desk is closed. */
export type HoursDraft = Record<Weekday, { from: string; to: string }[]>;

const halves = 2;

/** «07:00» from minutes since midnight. */
export const shownTime = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

export const hoursDraftOf = ({ hours }: OpeningHours): HoursDraft =>
  Object.fromEntries(
    weekdays.map((weekday) => {
      const spans = (hours[weekday] ?? []).map(([from, to]) => ({ from: shownTime(from), to: shownTime(to) }));
      return [weekday, [...spans, ...Array.from({ length: Math.max(0, halves - spans.length) }, () => ({ from: '', to: '' }))]];
    }),
  ) as HoursDraft;

/** «7:00», «7h», «7h30», «0700» → minutes since midnight; undefined for what is no time. */
export const typedTime = (text: string): number | undefined => {
  const match = /^(\d{1,2})(?:[:.hg](\d{2})?)?$/.exec(text.trim()) ?? /^(\d{2})(\d{2})$/.exec(text.trim());
  if (!match) return undefined;
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? 0)];
  return hours <= 24 && minutes < 60 && hours * 60 + minutes <= 1440 ? hours * 60 + minutes : undefined;
};

/** The hours that are meant, and the weekdays whose times are none. */
export const readHours = (draft: HoursDraft): { hours: Record<Weekday, [number, number][]>; faulty: Weekday[] } => {
  const faulty = new Set<Weekday>();
  const hours = Object.fromEntries(
    weekdays.map((weekday) => {
      const spans = draft[weekday]
        .filter(({ from, to }) => from.trim() !== '' || to.trim() !== '')
        .map(({ from, to }) => [typedTime(from), typedTime(to)] as const);
      const isWrong = spans.some(([from, to], index) => from === undefined || to === undefined || from >= to || (index > 0 && from < (spans[index - 1]![1] ?? 0)));
      if (isWrong) faulty.add(weekday);
      return [weekday, spans.flatMap(([from, to]): [number, number][] => (from === undefined || to === undefined ? [] : [[from, to]]))];
    }),
  ) as Record<Weekday, [number, number][]>;
  return { hours, faulty: [...faulty] };
};
