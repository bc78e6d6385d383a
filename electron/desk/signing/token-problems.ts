import { type Problem, problem } from '../../../domain/problem.ts';
import type { TokenRefusal, TokenSource } from './token-messages.ts';

/** What the officer is told. The count of tries left is the token's own word, never guessed at from what was entered here. */
export const problemOfRefusal = ({ refused, pin }: TokenRefusal, { kind, path }: TokenSource): Problem => {
  switch (refused) {
    case 'moduleMissing':
      return problem('signing.moduleMissing', { path });
    case 'moduleFault':
      return problem('signing.moduleFault', { path });
    case 'silent':
      return problem('signing.tokenSilent');
    case 'tokenGone':
      return problem('signing.tokenGone');
    case 'notReady':
      return problem('signing.tokenNotReady');
    case 'locked':
      return problem('signing.tokenLocked');
    case 'noKey':
      return problem('signing.noKey');
    case 'fileUnreadable':
      return problem('signing.keyFileUnreadable', { path });
    case 'wrongPin':
      if (kind === 'pkcs12') return problem('signing.wrongPassword');
      if (pin?.triesLeft === undefined || pin.triesLeft === null) return problem('signing.wrongPin');
      return pin.triesLeft === 1 ? problem('signing.wrongPinLastTry') : problem('signing.wrongPinTriesLeft', { triesLeft: pin.triesLeft });
  }
};
