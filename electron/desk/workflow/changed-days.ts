import { workingCalendar } from '../../../db/queries/calendars.ts';
import type { Store } from '../../../db/store.ts';
import type { CalendarYear } from '../../../domain/calendar/calendar.ts';
import { fold } from '../../../domain/entities.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import type { LocalDate } from '../../../domain/time.ts';

/**
 * Which days the calendar says something else of than it did at a moment (UTC milliseconds): what an officer can tell a citizen
 * whose date was reckoned then. Empty where the publication is older than the moment and only came late from another desk.
 */
export const changedDays = (store: Store): ((since: number) => ReadonlySet<LocalDate>) => {
  const years = workingCalendar(store).years.map((now) => ({ now, events: store.eventsOf('calendar', String(now.year)) }));
  const moments = years.flatMap(({ events }) => events.map(({ occurredAt }) => hybridTimeMs(occurredAt)));
  // Between two publications nothing changes, so thousands of dossiers have a handful of answers.
  const known = new Map<number, ReadonlySet<LocalDate>>();
  return (since) => {
    const version = moments.filter((moment) => moment <= since).length;
    const days =
      known.get(version) ??
      new Set(years.flatMap(({ now, events }) => differing(fold('calendar', events.filter(({ occurredAt }) => hybridTimeMs(occurredAt) <= since))?.year, now)));
    known.set(version, days);
    return days;
  };
};

const differing = (then: CalendarYear | undefined, now: CalendarYear): LocalDate[] => {
  const [before, after] = [kindsOf(then), kindsOf(now)];
  return [...new Set([...before.keys(), ...after.keys()])].filter((date) => before.get(date) !== after.get(date));
};

const kindsOf = (year: CalendarYear | undefined): Map<LocalDate, string> =>
  new Map([
    ...(year?.halfDays ?? []).map(({ date, hours }) => [date, JSON.stringify(hours)] as const),
    ...(year?.workingSaturdays ?? []).map(({ date }) => [date, 'working'] as const),
    ...(year?.daysOff ?? []).map(({ date }) => [date, 'off'] as const),
  ]);
