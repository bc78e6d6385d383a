import type { CalendarYear, OpeningHours } from '../../../domain/calendar/calendar.ts';

export type CalendarView = {
  /** In order. A year that is not there counts Saturdays and Sundays only. */
  years: CalendarYear[];
  /** Those of all fields (`field` null) first. */
  hours: OpeningHours[];
  /** The fields of the catalogue, each of which may have hours of its own. */
  fields: string[];
};
