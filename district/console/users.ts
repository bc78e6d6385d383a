import { asc, eq, sql } from 'drizzle-orm';
import { v7 as uuidV7 } from 'uuid';
import { z } from 'zod';
import { consoleRoles } from '../../domain/console/permissions.ts';
import { isProblem, type Problem, problem } from '../../domain/problem.ts';
import type { DistrictContext } from '../context.ts';
import type { Database } from '../database.ts';
import { randomCode } from '../random-code.ts';
import { consoleUsers } from '../schema.ts';
import { audit } from './audit.ts';
import type { Console, ConsoleUser } from './context.ts';
import { hashPassword, isRightPassword, nobodysHash, passwordProblem } from './passwords.ts';
import { waitBeforeSignIn } from '../../domain/identity/sign-in-throttle.ts';

export const userFieldsSchema = z.strictObject({
  username: z.string().trim().toLowerCase().regex(/^[a-z0-9._-]{2,40}$/),
  fullName: z.string().trim().min(1).max(300),
  title: z.string().trim().max(300),
  roles: z.array(z.enum(consoleRoles)).min(1),
});
export type UserFields = z.infer<typeof userFieldsSchema>;

type Row = typeof consoleUsers.$inferSelect;
export type ListedUser = ConsoleUser & { isActive: boolean; /** Has not signed in with the password that was given out. */ isOneTime: boolean };

const asUser = ({ userId, username, fullName, title, roles }: Row): ConsoleUser => ({ id: userId, username, fullName, title, roles });
const asListed = (row: Row): ListedUser => ({ ...asUser(row), isActive: row.isActive, isOneTime: row.isOneTime });

