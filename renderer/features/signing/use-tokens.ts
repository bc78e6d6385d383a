import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type Outputs, useTRPC } from '../../app/trpc.ts';

export type SigningKind = 'personal' | 'seal';
type TokensView = Outputs['signing']['tokens'];
export type Token = TokensView['tokens'][number];
export type Choice = { tokenId: string; certificateId?: string };

/** While no USB token is there: the officer is looking for the stick. */
const lookAgainMs = 4000;

/** What can sign, asked of the drivers when the dialog opens, and again until a USB token is in. */
export const useTokens = () => {
  const trpc = useTRPC();
  const { mutate, data, error, isPending } = useMutation(trpc.signing.tokens.mutationOptions());
  useEffect(() => mutate(), [mutate]);
  const isAbsent = data?.isUsbMissing === true || data?.state === 'noToken';
  useEffect(() => {
    if (!isAbsent || isPending) return undefined;
    const timer = setTimeout(() => mutate(), lookAgainMs);
    return () => clearTimeout(timer);
  }, [isAbsent, isPending, mutate]);
  return {
    view: data,
    error,
    look: () => mutate(),
    /** What was chosen while it is still there; else the first that is good, for a person's signature first the officer's own. */
    usable: (chosen: Choice | undefined, kind: SigningKind): Choice | undefined => {
      const all = choicesOf(data?.tokens ?? []);
      const still = all.find(({ choice }) => choice.tokenId === chosen?.tokenId && choice.certificateId === chosen.certificateId);
      const good = all.filter(({ token, certificate }) => token.state === 'ready' && (certificate === undefined || certificate.validity === 'valid'));
      const own = kind === 'personal' ? good.find(({ certificate }) => certificate?.isOwn) : good.find(({ certificate }) => certificate?.isOwn === false);
      return (still ?? own ?? good[0] ?? all[0])?.choice;
    },
  };
};

type Offered = { token: Token; certificate: Token['certificates'][number] | undefined; choice: Choice };

/** One line for each certificate; a token that shows none before its PIN is entered is one line. */
export const choicesOf = (tokens: readonly Token[]): Offered[] =>
  tokens.flatMap((token): Offered[] =>
    token.certificates.length === 0
      ? [{ token, certificate: undefined, choice: { tokenId: token.id } }]
      : token.certificates.map((certificate) => ({ token, certificate, choice: { tokenId: token.id, certificateId: certificate.id } })),
  );
