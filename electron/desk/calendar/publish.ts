import { type CalendarYear, hoursEntityId, hoursFault, type OpeningHours, yearFault } from '../../../domain/calendar/calendar.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import type { HoursInput, YearInput } from './types.ts';

/** The year as the commune keeps it from now on. Dates that were promised stay until an officer moves them. */
export const publishYear = ({ store, officer }: SignedInDesk, input: YearInput): { year: number } | Problem => {
  const fault = yearFault(input);
  if (fault !== undefined) return problem('calendar.yearMalformed', { year: input.year, date: fault });
  const payload: CalendarYear = { year: input.year, daysOff: tidy(input.daysOff), workingSaturdays: tidy(input.workingSaturdays) };
  return store.write(officer.id, (tx) => {
    tx.append({ entity: 'calendar', entityId: String(input.year), type: 'calendar.yearPublished', payload });
    return { year: input.year };
  });
};

/** Opening hours of all fields, or of one. */
export const publishHours = ({ store, officer }: SignedInDesk, { field, hours }: HoursInput): { field: string | null } | Problem => {
  const weekday = hoursFault(hours);
  if (weekday !== undefined) return problem('calendar.hoursMalformed', { weekday });
  const payload: OpeningHours = { field, hours };
  return store.write(officer.id, (tx) => {
    tx.append({ entity: 'calendar', entityId: hoursEntityId(field), type: 'calendar.hoursPublished', payload });
    return { field };
  });
};

const tidy = (days: readonly { date: string; name: string }[]): { date: string; name: string }[] =>
  days.map(({ date, name }) => ({ date, name: name.normalize('NFC').trim() })).sort((a, b) => (a.date < b.date ? -1 : 1));
