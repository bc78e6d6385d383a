import { dossiersOfPerson, openCountsOfPerson } from '../../../db/queries/dossiers.ts';
import { citizenFieldsSchema, reduceCitizen } from '../../../domain/citizen/citizen.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import { organisationFieldsSchema, reduceOrganisation } from '../../../domain/organisation/organisation.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { Desk } from '../desk.ts';
import { asDossierRow } from '../workflow/dossier-row.ts';
import type { Timeliness } from '../workflow/types.ts';
import { exportsOf } from './export-papers.ts';
import { historyOf } from './history.ts';
import { papersOf } from './papers.ts';
import type { CitizenView, OrganisationView, PersonsDossier } from './types.ts';

const maxDossiers = 200;

/** Everything that the desk knows of one person. */
export const viewCitizen = (desk: Desk, { id }: { id: string }): CitizenView | Problem => {
  const citizen = desk.store.state('citizen', id);
  if (!citizen) return problem('citizen.unknown');
  const events = desk.store.eventsOf('citizen', id);
  const history = historyOf(desk, events, reduceCitizen, citizenFieldsSchema.keyof().options);
  return { citizen, ...heldBy(desk, id), history, exports: exportsOf(desk, events) };
};

export const viewOrganisation = (desk: Desk, { id }: { id: string }): OrganisationView | Problem => {
  const organisation = desk.store.state('organisation', id);
  if (!organisation) return problem('organisation.unknown');
  const events = desk.store.eventsOf('organisation', id);
  const history = historyOf(desk, events, reduceOrganisation, organisationFieldsSchema.keyof().options);
  return { organisation, ...heldBy(desk, id), history, exports: exportsOf(desk, events) };
};

const heldBy = (desk: Desk, id: string) => {
  const { store, clock } = desk;
  const now = clock.now();
  const states = dossiersOfPerson(store, id, maxDossiers);
  const dossiers = states.map((state): PersonsDossier => ({ ...asDossierRow(state, now), ...partOf(state, id) })).sort(byUrgency);
  return { dossiers, counts: openCountsOfPerson(store, id, now), papers: papersOf(desk, id) };
};

const partOf = ({ ownerId, owner, applicant }: DossierState, id: string): Pick<PersonsDossier, 'part' | 'otherName'> => {
  if (owner === undefined) return { part: 'applicant' };
  if (ownerId === id) return { part: 'owner', otherName: applicant.fullName };
  return { part: 'applicant', otherName: owner.kind === 'person' ? owner.person.fullName : owner.organisation.name };
};

const urgency: Record<Timeliness, number> = { overdue: 0, dueToday: 1, dueTomorrow: 2, inTime: 3, paused: 4, finished: 5 };

/** The most pressing on top; among the finished the newest. */
const byUrgency = (a: PersonsDossier, b: PersonsDossier): number =>
  urgency[a.timeliness] - urgency[b.timeliness] || (a.timeliness === 'finished' ? b.acceptedAt - a.acceptedAt : a.dueAt - b.dueAt) || (a.code < b.code ? -1 : 1);
