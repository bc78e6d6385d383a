import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { type OfficerFields, officerFieldsSchema, officerIdOf, type OfficerState } from '../../domain/officer/officer.ts';
import type { NewEvent } from '../../domain/event.ts';
import { isProblem, type Problem, problem } from '../../domain/problem.ts';
import type { Database } from '../database.ts';
import { publishDecided } from '../publish.ts';
import { states } from '../schema.ts';
import { agencyOf } from './agencies.ts';
import { audit } from './audit.ts';
import type { Console } from './context.ts';

export type CommuneOfficer = Pick<OfficerState, 'id' | 'username' | 'fullName' | 'title' | 'roles' | 'fields' | 'isActive' | 'deactivated'>;

const asCommuneOfficer = ({ id, username, fullName, title, roles, fields, isActive, deactivated }: OfficerState): CommuneOfficer => ({ id, username, fullName, title, roles, fields, isActive, deactivated });

/** Those at work first. Whether they have a password is known to each desk alone. */
export const listOfficers = async ({ district }: Console, { agencyCode }: { agencyCode: string }): Promise<CommuneOfficer[]> =>
  (await officersOf(district.db, agencyCode)).map(asCommuneOfficer).sort((a, b) => Number(b.isActive) - Number(a.isActive) || a.fullName.localeCompare(b.fullName, 'vi'));

const officersOf = async (db: Pick<Database, 'select'>, agencyCode: string): Promise<OfficerState[]> =>
  (await db.select({ state: states.state }).from(states).where(and(eq(states.agencyCode, agencyCode), eq(states.entity, 'officer')))).flatMap(({ state }) => (state ? [state as OfficerState] : []));

type Added = { agencyCode: string; fields: OfficerFields };

/** Known at the commune's desks from their next sync on; an administrator there gives the first password, which never travels. */
export const addOfficer = (console: Console, { agencyCode, fields }: Added): Promise<{ id: string } | Problem> => {
  const id = officerIdOf(agencyCode, fields.username);
  return changing(console, agencyCode, { action: 'officers.add', detail: fields }, (all) =>
    all.some((officer) => officer.id === id) ? problem('officer.usernameTaken', { username: fields.username }) : { id, username: fields.username, type: 'officer.added', payload: fields },
  );
};

export const officerChangeSchema = officerFieldsSchema.omit({ username: true }).partial();
type Changed = { agencyCode: string; officerId: string; changes: z.infer<typeof officerChangeSchema> };

export const changeOfficer = (console: Console, { agencyCode, officerId, changes }: Changed): Promise<{ id: string } | Problem> =>
  changing(console, agencyCode, { action: 'officers.change', detail: changes }, (all) => {
    const officer = all.find(({ id }) => id === officerId);
    if (!officer) return problem('input.malformed', { field: 'officerId' });
    if (changes.roles && !changes.roles.includes('administrator') && isLastAdministrator(all, officer)) return problem('officer.lastAdministrator');
    return { id: officerId, username: officer.username, type: 'officer.changed', payload: changes };
  });

export const deactivateOfficer = (console: Console, { agencyCode, officerId, reason }: { agencyCode: string; officerId: string; reason: string }): Promise<{ id: string } | Problem> =>
  changing(console, agencyCode, { action: 'officers.deactivate', detail: { reason } }, (all) => {
    const officer = all.find(({ id }) => id === officerId);
    if (!officer) return problem('input.malformed', { field: 'officerId' });
    if (isLastAdministrator(all, officer)) return problem('officer.lastAdministrator');
    return { id: officerId, username: officer.username, type: 'officer.deactivated', payload: { reason } };
  });

/** Back with the password of before. */
export const reactivateOfficer = (console: Console, { agencyCode, officerId }: { agencyCode: string; officerId: string }): Promise<{ id: string } | Problem> =>
  changing(console, agencyCode, { action: 'officers.reactivate', detail: {} }, (all) => {
    const officer = all.find(({ id }) => id === officerId);
    return officer ? { id: officerId, username: officer.username, type: 'officer.reactivated', payload: {} } : problem('input.malformed', { field: 'officerId' });
  });

/**
 * As far as can be known here. Whether the one who is left has a password at each desk is not: a desk that nobody can look after says
 * so on its sign-in page, and putting the other back (`reactivateOfficer`) opens it again on its next sync.
 */
const isLastAdministrator = (all: readonly OfficerState[], officer: OfficerState): boolean => {
  const looksAfter = ({ isActive, roles }: OfficerState): boolean => isActive && roles.includes('administrator');
  return looksAfter(officer) && !all.some((other) => other.id !== officer.id && looksAfter(other));
};

type Decision = { id: string; username: string; type: string; payload: NewEvent['payload'] };

const changing = async (
  console: Console,
  agencyCode: string,
  { action, detail }: { action: string; detail: Record<string, unknown> },
  decide: (all: OfficerState[]) => Decision | Problem,
): Promise<{ id: string } | Problem> => {
  const { district, user } = console;
  const agency = await agencyOf(district.db, agencyCode);
  if (isProblem(agency)) return agency;
  return publishDecided(district, { actorId: user.id, agencyCode }, async (tx) => {
    const decided = decide(await officersOf(tx, agencyCode));
    if (isProblem(decided)) return decided;
    const { id, username, type, payload } = decided;
    await audit(tx, console, { action, agencyCode, subject: username, detail: { ...detail } });
    return { changes: [{ entity: 'officer', entityId: id, type, payload }], result: { id } };
  });
};
