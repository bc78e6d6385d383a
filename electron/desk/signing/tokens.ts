import { createHash } from 'node:crypto';
import type { SigningSettings } from '../../../domain/desk/signing-settings.ts';
import type { OfficerState } from '../../../domain/officer/officer.ts';
import { foldVietnamese } from '../../../domain/text.ts';
import type { StartSideProcess } from '../processes/side-process.ts';
import type { CertificateFacts } from './certificate.ts';
import { type FoundToken, isRefusal, type TokenRefusal, type TokenSource } from './token-messages.ts';
import { problemOfRefusal } from './token-problems.ts';
import { openTokenLine } from './token-process.ts';
import type { CertificateView, TokensView, TokenView } from './types.ts';

export type KnownToken = FoundToken & { id: string; source: TokenSource };
export type Look = { tokens: KnownToken[]; troubles: { source: TokenSource; refusal: TokenRefusal }[]; hasSource: boolean; isUsbMissing: boolean };

export const sourcesOf = ({ modules, keyFiles }: SigningSettings): TokenSource[] => [
  ...modules.map((path): TokenSource => ({ kind: 'pkcs11', path })),
  ...keyFiles.map((path): TokenSource => ({ kind: 'pkcs12', path })),
];

/** Asks each driver and key file in a process of its own, so that one that hangs or crashes hides no other's tokens. */
export const lookAtTokens = async (start: StartSideProcess, settings: SigningSettings, timeoutMs: number): Promise<Look> => {
  const sources = sourcesOf(settings);
  const answers = await Promise.all(
    sources.map(async (source) => {
      const line = openTokenLine(start);
      try {
        return { source, answer: await line.ask({ do: 'look', source }, timeoutMs) };
      } finally {
        line.end();
      }
    }),
  );
  const tokens = answers.flatMap(({ source, answer }) => (isRefusal(answer) ? [] : answer.map((token): KnownToken => ({ ...token, source, id: tokenIdOf(source, token.serial) }))));
  return {
    hasSource: sources.length > 0,
    isUsbMissing: settings.modules.length > 0 && !tokens.some(({ source }) => source.kind === 'pkcs11'),
    tokens,
    troubles: answers.flatMap(({ source, answer }) => (isRefusal(answer) ? [{ source, refusal: answer }] : [])),
  };
};

const tokenIdOf = ({ kind, path }: TokenSource, serial: string): string => createHash('sha256').update([kind, path, serial].join('\n')).digest('hex').slice(0, 32);

export const tokensView = ({ tokens, troubles, hasSource, isUsbMissing }: Look, officer: OfficerState, now: number): TokensView => ({
  tokens: tokens.map((token) => tokenView(token, officer, now)),
  sources: troubles.map(({ source, refusal }) => ({ ...source, problem: problemOfRefusal(refusal, source) })),
  state: tokens.length > 0 ? 'present' : hasSource ? 'noToken' : 'noSource',
  isUsbMissing,
});

const tokenView = ({ id, source, label, maker, model, pin, isReady, hasPinPad, certificates }: KnownToken, officer: OfficerState, now: number): TokenView => ({
  id,
  kind: source.kind,
  label,
  maker,
  model,
  state: pin.isLocked ? 'locked' : isReady ? 'ready' : 'notReady',
  triesLeft: pin.triesLeft,
  hasPinPad,
  certificates: certificates.map((facts) => certificateView(facts, officer, now)),
});

const certificateView = ({ id, name, organisation, issuer, serial, validFrom, validUntil }: CertificateFacts, officer: OfficerState, now: number): CertificateView => ({
  id,
  name,
  organisation,
  issuer,
  serial,
  validFrom,
  validUntil,
  validity: now < validFrom ? 'notYet' : now > validUntil ? 'expired' : 'valid',
  isOwn: foldVietnamese(name).includes(foldVietnamese(officer.fullName)),
});
