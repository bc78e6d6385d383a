import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import { localDate } from '../../../domain/time.ts';
import type { StartSideProcess } from '../processes/side-process.ts';
import { isSignedBy } from './cades.ts';
import type { CertificateFacts } from './certificate.ts';
import { isRefusal, type OpenToken } from './token-messages.ts';
import { problemOfRefusal } from './token-problems.ts';
import { openTokenLine } from './token-process.ts';

/** A token that has been given its PIN, for one batch. */
export type TokenSession = {
  certificate: CertificateFacts;
  issuers: CertificateFacts[];
  sign: (data: Uint8Array) => Promise<Uint8Array | Problem>;
  /** The process ends, and with it all that knew the PIN. */
  end: () => void;
};

export type SessionTimes = { openMs: number; signMs: number };

/** Enters the PIN once. A wrong one is the officer's to enter again, not the program's. */
export const openTokenSession = async (start: StartSideProcess, input: OpenToken, now: number, { openMs, signMs }: SessionTimes): Promise<TokenSession | Problem> => {
  const { source } = input;
  const line = openTokenLine(start);
  const opened = await line.ask({ do: 'open', ...input }, openMs);
  const refused = isRefusal(opened) ? problemOfRefusal(opened, source) : dateProblem(opened.certificate, now);
  if (isRefusal(opened) || isProblem(refused)) {
    line.end();
    return refused!;
  }
  const { certificate, issuers } = opened;
  return {
    certificate,
    issuers,
    sign: async (data) => {
      const answer = await line.ask({ do: 'sign', data }, signMs);
      if (isRefusal(answer)) return problemOfRefusal(answer, source);
      return isSignedBy(certificate, data, answer.signature) ? answer.signature : problem('signing.wrongKey');
    },
    end: line.end,
  };
};

/** A signature made outside these days is worth nothing to whoever verifies it. */
const dateProblem = ({ name, validFrom, validUntil }: CertificateFacts, now: number): Problem | undefined =>
  now < validFrom || now > validUntil ? problem('signing.certificateExpired', { name, from: localDate(validFrom), until: localDate(validUntil) }) : undefined;