/** One change at a time, so that two cannot each take away the other administrator. */
const usersLock = 7_301_004;
const changing = <T>(district: DistrictContext, work: (tx: Database, all: Row[]) => Promise<T>): Promise<T> =>
  district.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${usersLock})`);
    return work(tx, await tx.select().from(consoleUsers));
  });

/** Those who work here first. */
export const listUsers = async ({ district }: Console): Promise<ListedUser[]> =>
  (await district.db.select().from(consoleUsers).orderBy(asc(consoleUsers.username))).map(asListed).sort((a, b) => Number(b.isActive) - Number(a.isActive));

/** Undefined for one that is not there or works here no more. */
export const userOf = async (district: DistrictContext, userId: string): Promise<(ConsoleUser & { isOneTime: boolean }) | undefined> => {
  const [row] = await district.db.select().from(consoleUsers).where(eq(consoleUsers.userId, userId));
  return row?.isActive ? { ...asUser(row), isOneTime: row.isOneTime } : undefined;
};

/** @returns a password to hand on, shown once and good for one sign-in */
export const addUser = async (console: Console, fields: UserFields): Promise<{ user: ListedUser; password: string } | Problem> => {
  const { district } = console;
  const { password, passwordHash } = await oneTimePassword(district);
  const row = newRow(district, fields, passwordHash, true);
  return changing(district, async (tx, all) => {
    if (all.some(({ username }) => username === fields.username)) return problem('officer.usernameTaken', { username: fields.username });
    await tx.insert(consoleUsers).values(row);
    await audit(tx, console, { action: 'users.add', subject: fields.username, detail: { fullName: fields.fullName, roles: fields.roles } });
    return { user: asListed(row), password };
  });
};

export type UserChange = { userId: string; isActive?: boolean | undefined } & { [F in 'fullName' | 'title' | 'roles']?: UserFields[F] | undefined };

/** Name, title, roles, and whether they may sign in at all; the caller ends their sessions. */
export const changeUser = (console: Console, { userId, ...change }: UserChange): Promise<ListedUser | Problem> =>
  changing(console.district, async (tx, all): Promise<ListedUser | Problem> => {
    const row = all.find((other) => other.userId === userId);
    if (!row) return problem('input.malformed', { field: 'userId' });
    const changes = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<Row>;
    const next = { ...row, ...changes };
    if (looksAfter(row) && !looksAfter(next) && !all.some((other) => other.userId !== userId && looksAfter(other))) return problem('officer.lastAdministrator');
    await tx.update(consoleUsers).set(changes).where(eq(consoleUsers.userId, userId));
    await audit(tx, console, { action: 'users.change', subject: row.username, detail: changes });
    return asListed(next);
  });

const looksAfter = ({ isActive, roles }: Row): boolean => isActive && roles.includes('administrator');

/** For whoever forgot theirs. @returns the password to hand on, shown once */
export const resetPassword = async (console: Console, { userId }: { userId: string }): Promise<{ password: string } | Problem> => {
  const { password, passwordHash } = await oneTimePassword(console.district);
  return changing(console.district, async (tx, all): Promise<{ password: string } | Problem> => {
    const row = all.find((other) => other.userId === userId);
    if (!row) return problem('input.malformed', { field: 'userId' });
    await putPassword(tx, userId, passwordHash, true);
    await audit(tx, console, { action: 'users.resetPassword', subject: row.username });
    return { password };
  });
};

/** One's own, with the current one, so that a page left open is not taken over. */
export const setPassword = async (console: Console, { currentPassword, password }: { currentPassword: string; password: string }): Promise<{ isSet: true } | Problem> => {
  const { district, user } = console;
  const tooShort = passwordProblem(password);
  if (tooShort) return tooShort;
  const checked = await checkPassword(district, { username: user.username, password: currentPassword });
  if (isProblem(checked)) return checked;
  if (currentPassword === password) return problem('console.passwordMustChange');
  const passwordHash = await hashPassword(password);
  await district.db.transaction(async (tx) => {
    await putPassword(tx, user.id, passwordHash, false);
    await audit(tx, console, { action: 'identity.setPassword', subject: user.username });
  });
  return { isSet: true };
};

/**
 * Checks a user name and password. The attempt is counted before the password is looked at: guesses sent at once do not give more tries.
 */
export const checkPassword = async (district: DistrictContext, { username, password }: { username: string; password: string }): Promise<ConsoleUser | Problem> => {
  const now = district.clock.now();
  const counted = await district.db.transaction(async (tx): Promise<Row | Problem | undefined> => {
    const [row] = await tx.select().from(consoleUsers).where(eq(consoleUsers.username, username.trim().toLowerCase())).for('update');
    if (!row?.isActive) return undefined;
    const waitMs = waitBeforeSignIn(row.failedAttempts, row.lastFailedAt, now);
    if (waitMs > 0) return problem('signIn.tooManyAttempts', { seconds: Math.ceil(waitMs / 1000) });
    await tx.update(consoleUsers).set({ failedAttempts: row.failedAttempts + 1, lastFailedAt: now }).where(eq(consoleUsers.userId, row.userId));
    return row;
  });
  if (counted === undefined) {
    await isRightPassword(nobodysHash, password);
    return problem('signIn.wrongCredentials');
  }
  if (isProblem(counted)) return counted;
  if (!(await isRightPassword(counted.passwordHash, password))) {
    // Only for somebody who is known: strangers cannot fill the table, and the wait keeps it short.
    await audit(district.db, { district, user: asUser(counted) }, { action: 'identity.signInFailed', subject: counted.username });
    return problem('signIn.wrongCredentials');
  }
  await district.db.update(consoleUsers).set({ failedAttempts: 0, lastFailedAt: null }).where(eq(consoleUsers.userId, counted.userId));
  return asUser(counted);
};

/**
 * By whoever can read the server's data folder: the first administrator, and a way back in when nobody knows a password any more.
 * @param input.password not a one-time one: for demonstrations and tests
 */
export const ensureUser = async (
  district: DistrictContext,
  { password: own, ...fields }: UserFields & { password?: string | undefined },
): Promise<{ username: string; password: string } | Problem> => {
  const tooShort = own === undefined ? undefined : passwordProblem(own);
  if (tooShort) return tooShort;
  const { password, passwordHash } = own === undefined ? await oneTimePassword(district) : { password: own, passwordHash: await hashPassword(own) };
  const isOneTime = own === undefined;
  return changing(district, async (tx, all) => {
    const known = all.find(({ username }) => username === fields.username);
    if (known) await tx.update(consoleUsers).set({ ...fields, isActive: true }).where(eq(consoleUsers.userId, known.userId));
    else await tx.insert(consoleUsers).values(newRow(district, fields, passwordHash, isOneTime));
    if (known) await putPassword(tx, known.userId, passwordHash, isOneTime);
    await audit(tx, { district }, { action: 'users.ensure', subject: fields.username, detail: { roles: fields.roles } });
    return { username: fields.username, password };
  });
};

const putPassword = async (tx: Database, userId: string, passwordHash: string, isOneTime: boolean): Promise<void> => {
  await tx.update(consoleUsers).set({ passwordHash, isOneTime, failedAttempts: 0, lastFailedAt: null }).where(eq(consoleUsers.userId, userId));
};

const oneTimePassword = async ({ randomBytes }: DistrictContext): Promise<{ password: string; passwordHash: string }> => {
  const password = randomCode(randomBytes);
  return { password, passwordHash: await hashPassword(password) };
};

const newRow = ({ clock, randomBytes }: DistrictContext, fields: UserFields, passwordHash: string, isOneTime: boolean): Row => ({
  ...fields,
  userId: uuidV7({ msecs: clock.now(), random: randomBytes(16) }),
  passwordHash,
  isOneTime,
  isActive: true,
  failedAttempts: 0,
  lastFailedAt: null,
  createdAt: clock.now(),
});
