import { workingCalendar } from '../../../db/queries/calendars.ts';
import { procedures } from '../../../db/queries/procedures.ts';
import type { Desk } from '../desk.ts';
import type { CalendarView } from './types.ts';

export const viewCalendar = ({ store }: Desk): CalendarView => {
  const { years, hours } = workingCalendar(store);
  const fields = new Set([...procedures(store).map(({ field }) => field), ...hours.flatMap(({ field }) => field ?? [])]);
  return {
    years: years.toSorted((a, b) => a.year - b.year),
    hours: hours.toSorted((a, b) => (a.field ?? '').localeCompare(b.field ?? '', 'vi')),
    fields: [...fields].sort((a, b) => a.localeCompare(b, 'vi')),
  };
};
