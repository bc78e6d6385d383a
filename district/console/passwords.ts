import { hash, verify } from '@node-rs/argon2';
import { type Problem, problem } from '../../domain/problem.ts';

/** Longer than at a desk: this sign-in is open to a whole network. */
const minPasswordLength = 10;

/** Argon2id with the library's defaults (19 MiB, two passes), on the thread pool. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'));

export const isRightPassword = (passwordHash: string, password: string): Promise<boolean> => verify(passwordHash, password.normalize('NFC'));

/** Costs the same as a real one, so that an unknown name is not known by its quick answer. */
export const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$oHkUdzKPPq7Qg5ssSvxYCkZ4qQ4vE4G2iLq0Eg3X2Zs';

export const passwordProblem = (password: string): Problem | undefined =>
  [...password.normalize('NFC')].length < minPasswordLength ? problem('officer.passwordTooShort', { min: minPasswordLength }) : undefined;
