import { and, eq } from 'drizzle-orm';
import { baselineOpening, baselineYears } from '../../domain/calendar/baseline.ts';
import type { CalendarState, CalendarYear, OpeningHours } from '../../domain/calendar/calendar.ts';
import { type HoursInput, hoursPublished, type YearInput, yearPublished } from '../../domain/calendar/publish.ts';
import type { NewEvent } from '../../domain/event.ts';
import { isProblem, type Problem } from '../../domain/problem.ts';
import { everyCommune, publishDecided } from '../publish.ts';
import { states } from '../schema.ts';
import { audit } from './audit.ts';
import { listCatalogue } from './catalogue.ts';
import type { Console } from './context.ts';

export type ConsoleCalendar = { years: CalendarYear[]; hours: OpeningHours[]; fields: string[]; /** Years and fields (`null` for the usual hours) that were published here. */ published: { years: number[]; fields: (string | null)[] } };

/** What the communes go by: what was published here, and where nothing was, what comes with the program. */
export const viewCalendar = async (console: Console): Promise<ConsoleCalendar> => {
  const rows = await console.district.db
    .select({ state: states.state })
    .from(states)
    .where(and(eq(states.agencyCode, everyCommune), eq(states.entity, 'calendar')));
  const own = rows.flatMap(({ state }) => (state ? [state as CalendarState] : []));
  const ownYears = own.flatMap(({ year }) => year ?? []);
  const ownHours = own.flatMap(({ hours }) => hours ?? []);
  const years = [...ownYears, ...baselineYears.filter(({ year }) => !ownYears.some((other) => other.year === year))];
  const hours = [...ownHours, ...baselineOpening.filter(({ field }) => !ownHours.some((other) => other.field === field))];
  const fields = new Set([...(await listCatalogue(console)).map(({ field }) => field), ...hours.flatMap(({ field }) => field ?? [])]);
  return {
    years: years.sort((a, b) => a.year - b.year),
    hours: hours.sort((a, b) => (a.field ?? '').localeCompare(b.field ?? '', 'vi')),
    fields: [...fields].sort((a, b) => a.localeCompare(b, 'vi')),
    published: { years: ownYears.map(({ year }) => year), fields: ownHours.map(({ field }) => field) },
  };
};

/** Dates that communes have promised stay: each desk lists those that the new calendar moves, for an officer to confirm. */
export const publishYear = (console: Console, input: YearInput): Promise<{ year: number } | Problem> =>
  publish(console, yearPublished(input), { action: 'calendar.publishYear', subject: String(input.year), result: { year: input.year } });

export const publishHours = (console: Console, input: HoursInput): Promise<{ field: string | null } | Problem> =>
  publish(console, hoursPublished(input), { action: 'calendar.publishHours', subject: input.field ?? '', result: { field: input.field } });

const publish = async <R>(console: Console, event: NewEvent | Problem, { action, subject, result }: { action: string; subject: string; result: R }): Promise<R | Problem> => {
  if (isProblem(event)) return event;
  return publishDecided(console.district, { actorId: console.user.id, agencyCode: everyCommune }, async (tx) => {
    await audit(tx, console, { action, subject, detail: event.payload });
    return { changes: [event], result };
  });
};
