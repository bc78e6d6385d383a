import type { z } from 'zod';
import { calendarEvents, type CalendarState, reduceCalendar } from './calendar/calendar.ts';
import { citizenEvents, type CitizenState, reduceCitizen } from './citizen/citizen.ts';
import { deskEvents, type DeskState, reduceDesk } from './desk/desk.ts';
import { documentEvents, type DocumentState, reduceDocument } from './document/document.ts';
import { reduceDossier } from './dossier/dossier.ts';
import { dossierEvents } from './dossier/events.ts';
import type { DossierState } from './dossier/state.ts';
import { formEvents, type FormState, reduceForm } from './forms/form.ts';
import { byClock, type DomainEvent, type EntityName } from './event.ts';
import { organisationEvents, type OrganisationState, reduceOrganisation } from './organisation/organisation.ts';
import { reduceTicket, ticketEvents, type TicketState } from './queue/ticket.ts';
import { reduceReminder, reminderEvents, type ReminderState } from './reminder/reminder.ts';
import { officerEvents, type OfficerState, reduceOfficer } from './officer/officer.ts';
import { procedureEvents, type ProcedureState, reduceProcedure } from './procedure/procedure.ts';

export type EntityStates = {
  desk: DeskState;
  officer: OfficerState;
  citizen: CitizenState;
  organisation: OrganisationState;
  dossier: DossierState;
  document: DocumentState;
  procedure: ProcedureState;
  calendar: CalendarState;
  form: FormState;
  ticket: TicketState;
  reminder: ReminderState;
};

type Reducers = { [E in EntityName]: (state: EntityStates[E] | undefined, event: DomainEvent) => EntityStates[E] | undefined };

/** The one place that says how events become states; the desk and the district both run it. Reducers never throw. */
export const reducers: Reducers = {
  desk: reduceDesk,
  officer: reduceOfficer,
  citizen: reduceCitizen,
  organisation: reduceOrganisation,
  dossier: reduceDossier,
  document: reduceDocument,
  procedure: reduceProcedure,
  calendar: reduceCalendar,
  form: reduceForm,
  ticket: reduceTicket,
  reminder: reduceReminder,
};

/** Shape of every payload by entity and type; an event whose payload does not fit is refused at the door. */
export const eventSchemas: { [E in EntityName]: Record<string, z.ZodType> } = {
  desk: deskEvents,
  officer: officerEvents,
  citizen: citizenEvents,
  organisation: organisationEvents,
  dossier: dossierEvents,
  document: documentEvents,
  procedure: procedureEvents,
  calendar: calendarEvents,
  form: formEvents,
  ticket: ticketEvents,
  reminder: reminderEvents,
};

/**
 * Raised whenever a reducer makes another state of the same events: the district then folds its states anew when it starts, and
 * the desk's `projectionVersion` is raised with it.
 */
export const foldVersion = 3;

/** One entity's state from all its events, in any order of arrival. */
export const fold = <E extends EntityName>(entity: E, events: readonly DomainEvent[]): EntityStates[E] | undefined =>
  [...events]
    .sort(byClock)
    .reduce<EntityStates[E] | undefined>((state, event) => reducers[entity](state, event) as EntityStates[E] | undefined, undefined);
