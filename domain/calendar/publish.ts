import type { NewEvent } from '../event.ts';
import { type Problem, problem } from '../problem.ts';
import { type CalendarYear, hoursEntityId, hoursFault, type OpeningHours, yearFault } from './calendar.ts';

export type YearInput = Omit<CalendarYear, 'isBaseline'>;
export type HoursInput = Omit<OpeningHours, 'isBaseline'>;

/** The year as it is kept from now on. Dates that were promised stay until an officer moves them. */
export const yearPublished = (input: YearInput): NewEvent | Problem => {
  const fault = yearFault(input);
  if (fault !== undefined) return problem('calendar.yearMalformed', { year: input.year, date: fault });
  const { year, daysOff, workingSaturdays, halfDays = [] } = input;
  const payload: CalendarYear = { year, daysOff: tidy(daysOff), workingSaturdays: tidy(workingSaturdays), ...(halfDays.length > 0 && { halfDays: tidy(halfDays) }) };
  return { entity: 'calendar', entityId: String(input.year), type: 'calendar.yearPublished', payload };
};

/** Opening hours of all fields, or of one. */
export const hoursPublished = ({ field, hours }: HoursInput): NewEvent | Problem => {
  const weekday = hoursFault(hours);
  if (weekday !== undefined) return problem('calendar.hoursMalformed', { weekday });
  return { entity: 'calendar', entityId: hoursEntityId(field), type: 'calendar.hoursPublished', payload: { field, hours } satisfies OpeningHours };
};

const tidy = <D extends { date: string; name: string }>(days: readonly D[]): D[] =>
  days.map((day) => ({ ...day, name: day.name.normalize('NFC').trim() })).sort((a, b) => (a.date < b.date ? -1 : 1));
