import { type OfficerFields, type OfficerState, officerFieldsSchema } from '../../../domain/officer/officer.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import { isLastAdministrator } from './looks-after.ts';
import { asOfficer } from './me.ts';
import type { Officer } from './types.ts';

export type OfficerChange = { officerId: string } & { [F in 'fullName' | 'title' | 'roles' | 'fields']?: OfficerFields[F] | undefined };

/** Name, title, roles and fields. The user name stays: the officer's id is made from it. */
export const changeOfficer = (desk: SignedInDesk, { officerId, ...change }: OfficerChange): Officer | Problem =>
  desk.store.write(desk.officer.id, (tx): Officer | Problem => {
    const officer = tx.state('officer', officerId);
    if (!officer) return problem('input.malformed', { field: 'officerId' });
    const parsed = officerFieldsSchema.omit({ username: true }).partial().safeParse(change);
    if (!parsed.success) return problem('input.malformed', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
    const differs = ([field, value]: [string, unknown]): boolean => value !== undefined && JSON.stringify(value) !== JSON.stringify(officer[field as keyof OfficerState]);
    const changes = Object.fromEntries(Object.entries(parsed.data).filter(differs));
    if (parsed.data.roles && !parsed.data.roles.includes('administrator') && isLastAdministrator(desk.store, officer)) return problem('officer.lastAdministrator');
    if (Object.keys(changes).length > 0) tx.append({ entity: 'officer', entityId: officerId, type: 'officer.changed', payload: changes });
    return asOfficer(tx.state('officer', officerId)!);
  });

/** The officer signs in nowhere any more; what they did stays theirs. The caller ends their sessions. */
export const deactivateOfficer = (desk: SignedInDesk, { officerId, reason }: { officerId: string; reason: string }): Officer | Problem =>
  desk.store.write(desk.officer.id, (tx): Officer | Problem => {
    const officer = tx.state('officer', officerId);
    if (!officer) return problem('input.malformed', { field: 'officerId' });
    if (isLastAdministrator(desk.store, officer)) return problem('officer.lastAdministrator');
    if (officer.isActive) tx.append({ entity: 'officer', entityId: officerId, type: 'officer.deactivated', payload: { reason } });
    return asOfficer(tx.state('officer', officerId)!);
  });

/** Back with the same user name and the password of before. */
export const reactivateOfficer = (desk: SignedInDesk, { officerId }: { officerId: string }): Officer | Problem =>
  desk.store.write(desk.officer.id, (tx): Officer | Problem => {
    const officer = tx.state('officer', officerId);
    if (!officer) return problem('input.malformed', { field: 'officerId' });
    if (!officer.isActive) tx.append({ entity: 'officer', entityId: officerId, type: 'officer.reactivated', payload: {} });
    return asOfficer(tx.state('officer', officerId)!);
  });
