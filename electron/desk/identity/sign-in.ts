import { waitBeforeSignIn } from '../../../domain/identity/sign-in-throttle.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { OfficerState } from '../../../domain/officer/officer.ts';
import type { Desk } from '../desk.ts';
import { credentialOf, putAttempts } from './credentials.ts';
import { findOfficer } from './find-officer.ts';
import { isRightPassword } from './passwords.ts';

/** Costs the same as a real one, so that an unknown name is not known by its quick answer. */
const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$oHkUdzKPPq7Qg5ssSvxYCkZ4qQ4vE4G2iLq0Eg3X2Zs';

/**
 * Checks a user name and password. The attempt is counted, on disk, before the password is looked at: neither guesses sent
 * at once nor a restart of the program give more tries.
 */
export const signIn = async (desk: Desk, { username, password }: { username: string; password: string }): Promise<OfficerState | Problem> => {
  const { store, clock } = desk;
  const officer = findOfficer(store, username);
  const credential = officer && credentialOf(store, officer.id);
  if (!officer?.isActive || !credential) {
    await isRightPassword(nobodysHash, password);
    return problem('signIn.wrongCredentials');
  }
  const counted = store.write(officer.id, (tx): Problem | undefined => {
    const { failedAttempts, lastFailedAt } = credentialOf(store, officer.id)!;
    const waitMs = waitBeforeSignIn(failedAttempts, lastFailedAt, clock.now());
    if (waitMs > 0) return problem('signIn.tooManyAttempts', { seconds: Math.ceil(waitMs / 1000) });
    putAttempts(tx, officer.id, failedAttempts + 1, clock.now());
    return undefined;
  });
  if (isProblem(counted)) return counted;
  if (!(await isRightPassword(credential.passwordHash, password))) return problem('signIn.wrongCredentials');
  store.write(officer.id, (tx) => putAttempts(tx, officer.id, 0, null));
  return officer;
};
