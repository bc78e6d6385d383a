import { type HoursInput, hoursPublished, type YearInput, yearPublished } from '../../../domain/calendar/publish.ts';
import type { NewEvent } from '../../../domain/event.ts';
import { isProblem, type Problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';

export const publishYear = (desk: SignedInDesk, input: YearInput): { year: number } | Problem => write(desk, yearPublished(input), { year: input.year });

export const publishHours = (desk: SignedInDesk, input: HoursInput): { field: string | null } | Problem => write(desk, hoursPublished(input), { field: input.field });

const write = <T>({ store, officer }: SignedInDesk, event: NewEvent | Problem, result: T): T | Problem => {
  if (isProblem(event)) return event;
  return store.write(officer.id, (tx) => {
    tx.append(event);
    return result;
  });
};
