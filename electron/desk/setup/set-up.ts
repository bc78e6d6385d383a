import { mkdir, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { baselineCalendarEvents } from '../../../domain/calendar/baseline.ts';
import { agencyCodeSchema, unitSchema } from '../../../domain/desk/desk.ts';
import { officerIdOf, type Role, roles } from '../../../domain/officer/officer.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import { catalogueEvents } from '../../../domain/procedure/catalogue.ts';
import type { Desk } from '../desk.ts';
import { putPassword } from '../identity/credentials.ts';
import { hashPassword, passwordProblem } from '../identity/passwords.ts';
import { makeDeskKey } from '../sync/desk-key.ts';
import type { Setup } from './types.ts';

/** The first administrator of a small office is often its only officer on the first day: every role, to be narrowed later. */
const firstRoles: Role[] = [...roles];

type SetupInput = Omit<Setup, 'district'>;
type Extra = { roles?: Role[] };

/**
 * First run: the desk and its key, the catalogue, the calendar and the first administrator, in one transaction. Enrolment at
 * the district comes after and may fail without harm. Only for a desk that is not set up.
 */
export const setUp = async (desk: Desk, input: SetupInput, { roles: administratorRoles = firstRoles }: Extra = {}): Promise<{ administratorId: string } | Problem> => {
  const { store, clock, randomBytes } = desk;
  const isDone = (): boolean => store.state('desk', store.deskId) !== undefined;
  if (isDone()) return problem('setup.alreadyDone');
  if (!agencyCodeSchema.safeParse(input.unit.agencyCode).success) return problem('setup.agencyCodeMalformed', { agencyCode: input.unit.agencyCode });
  const unit = unitSchema.safeParse(input.unit);
  if (!unit.success) return problem('input.malformed', { field: `unit.${unit.error.issues[0]?.path.join('.')}` });
  const tooShort = passwordProblem(input.administrator.password);
  if (tooShort) return tooShort;
  const scannerFolders = [...new Set(input.scannerFolders)];
  for (const folder of scannerFolders) if (!(await canBeFolder(folder))) return problem('setup.scannerFolderMissing', { folder });

  const { password, ...administrator } = input.administrator;
  const passwordHash = await hashPassword(password);
  const administratorId = officerIdOf(unit.data.agencyCode, administrator.username);
  return store.write(administratorId, (tx): { administratorId: string } | Problem => {
    if (isDone()) return problem('setup.alreadyDone');
    const { publicKey } = makeDeskKey(tx, randomBytes);
    tx.append({ entity: 'desk', entityId: store.deskId, type: 'desk.setUp', payload: { unit: unit.data, number: input.number, scannerFolders, publicKey } });
    tx.append({ entity: 'officer', entityId: administratorId, type: 'officer.added', payload: { ...administrator, roles: administratorRoles } });
    putPassword(tx, administratorId, passwordHash, clock.now());
    for (const event of [...baselineCalendarEvents(), ...catalogueEvents()]) tx.append(event);
    return { administratorId };
  });
};

/** A folder on a share that is off at the moment cannot be told from a typing error, so it is refused and named. */
const canBeFolder = async (path: string): Promise<boolean> => {
  if (!isAbsolute(path)) return false;
  try {
    await mkdir(path, { recursive: true });
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
};
