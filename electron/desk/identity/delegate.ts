import type { Delegation, OfficerState, Role } from '../../../domain/officer/officer.ts';
import { isCircle } from '../../../domain/officer/delegation.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import { isRealDate, localDate } from '../../../domain/time.ts';
import type { SignedInDesk } from '../desk.ts';

export type DelegateInput = { officerId: string } & Pick<Delegation, 'toOfficerId' | 'from' | 'until' | 'reason'>;

/**
 * Who does an officer's work while they are away. Recorded by themselves, by the leader or by the administrator. Nobody gets a
 * right by it: whoever stands in has the roles that the work needs already.
 */
export const delegate = ({ store, clock, officer: actor }: SignedInDesk, { officerId, toOfficerId, from, until, reason }: DelegateInput): { delegationId: string } | Problem =>
  store.write(actor.id, (tx): { delegationId: string } | Problem => {
    if (!mayDelegateFor(actor, officerId)) return problem('permission.denied');
    const find = (id: string): OfficerState | undefined => tx.state('officer', id);
    const [officer, standIn] = [find(officerId), find(toOfficerId)];
    if (!officer?.isActive) return problem('input.malformed', { field: 'officerId' });
    if (!standIn?.isActive) return problem('input.malformed', { field: 'toOfficerId' });
    if (officerId === toOfficerId) return problem('delegation.toOneself');
    if (!isRealDate(from) || !isRealDate(until) || from > until || until < localDate(clock.now())) return problem('delegation.daysMalformed');
    const missing = officer.roles.find((role) => caseRoles.has(role) && !standIn.roles.includes(role));
    if (missing !== undefined) return problem('delegation.roleMissing', { name: standIn.fullName, role: missing });
    if (isCircle(officerId, { toOfficerId, from, until }, find)) return problem('delegation.circle', { name: standIn.fullName });
    // Pressed twice.
    const same = officer.delegations.find((known) => known.endedAt === undefined && known.toOfficerId === toOfficerId && known.from === from && known.until === until);
    if (same) return { delegationId: same.id };
    const event = tx.append({ entity: 'officer', entityId: officerId, type: 'officer.delegated', payload: { toOfficerId, from, until, reason: reason.trim() } });
    return { delegationId: event.id };
  });

/** Back before the day. */
export const endDelegation = ({ store, officer: actor }: SignedInDesk, { officerId, delegationId }: { officerId: string; delegationId: string }): { delegationId: string } | Problem =>
  store.write(actor.id, (tx): { delegationId: string } | Problem => {
    if (!mayDelegateFor(actor, officerId)) return problem('permission.denied');
    const delegation = tx.state('officer', officerId)?.delegations.find(({ id }) => id === delegationId);
    if (!delegation) return problem('delegation.unknown');
    if (delegation.endedAt === undefined) tx.append({ entity: 'officer', entityId: officerId, type: 'officer.delegationEnded', payload: { delegationId } });
    return { delegationId };
  });

/** Guiding citizens and looking after the desk are not handed from person to person. */
const caseRoles: ReadonlySet<Role> = new Set(['receiving', 'handling', 'approver', 'clerk']);

const mayDelegateFor = ({ id, roles }: OfficerState, officerId: string): boolean => id === officerId || roles.includes('approver') || roles.includes('administrator');
