import { asc } from 'drizzle-orm';
import type { CalendarState, WorkingCalendar } from '../../domain/calendar/calendar.ts';
import { calendars } from '../schema.ts';
import type { Store } from '../store.ts';
import { prepared } from './prepared.ts';

const allStates = prepared((db) => db.select({ state: calendars.state }).from(calendars).orderBy(asc(calendars.id)).prepare());

/** Every year's days off and every field's opening hours, as published: what the deadline calculator reads. */
export const workingCalendar = (store: Store): WorkingCalendar => store.remember('calendar', 'workingCalendar', () => readCalendar(store));

const readCalendar = (store: Store): WorkingCalendar => {
  const states = allStates(store.read)
    .all()
    .map(({ state }) => JSON.parse(state) as CalendarState);
  return { years: states.flatMap(({ year }) => year ?? []), hours: states.flatMap(({ hours }) => hours ?? []) };
};
