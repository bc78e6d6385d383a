import type { Unit } from '../../../domain/desk/desk.ts';
import type { OfficerFields } from '../../../domain/officer/officer.ts';

/** An officer as other officers may see them. */
export type Officer = OfficerFields & { id: string; isActive: boolean };

/** Who is at the desk, and which desk it is. */
export type Me = {
  officer: Officer;
  unit: Unit;
  desk: { id: string; number: number };
};

export type NewOfficer = OfficerFields & { password: string };
