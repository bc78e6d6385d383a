import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import { type Delegation, officerIdOf } from '../../../domain/officer/officer.ts';
import { officers } from '../../../db/queries/officers.ts';
import type { Desk, SignedInDesk } from '../desk.ts';
import { credentialOf, putPassword } from './credentials.ts';
import { asOfficer } from './me.ts';
import { hashPassword, passwordProblem } from './passwords.ts';
import { signIn } from './sign-in.ts';
import type { NewOfficer, Officer } from './types.ts';

export type ListedOfficer = Officer & {
  /** Can sign in at this desk; an officer added at another desk is first given a password here. */
  hasPassword: boolean;
  delegations: Delegation[];
  /** Since when (UTC milliseconds) and why not active. */
  deactivated?: { at: number; byName: string; reason: string };
};

/** Those at work first. */
export const listOfficers = ({ store }: Desk): ListedOfficer[] =>
  officers(store)
    .map((officer): ListedOfficer => {
      const { deactivated } = officer;
      return {
        ...asOfficer(officer),
        delegations: officer.delegations,
        hasPassword: credentialOf(store, officer.id) !== undefined,
        ...(deactivated && { deactivated: { at: deactivated.at, byName: store.state('officer', deactivated.by)?.fullName ?? '', reason: deactivated.reason } }),
      };
    })
    .sort((a, b) => Number(b.isActive) - Number(a.isActive));

export const addOfficer = async ({ store, clock, officer: actor }: SignedInDesk, input: NewOfficer): Promise<Officer | Problem> => {
  const tooShort = passwordProblem(input.password);
  if (tooShort) return tooShort;
  const { password, ...fields } = input;
  const passwordHash = await hashPassword(password);
  return store.write(actor.id, (tx): Officer | Problem => {
    const id = officerIdOf(tx.state('desk', store.deskId)!.unit.agencyCode, fields.username);
    if (tx.state('officer', id)) return problem('officer.usernameTaken', { username: fields.username });
    tx.append({ entity: 'officer', entityId: id, type: 'officer.added', payload: fields });
    putPassword(tx, id, passwordHash, clock.now());
    return asOfficer(tx.state('officer', id)!);
  });
};

export type PasswordChange = { officerId: string; password: string; currentPassword?: string | undefined };

/** One's own with the current one, so that a desk left open is not taken over; another's as administrator. */
export const setPassword = async (desk: SignedInDesk, { officerId, password, currentPassword }: PasswordChange): Promise<{ officerId: string } | Problem> => {
  const { store, clock, officer: actor } = desk;
  const isOwn = officerId === actor.id;
  if (!isOwn && !actor.roles.includes('administrator')) return problem('permission.denied');
  if (!store.state('officer', officerId)?.isActive) return problem('input.malformed', { field: 'officerId' });
  const tooShort = passwordProblem(password);
  if (tooShort) return tooShort;
  if (isOwn) {
    const checked = await signIn(desk, { username: actor.username, password: currentPassword ?? '' });
    if (isProblem(checked)) return checked;
  }
  const passwordHash = await hashPassword(password);
  return store.write(actor.id, (tx) => {
    tx.append({ entity: 'officer', entityId: officerId, type: 'officer.passwordChanged', payload: {} });
    putPassword(tx, officerId, passwordHash, clock.now());
    return { officerId };
  });
};
