import type { Unit } from '../../../domain/desk/desk.ts';
import type { Role } from '../../../domain/officer/officer.ts';
import type { Problem } from '../../../domain/problem.ts';

export type DemoOfficer = { username: string; fullName: string; title: string; roles: Role[] };

export type SetupStatus = {
  isSetUp: boolean;
  isDemo: boolean;
  /** Nobody who is left can look after this desk; whom to ask. */
  lacksAdministrator?: { level: string };
  /** What the first-run page starts from. */
  unitDefaults?: Unit;
  /** Only in the demo, which is open to everybody: whom one can sign in as, and the password they share. */
  demoOfficers?: DemoOfficer[];
  demoPassword?: string;
};

export type Setup = {
  unit: Unit;
  /** First digit of the day's four-digit order, owned by this desk alone. */
  number: number;
  scannerFolders: string[];
  district?: { url: string; enrolmentCode: string };
  administrator: { username: string; fullName: string; title: string; password: string };
};

/** The desk is set up in every case; only its enrolment at the district may have to be tried again later. */
export type SetupDone = {
  enrolment: 'done' | 'notConfigured' | Problem;
  /** Opens the store when this machine has lost its key. Kept nowhere: shown now, to be written down and locked away. */
  recoveryCode: string;
};
