import { hash, verify } from '@node-rs/argon2';
import { type Problem, problem } from '../../../domain/problem.ts';

export const minPasswordLength = 8;

/** Argon2id with the library's defaults (19 MiB, two passes), on the thread pool. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'));

export const isRightPassword = (passwordHash: string, password: string): Promise<boolean> => verify(passwordHash, password.normalize('NFC'));

/** Length alone counts: rules about kinds of characters make people write passwords on the monitor. */
export const passwordProblem = (password: string): Problem | undefined =>
  [...password.normalize('NFC')].length < minPasswordLength ? problem('officer.passwordTooShort', { min: minPasswordLength }) : undefined;
