import type { OfficerState } from '../../../domain/officer/officer.ts';
import type { Desk } from '../desk.ts';
import type { Me, Officer } from './types.ts';

export const asOfficer = ({ id, username, fullName, title, roles, fields, isActive }: OfficerState): Officer => ({ id, username, fullName, title, roles, ...(fields && { fields }), isActive });

export const me = ({ store }: Desk, officer: OfficerState | undefined): Me | null => {
  const self = store.state('desk', store.deskId);
  return self && officer ? { officer: asOfficer(officer), unit: self.unit, desk: { id: self.id, number: self.number } } : null;
};
